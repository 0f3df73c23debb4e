#include "campaign/words/hashtag.h"

namespace {

constexpr std::size_t tag_bytes_max = 240;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The bytes of the code point at `at`; the text is sound UTF-8.
std::size_t length_at(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

char32_t point_at(std::string_view text, std::size_t at, std::size_t length) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    char32_t point = length == 1 ? byte(0) : byte(0) & (0x7F >> length);
    for (std::size_t i = 1; i < length && at + i < text.size(); ++i)
        point = point << 6 | (byte(i) & 0x3F);
    return point;
}

// Beyond ASCII everything is a letter but spaces, punctuation, arrows, signs and pictures.
bool belongs_to_tag(char32_t c) {
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_';
    struct Range {
        char32_t first, last;
    };
    constexpr Range others[] = {
        {0x80, 0xA9},      {0xAB, 0xB4},     {0xB6, 0xB9},     {0xBB, 0xBF},     {0xD7, 0xD7},
        {0xF7, 0xF7},      {0x60C, 0x60D},   {0x61B, 0x61F},   {0x66A, 0x66D},   {0x6D4, 0x6D4},
        {0x2000, 0x200B},  {0x200E, 0x2BFF}, {0x3000, 0x3004}, {0x3008, 0x3020}, {0x30FB, 0x30FB},
        {0xFE00, 0xFE0F},  {0xFF00, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65},
        {0x1F000, 0x1FAFF}};
    for (const auto& [first, last] : others)
        if (c >= first && c <= last) return false;
    return true;
}

// How many bytes a tag that starts at `hash` has; 0 if none does.
std::size_t tag_length(std::string_view text, std::size_t hash) {
    auto at = hash + 1;
    bool has_letter = false;
    while (at < text.size()) {
        const auto length = length_at(text, at);
        if (!belongs_to_tag(point_at(text, at, length))) break;
        has_letter |= !is_digit(text[at]);
        at += length;
    }
    const auto bytes = at - hash;
    return has_letter && bytes <= tag_bytes_max ? bytes : 0;
}

}  // namespace

std::vector<Piece> pieces_of(std::string_view text) {
    std::vector<Piece> pieces;
    std::string plain;
    bool in_word = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto tag = text[at] == '#' && !in_word ? tag_length(text, at) : 0;
        if (tag > 0) {
            if (!plain.empty()) pieces.push_back({plain});
            plain.clear();
            pieces.push_back({std::string{text.substr(at, tag)}, true});
            at += tag;
            in_word = true;
            continue;
        }
        const auto length = length_at(text, at);
        in_word = text[at] == '#' || text[at] == '&' || belongs_to_tag(point_at(text, at, length));
        plain += text.substr(at, length);
        at += length;
    }
    if (!plain.empty()) pieces.push_back({plain});
    return pieces;
}
