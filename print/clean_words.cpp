#include "print/clean_words.h"

#include <algorithm>

#include "campaign/words/text.h"

namespace print {
namespace {

// Pictures instead of letters have no place in our fonts: U+1F000 to U+1FAFF, joiners, selectors.
std::string without_emoji(std::string_view text) {
    std::string kept;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        const auto letter = text.substr(i, length);
        const bool picture =
            letter.starts_with("\xF0\x9F") || letter == "\xEF\xB8\x8F" || letter == "\xE2\x83\xA3";
        if (!picture) kept += letter;
        i += length;
    }
    return kept;
}

std::string first_letters(const std::string& text, std::size_t count) {
    std::size_t end = 0;
    for (; end < text.size() && count > 0; --count) {
        ++end;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    }
    return text.substr(0, end);
}

}  // namespace

void WordCleaner::clean(std::string& text, std::string_view name, std::size_t most) {
    // A thousand bad names need no thousand sentences.
    const auto warn = [&](std::string sentence) {
        if (std::find(warnings.begin(), warnings.end(), sentence) == warnings.end())
            warnings.push_back(std::move(sentence));
    };
    if (text.empty()) return;
    if (!is_utf8(text)) {
        warn("The " + std::string{name} + " is not readable text and was left out.");
        text.clear();
        return;
    }
    const auto plain = without_emoji(text);
    if (plain.size() != text.size()) warn("Emoji in the " + std::string{name} + " were left out.");
    if (const auto line = read_line(plain, most)) {
        text = *line;
        return;
    }
    warn("The " + std::string{name} + " was cut after " + std::to_string(most) + " letters.");
    text = read_line(first_letters(plain, most - 1), most).value_or("") + "…";
}

}  // namespace print
