// Rendition: one width of a developed picture, always a JPEG without anything but its pixels; and
// the bounds that the darkroom's two sides keep.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace pictures {

constexpr std::size_t upload_bytes_max = 12 * 1024 * 1024;  // As it came.
constexpr std::int64_t pixels_max = 50'000'000;             // By its header, before decoding.
constexpr int side_max = 30'000;
// Never larger than it came. Paper: beyond A4, up to A4, and to look at.
constexpr int longest_sides[] = {1600, 800, 320};
constexpr int longest_sides_on_paper[] = {4000, 2400, 480};
constexpr std::size_t rendition_bytes_max = 6 * 1024 * 1024;

enum class Use { pages, paper };
constexpr std::span<const int> sides_for(Use use) {
    if (use == Use::paper) return longest_sides_on_paper;
    return longest_sides;
}

struct Rendition {
    int width = 0, height = 0;
    std::string bytes;
};

// How the darkroom's program says what it could not do.
enum class Outcome : int { developed = 0, not_a_picture = 3, too_large = 4, broken = 5 };

struct Developed {
    Outcome outcome = Outcome::broken;
    std::vector<Rendition> renditions = {};  // The largest first; one at least, if developed.
};

}  // namespace pictures
