#include "campaign/words/initials.h"

namespace {

constexpr int initials_max = 3;

std::size_t letter_length(std::string_view text) {
    std::size_t length = 1;
    while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
        ++length;
    return length;
}

// U+0300 to U+036F: marks that are written onto the letter before them.
bool starts_with_mark(std::string_view text) {
    return text.size() >= 2 && (static_cast<unsigned char>(text[0]) == 0xCC ||
                                (static_cast<unsigned char>(text[0]) == 0xCD &&
                                 static_cast<unsigned char>(text[1]) < 0xB0));
}

std::string_view first_letter(std::string_view word) {
    auto length = letter_length(word);
    while (starts_with_mark(word.substr(length))) length += 2;
    return word.substr(0, length);
}

}  // namespace

std::string initials_of(std::string_view name) {
    std::string initials;
    for (int count = 0; count < initials_max && !name.empty();) {
        const auto space = name.find(' ');
        const auto word = name.substr(0, space);
        name = space == name.npos ? std::string_view{} : name.substr(space + 1);
        if (word.empty()) continue;
        if (!initials.empty()) initials += ' ';
        initials += std::string{first_letter(word)} + '.';
        ++count;
    }
    return initials;
}
