// Screening: what in a text should be looked at twice before it is public.
//
// It hints, and a person decides: a hint may be wrong in both directions. Digits of other scripts
// count as digits, and a day or a clock time is no number of anything.
#pragma once

#include <string>
#include <string_view>
#include <vector>

enum class Hint { mail_address, telephone, record_number, link };

struct Found {
    Hint hint;
    std::string what;  // As it stands in the text, at most found_max bytes of it.
};

constexpr std::size_t found_max = 60;

// At most one of each sort, in the order of Hint.
std::vector<Found> screen(std::string_view utf8);
