// The colours of sRGB (IEC 61966-2-1) as an ICC profile, version 2.1: a matrix and one curve.
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "print/finishing.h"

namespace print {
namespace {

constexpr int curve_points = 1024;

void add_number(std::string& to, std::uint32_t value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        to += static_cast<char>(value >> shift & 255);
}

std::uint32_t fixed(double value) {  // s15Fixed16Number
    return static_cast<std::uint32_t>(std::lround(value * 65536));
}

std::string typed(std::string_view type) { return std::string{type} + std::string(4, '\0'); }

std::string point(double x, double y, double z) {
    auto tag = typed("XYZ ");
    for (const double part : {x, y, z}) add_number(tag, fixed(part), 4);
    return tag;
}

std::string words(std::string_view text) { return typed("text") + std::string{text} + '\0'; }

std::string description(std::string_view text) {
    auto tag = typed("desc");
    add_number(tag, static_cast<std::uint32_t>(text.size() + 1), 4);
    tag += text;
    return tag + std::string(1 + 4 + 4 + 2 + 1 + 67, '\0');  // No Unicode, no Macintosh name.
}

std::string curve() {
    auto tag = typed("curv");
    add_number(tag, curve_points, 4);
    for (int i = 0; i < curve_points; ++i) {
        const double value = i / (curve_points - 1.0);
        const double linear =
            value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        add_number(tag, static_cast<std::uint32_t>(std::lround(linear * 65535)), 2);
    }
    return tag;
}

struct Tag {
    const char* name;
    std::string bytes;
};

// Primaries adapted to D50 (Bradford), as in the profile that the ICC publishes.
std::array<Tag, 9> tags() {
    return {{{"desc", description("sRGB IEC61966-2.1")},
             {"cprt", words("No copyright, use freely")},
             {"wtpt", point(0.9505, 1, 1.0891)},
             {"rXYZ", point(0.43607, 0.22249, 0.01392)},
             {"gXYZ", point(0.38515, 0.71687, 0.09708)},
             {"bXYZ", point(0.14307, 0.06061, 0.71410)},
             {"rTRC", curve()},
             {"gTRC", ""},  // The same curve.
             {"bTRC", ""}}};
}

std::string header(std::uint32_t size) {
    std::string head;
    add_number(head, size, 4);
    head += std::string(4, '\0');
    add_number(head, 0x02100000, 4);
    head += "mntrRGB XYZ ";
    for (const int part : {2027, 1, 1, 0, 0, 0}) add_number(head, static_cast<unsigned>(part), 2);
    head += "acsp";
    head += std::string(28, '\0');  // No platform, maker, model; perceptual.
    for (const double part : {0.9642, 1.0, 0.8249}) add_number(head, fixed(part), 4);
    head.resize(128, '\0');
    return head;
}

}  // namespace

std::string srgb_profile() {
    const auto parts = tags();
    std::string table, data;
    add_number(table, parts.size(), 4);
    const auto start = static_cast<std::uint32_t>(128 + 4 + 12 * parts.size());
    std::uint32_t at = start, size = 0;
    for (const auto& part : parts) {
        if (!part.bytes.empty()) {
            at = start + static_cast<std::uint32_t>(data.size());
            size = static_cast<std::uint32_t>(part.bytes.size());
            data += part.bytes;
            data.resize((data.size() + 3) / 4 * 4, '\0');
        }
        table += part.name;
        add_number(table, at, 4), add_number(table, size, 4);
    }
    return header(start + static_cast<std::uint32_t>(data.size())) + table + data;
}

}  // namespace print
