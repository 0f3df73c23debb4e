// Whole numbers as they stand in forms, addresses and messages.
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <string_view>

// All of the text is a whole number, in base ten, that fits. Where it is none: false, and `into`
// stays as it is.
template <std::integral Number>
bool read_number(std::string_view text, Number& into) {
    Number number{};
    const auto* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc{} || read.ptr != end) return false;
    into = number;
    return true;
}

// 0 where it is none: our own numbers begin at 1.
template <std::integral Number = std::int64_t>
Number number_in(std::string_view text) {
    Number number{};
    read_number(text, number);
    return number;
}

// "17" of "17.pdf" and ".pdf"; empty where the name ends otherwise.
inline std::string_view stem_of(std::string_view name, std::string_view ending) {
    if (!name.ends_with(ending)) return {};
    name.remove_suffix(ending.size());
    return name;
}
