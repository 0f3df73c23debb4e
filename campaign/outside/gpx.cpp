#include "campaign/outside/gpx.h"

#include <charconv>
#include <cmath>

#include "campaign/outside/xml_document.h"

namespace outside {

namespace {

using Points = std::vector<GpxPoint>;

constexpr double per_degree = 100'000, per_metre = 10, height_max = 9'000;

// A decimal number within bounds, scaled and rounded.
std::optional<std::int32_t> read_scaled(const std::string& text, double most, double scale) {
    double value = 0;
    const auto end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, value);
    if (read.ec != std::errc{} || read.ptr != end || !std::isfinite(value)) return {};
    if (value < -most || value > most) return {};
    return static_cast<std::int32_t>(std::lround(value * scale));
}

bool add_point(Points& points, const XmlNode& node) {
    const auto latitude = read_scaled(node.attribute("lat"), 90, per_degree);
    const auto longitude = read_scaled(node.attribute("lon"), 180, per_degree);
    if (!latitude || !longitude || points.size() >= gpx_points_max) return false;
    points.push_back({*latitude, *longitude, read_scaled(node.text("ele"), height_max, per_metre)});
    return true;
}

bool add_tracks(Points& points, const XmlNode& root) {
    for (const auto& track : root.all("trk"))
        for (const auto& segment : track.all("trkseg"))
            for (const auto& point : segment.all("trkpt"))
                if (!add_point(points, point)) return false;
    if (!points.empty()) return true;
    for (const auto& route : root.all("rte"))
        for (const auto& point : route.all("rtept"))
            if (!add_point(points, point)) return false;
    return true;
}

}  // namespace

std::optional<std::vector<GpxPoint>> read_gpx(std::string_view bytes) {
    if (bytes.size() > gpx_bytes_max) return {};
    const auto document = read_xml(bytes);
    if (!document || document->root().name() != "gpx") return {};
    Points points;
    if (!add_tracks(points, document->root()) || points.size() < 2) return {};
    return points;
}

}  // namespace outside
