#include "campaign/words/text.h"

#include <algorithm>

namespace {

// Decodes one code point at `at` and moves on; 0xFFFFFFFF for bytes that are not UTF-8 (RFC 3629).
char32_t next_code_point(std::string_view text, std::size_t& at) {
    constexpr char32_t bad = 0xFFFFFFFF;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto lead = byte(at);
    if (lead < 0x80) return ++at, lead;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return bad;
    char32_t point = lead & (0x7F >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0) != 0x80) return bad;
        point = point << 6 | (byte(at + i) & 0x3F);
    }
    constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (point < least[length] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
        return bad;
    at += length;
    return point;
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

bool is_direction_override(char32_t c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_space(char32_t c) {
    return c == ' ' || c == '\t' || c == 0xA0 || c == 0x2028 || c == 0x2029 || c == 0x3000 ||
           (c >= 0x2000 && c <= 0x200A);
}

bool is_mark(char32_t c) {
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x489) ||
           (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF) ||
           (c >= 0x20D0 && c <= 0x20FF) || (c >= 0xFE20 && c <= 0xFE2F);
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();)
        if (next_code_point(text, at) == 0xFFFFFFFF) return false;
    return true;
}

std::size_t count_code_points(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::optional<std::string> read_lines(std::string_view typed, std::size_t code_points_max,
                                      std::size_t lines_max) {
    constexpr std::size_t bytes_per_code_point = 4, marks_max = 4;
    if (typed.size() > code_points_max * bytes_per_code_point + lines_max * 2) return {};
    std::string clean;
    std::size_t points = 0, marks = 0, lines = 1;
    bool space_waits = false;
    for (std::size_t at = 0; at < typed.size();) {
        const auto from = at;
        const auto point = next_code_point(typed, at);
        if (point == 0xFFFFFFFF) return {};
        if (point == '\r') continue;
        if (point == '\n') {
            if (lines_max == 1) {
                space_waits = !clean.empty();
                continue;
            }
            space_waits = false;
            if (clean.empty()) continue;
            clean += '\n';
            if (++lines > lines_max) return {};
            continue;
        }
        if (is_space(point)) {
            space_waits = !clean.empty() && clean.back() != '\n';
            continue;
        }
        if (is_control(point) || is_direction_override(point)) continue;
        marks = is_mark(point) ? marks + 1 : 0;
        if (marks > marks_max) continue;
        if (space_waits) clean += ' ', ++points;
        space_waits = false;
        clean.append(typed.substr(from, at - from));
        if (++points > code_points_max) return {};
    }
    while (!clean.empty() && clean.back() == '\n') clean.pop_back();
    return clean;
}

std::optional<std::string> read_line(std::string_view typed, std::size_t code_points_max) {
    return read_lines(typed, code_points_max, 1);
}

std::optional<std::string> read_mail_address(std::string_view typed) {
    while (!typed.empty() && typed.front() == ' ') typed.remove_prefix(1);
    while (!typed.empty() && typed.back() == ' ') typed.remove_suffix(1);
    constexpr std::size_t address_max = 254, local_max = 64;
    const auto at = typed.find('@');
    if (typed.size() > address_max || at == std::string_view::npos || at == 0 || at > local_max)
        return {};
    const auto local = typed.substr(0, at), domain = typed.substr(at + 1);
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    const auto dotted = [&](std::string_view part, std::string_view extra) {
        if (part.empty() || part.front() == '.' || part.back() == '.') return false;
        if (part.find("..") != std::string_view::npos) return false;
        return std::ranges::all_of(part, [&](char c) {
            return letter(c) || c == '.' || extra.find(c) != std::string_view::npos;
        });
    };
    if (!dotted(local, "!#$%&'*+-/=?^_`{|}~") || !dotted(domain, "-")) return {};
    if (domain.find('.') == std::string_view::npos) return {};
    std::string address{local};
    address += '@';
    for (const auto c : domain)
        address += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    return address;
}

namespace {

// One letter's length in bytes, as its first byte says.
std::size_t length_of_letter(char first) {
    const auto lead = static_cast<unsigned char>(first);
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

}  // namespace

std::string excerpt(std::string_view text, std::size_t code_points_max) {
    std::string line;
    for (const char c : text) {
        const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!is_space)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    if (!line.empty() && line.back() == ' ') line.pop_back();
    if (count_code_points(line) <= code_points_max) return line;
    std::size_t at = 0, cut = 0;
    for (std::size_t count = 0; at < line.size() && count + 1 < code_points_max; ++count) {
        if (line[at] == ' ') cut = at;
        at += length_of_letter(line[at]);
    }
    // A script without spaces, or one long word, is cut where it is full.
    return line.substr(0, cut > at / 2 ? cut : at) + "…";
}

std::string slug_of(std::string_view title) {
    constexpr std::size_t slug_max = 60;
    std::string slug;
    for (const auto c : title) {
        if (slug.size() == slug_max) break;
        if (c >= 'A' && c <= 'Z')
            slug += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            slug += c;
        else if (c != '\'' && !slug.empty() && slug.back() != '-')
            slug += '-';
    }
    while (!slug.empty() && slug.back() == '-') slug.pop_back();
    return slug;
}

bool is_slug(std::string_view text) {
    return text.size() >= 2 && text.size() <= 60 && slug_of(text) == text;
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF", marks = "-._~";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                              (c >= 'A' && c <= 'Z') || marks.find(c) != marks.npos;
        if (is_plain)
            out += c;
        else
            out.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
    return out;
}
