// Gpx: a track or a route as other programs write it (GPX 1.0 and 1.1), through the door of XML.
//
// Only where and how high is read: times, names and what programs add are passed over, so that they
// can be kept nowhere. Bytes and points are bounded before anything is built of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace outside {

constexpr std::size_t gpx_bytes_max = 8 * 1024 * 1024, gpx_points_max = 50'000;

struct GpxPoint {
    std::int32_t latitude = 0, longitude = 0;  // 1/100,000 degree.
    std::optional<std::int32_t> height = {};   // Decimetres above the sea.
};

// All tracks in their order; without any, the routes. Nothing if it is no GPX, has too many points
// or a point that is not on the earth.
std::optional<std::vector<GpxPoint>> read_gpx(std::string_view bytes);

}  // namespace outside
