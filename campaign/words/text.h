// Text that strangers type: bounded and cleaned before anything else sees it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

bool is_utf8(std::string_view);
std::size_t count_code_points(std::string_view utf8);

// One line as typed by a person: valid UTF-8, trimmed, inner white space folded, no control
// characters, no bidirectional overrides (U+202A..E, U+2066..9), at most 4 combining marks in a
// row, at most code_points_max. Nothing if it does not fit or is not UTF-8; empty text is fine.
std::optional<std::string> read_line(std::string_view typed, std::size_t code_points_max);

// The same for several lines (LF only, at most lines_max).
std::optional<std::string> read_lines(std::string_view typed, std::size_t code_points_max,
                                      std::size_t lines_max);

// An address of the shape local@domain.tld (RFC 5321 dot-string, at most 254 bytes), lower-cased
// domain, no quotes, no comments; deliberately narrower than RFC 5322. Nothing if it is not one.
std::optional<std::string> read_mail_address(std::string_view typed);

// On one line and cut between words, with an ellipsis. The text is valid UTF-8.
std::string excerpt(std::string_view text, std::size_t code_points_max);

// "Spring Walk 2027!" -> "spring-walk-2027"; at most 60 characters of [a-z0-9-]; may be empty.
std::string slug_of(std::string_view title);
bool is_slug(std::string_view);  // 2 to 60 of [a-z0-9-], no edge or double dash.

// For a query or a path segment: every byte but the unreserved ones of RFC 3986, 2.3 becomes %XX.
std::string percent_encoded(std::string_view);
