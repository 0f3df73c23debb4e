#include "campaign/words/screening.h"

#include <algorithm>
#include <array>
#include <optional>
#include <regex>

namespace {

// Digits of other scripts as ASCII ones, letters in lower case, everything else in its place. Bytes
// are kept one for one where they are, so that what is found can be shown as it stands: digits of
// other scripts are led by \x01 bytes.
std::string plain_of(std::string_view text) {
    std::string plain;
    const auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto lead = byte(at), second = byte(at + 1), third = byte(at + 2);
        if (lead == 0xD9 && second >= 0xA0 && second <= 0xA9) {  // Arabic-Indic.
            plain += {'\x01', static_cast<char>('0' + second - 0xA0)};
            at += 1;
        } else if (lead == 0xDB && second >= 0xB0 && second <= 0xB9) {  // Their Persian forms.
            plain += {'\x01', static_cast<char>('0' + second - 0xB0)};
            at += 1;
        } else if (lead == 0xEF && second == 0xBC && third >= 0x90 && third <= 0x99) {  // Wide.
            plain += {'\x01', '\x01', static_cast<char>('0' + third - 0x90)};
            at += 2;
        } else {
            plain += static_cast<char>(lead >= 'A' && lead <= 'Z' ? lead - 'A' + 'a' : lead);
        }
    }
    return plain;
}

std::size_t digits_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; }));
}

std::string shown_part(std::string_view text, std::size_t at, std::size_t length) {
    auto end = std::min(at + std::min(length, found_max), text.size());
    while (end < text.size() && (text[end] & 0xC0) == 0x80) ++end;
    return std::string{text.substr(at, end - at)};
}

std::optional<Found> find_pattern(std::string_view text, const std::string& plain, Hint hint,
                                  const std::regex& pattern) {
    std::smatch match;
    if (!std::regex_search(plain, match, pattern)) return {};
    return Found{hint, shown_part(text, static_cast<std::size_t>(match.position()),
                                  static_cast<std::size_t>(match.length()))};
}

bool is_day_or_time(const std::string& run) {
    static const std::regex day{
        R"((\d{1,2}[./-]\d{1,2}[./-](\d{2}|\d{4})|\d{4}-\d{2}-\d{2})([ ,]+\d{1,2}[:.]\d{2})?\D*)"};
    return std::regex_match(run, day);
}

// Runs of digits with what people put between them.
struct Numbers {
    std::optional<Found> telephone, record;
};

Numbers find_numbers(std::string_view text, const std::string& plain) {
    constexpr std::size_t telephone_digits_min = 7, record_digits_min = 6;
    static const std::regex run{R"([+(]?[0-9\x01]([ ()./-]{0,2}[0-9\x01])+)"};
    Numbers numbers;
    for (std::sregex_iterator at{plain.begin(), plain.end(), run}, end; at != end; ++at) {
        auto digits = at->str();
        std::erase(digits, '\x01');
        const auto count = digits_in(digits);
        if (count < record_digits_min || is_day_or_time(digits)) continue;
        const auto what = shown_part(text, static_cast<std::size_t>(at->position()),
                                     static_cast<std::size_t>(at->length()));
        const bool is_called = digits.front() == '+' || digits.front() == '(' ||
                               digits.front() == '0' || count != digits.size();
        if (is_called && count >= telephone_digits_min && !numbers.telephone)
            numbers.telephone = Found{Hint::telephone, what};
        else if (count == digits.size() && !numbers.record)
            numbers.record = Found{Hint::record_number, what};
    }
    return numbers;
}

}  // namespace

std::vector<Found> screen(std::string_view text) {
    static const std::regex address{R"([^\s@<>()]{1,64}@[^\s@<>()]{1,64})"};
    static const std::regex link{
        R"((https?:/|www\.)[^\s]{1,80})"
        R"(|[a-z0-9][a-z0-9-]{0,40}\.(com|org|net|info|de|fr|eu|uk|at|ch|io|me|co|app|link|shop))"
        R"((?![a-z0-9]))"};
    auto plain = plain_of(text);
    const auto mail = find_pattern(text, plain, Hint::mail_address, address);
    const auto numbers = find_numbers(text, plain);
    for (std::smatch match; std::regex_search(plain, match, address);)  // Its host is no link.
        plain.replace(static_cast<std::size_t>(match.position()),
                      static_cast<std::size_t>(match.length()),
                      std::string(static_cast<std::size_t>(match.length()), ' '));
    const auto where = find_pattern(text, plain, Hint::link, link);
    std::vector<Found> found;
    for (const auto& one : {mail, numbers.telephone, numbers.record, where})
        if (one) found.push_back(*one);
    return found;
}
