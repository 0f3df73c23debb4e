#include "campaign/organisation/iban.h"

#include <algorithm>
#include <array>

namespace organisation {

namespace {

constexpr std::size_t iban_min = 15, iban_max = 34;

bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string without_spaces(std::string_view typed) {
    std::string text;
    for (const char c : typed)
        if (c != ' ') text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
}

// The IBAN registry's lengths for the countries of SEPA.
std::optional<std::size_t> length_in(std::string_view country) {
    struct Length {
        std::string_view country;
        std::size_t length;
    };
    constexpr std::array lengths{
        Length{"AD", 24}, Length{"AT", 20}, Length{"BE", 16}, Length{"BG", 22}, Length{"CH", 21},
        Length{"CY", 28}, Length{"CZ", 24}, Length{"DE", 22}, Length{"DK", 18}, Length{"EE", 20},
        Length{"ES", 24}, Length{"FI", 18}, Length{"FR", 27}, Length{"GB", 22}, Length{"GI", 23},
        Length{"GR", 27}, Length{"HR", 21}, Length{"HU", 28}, Length{"IE", 22}, Length{"IS", 26},
        Length{"IT", 27}, Length{"LI", 21}, Length{"LT", 20}, Length{"LU", 20}, Length{"LV", 21},
        Length{"MC", 27}, Length{"MT", 31}, Length{"NL", 18}, Length{"NO", 15}, Length{"PL", 28},
        Length{"PT", 25}, Length{"RO", 24}, Length{"SE", 24}, Length{"SI", 19}, Length{"SK", 24},
        Length{"SM", 27}, Length{"VA", 22}};
    for (const auto& known : lengths)
        if (known.country == country) return known.length;
    return {};
}

// The country and the check digits go to the end; a letter counts as two digits, A as 10.
int remainder_by_97(std::string_view iban) {
    const auto turned = std::string{iban.substr(4)} + std::string{iban.substr(0, 4)};
    int rest = 0;
    for (const char c : turned) {
        const int value = is_digit(c) ? c - '0' : c - 'A' + 10;
        rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
    }
    return rest;
}

}  // namespace

std::optional<std::string> read_iban(std::string_view typed) {
    auto iban = without_spaces(typed);
    const auto is_sign = [](char c) { return is_letter(c) || is_digit(c); };
    if (iban.size() < iban_min || iban.size() > iban_max || !std::ranges::all_of(iban, is_sign))
        return {};
    if (!is_letter(iban[0]) || !is_letter(iban[1]) || !is_digit(iban[2]) || !is_digit(iban[3]))
        return {};
    const auto length = length_in(std::string_view{iban}.substr(0, 2));
    if ((length && *length != iban.size()) || remainder_by_97(iban) != 1) return {};
    return iban;
}

std::optional<std::string> read_bic(std::string_view typed) {
    auto bic = without_spaces(typed);
    if (bic.empty()) return bic;
    if (bic.size() != 8 && bic.size() != 11) return {};
    for (std::size_t at = 0; at < bic.size(); ++at)
        if (!is_letter(bic[at]) && (at < 6 || !is_digit(bic[at]))) return {};
    return bic;
}

std::string spaced_iban(std::string_view iban) {
    std::string text;
    for (std::size_t at = 0; at < iban.size(); ++at) {
        if (at > 0 && at % 4 == 0) text += ' ';
        text += iban[at];
    }
    return text;
}

}  // namespace organisation
