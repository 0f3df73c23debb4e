// Wire: how an answer looks in bytes, with the headers that every answer of this site carries.
//
// A header that the handler has set replaces ours of that name; framing headers (Content-Length,
// Transfer-Encoding, Connection) are ours alone. What has a control character is never written:
// such an answer becomes a 500.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/http/message.h"

namespace http {

// How the end of an answer's body is told.
enum class Framing { length, chunks, close };

struct WireStyle {
    Framing framing = Framing::length;
    bool closes = false;
    int minor_version = 1;  // Of the request.
};

class Wire {
public:
    explicit Wire(std::string_view public_url);

    // The head of an answer, with its empty line. check()s what it writes.
    std::string render_head(const Response&, WireStyle, Instant now) const;
    // A whole answer in plain words (to programs, as a problem), after which the connection closes.
    // The path is empty where it is not known.
    std::string render_refusal(int status, std::string_view why, std::string_view path,
                               Instant now) const;

private:
    std::vector<std::pair<std::string, std::string>> baseline_;
};

std::string http_date(Instant);  // RFC 9110, 5.6.7: "Sun, 06 Nov 1994 08:49:37 GMT"
std::string_view status_text(int status);
bool has_no_body(int status);  // 204 and 304.

}  // namespace http
