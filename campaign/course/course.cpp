#include "campaign/course/course.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <queue>

namespace course {

namespace {

constexpr double earth_metres = 6'371'008.8, per_degree = 100'000, per_metre = 10;
constexpr double radians = std::numbers::pi / 180 / per_degree;
constexpr int step_decimetres = 30;

// Haversine.
double metres_between(const outside::GpxPoint& a, const outside::GpxPoint& b) {
    const double up = (b.latitude - a.latitude) * radians / 2;
    const double along = (b.longitude - a.longitude) * radians / 2;
    const double part = std::sin(up) * std::sin(up) + std::cos(a.latitude * radians) *
                                                          std::cos(b.latitude * radians) *
                                                          std::sin(along) * std::sin(along);
    return 2 * earth_metres * std::asin(std::min(1.0, std::sqrt(part)));
}

// Flat, which is exact enough: metres east and north, east as it is at the equator.
struct Spot {
    double east = 0, north = 0;
};

std::vector<Spot> spots_of(const Points& points) {
    std::vector<Spot> spots;
    for (const auto& point : points)
        spots.push_back({(point.longitude - points[0].longitude) * radians * earth_metres,
                         (point.latitude - points[0].latitude) * radians * earth_metres});
    return spots;
}

// The line from one point to another, and which of those between lies farthest off it.
struct Span {
    friend bool operator<(const Span& a, const Span& b) { return a.off < b.off; }

    double off = 0;  // Metres, squared.
    std::size_t from = 0, to = 0, farthest = 0;
};

Span span_of(const Points& points, const std::vector<Spot>& spots, std::size_t from,
             std::size_t to) {
    const double shrink = std::cos(points[from].latitude * radians);
    const double dx = (spots[to].east - spots[from].east) * shrink,
                 dy = spots[to].north - spots[from].north;
    const double length = dx * dx + dy * dy, share = length == 0 ? 0 : 1 / length;
    Span span{.off = 0, .from = from, .to = to, .farthest = from};
    for (auto i = from + 1; i < to; ++i) {
        const double px = (spots[i].east - spots[from].east) * shrink,
                     py = spots[i].north - spots[from].north;
        const double t = std::clamp((px * dx + py * dy) * share, 0.0, 1.0);
        const double ox = px - t * dx, oy = py - t * dy, off = ox * ox + oy * oy;
        if (off > span.off) span.off = off, span.farthest = i;
    }
    return span;
}

}  // namespace

int length_of(const Points& points) {
    double metres = 0;
    for (std::size_t i = 1; i < points.size(); ++i)
        metres += metres_between(points[i - 1], points[i]);
    return static_cast<int>(std::min(metres, 2e9));
}

std::optional<int> ascent_of(const Points& points) {
    if (points.empty() ||
        !std::ranges::all_of(points, [](const auto& point) { return point.height.has_value(); }))
        return {};
    std::int64_t climbed = 0;
    std::int32_t low = *points.front().height;
    for (const auto& point : points) {
        const auto height = *point.height;
        if (height - low >= step_decimetres)
            climbed += height - low, low = height;
        else if (low - height >= step_decimetres)
            low = height;
    }
    return static_cast<int>(climbed / 10);
}

// What lies farthest off is taken first, so that no file, however it zigzags, makes more than
// points_drawn_max looks at all of it.
Points thinned(const Points& points) {
    if (points.size() <= 2) return points;
    constexpr double metres = 2;
    const auto spots = spots_of(points);
    std::vector<std::size_t> kept{0, points.size() - 1};
    std::priority_queue<Span> open;
    open.push(span_of(points, spots, 0, points.size() - 1));
    while (!open.empty() && kept.size() < points_drawn_max) {
        const auto span = open.top();
        open.pop();
        if (span.off <= metres * metres) break;
        kept.push_back(span.farthest);
        open.push(span_of(points, spots, span.from, span.farthest));
        open.push(span_of(points, spots, span.farthest, span.to));
    }
    std::ranges::sort(kept);
    Points drawn;
    for (const auto at : kept) drawn.push_back(points[at]);
    return drawn;
}

}  // namespace course
