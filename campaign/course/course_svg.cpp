// A route as a picture: no map of anybody's, only its shape, its kilometres and its heights.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "campaign/course/course.h"

namespace course {

namespace {

constexpr double width = 800, edge = 40, profile_height = 110;
constexpr double radians = std::numbers::pi / 180 / 100'000;

struct Spot {
    double x, y;
};

std::string number(double value) {
    const auto tenths = std::lround(value * 10);
    auto text = std::to_string(tenths / 10);
    if (tenths % 10 != 0) text += "." + std::to_string(std::abs(tenths % 10));
    if (tenths < 0 && tenths > -10) text = "-" + text;
    return text;
}

// Points on a flat sheet, as large as fits.
struct Sheet {
    explicit Sheet(const Points& points) {
        const double shrink = std::cos(points.front().latitude * radians);
        for (const auto& point : points)
            spots.push_back({point.longitude * shrink, -double(point.latitude)});
        const auto [left, right] = std::ranges::minmax(spots, {}, &Spot::x);
        const auto [top, bottom] = std::ranges::minmax(spots, {}, &Spot::y);
        const double wide = std::max(1.0, right.x - left.x), tall = std::max(1.0, bottom.y - top.y);
        const double scale = std::min((width - 2 * edge) / wide, (560 - 2 * edge) / tall);
        height = std::max(220.0, tall * scale + 2 * edge);
        const double x0 = (width - wide * scale) / 2, y0 = (height - tall * scale) / 2;
        for (auto& spot : spots)
            spot = {x0 + (spot.x - left.x) * scale, y0 + (spot.y - top.y) * scale};
    }
    std::vector<Spot> spots;
    double height;
};

std::string path_of(const std::vector<Spot>& spots) {
    std::string path;
    for (const auto& spot : spots)
        path += (path.empty() ? "M" : "L") + number(spot.x) + " " + number(spot.y);
    return path;
}

// A mark and its number at every kilometre, fewer where there are many.
std::string marks_of(const Course& course, const Sheet& sheet) {
    double drawn = 0;
    std::vector<double> so_far{0};
    for (std::size_t i = 1; i < sheet.spots.size(); ++i) {
        drawn += std::hypot(sheet.spots[i].x - sheet.spots[i - 1].x,
                            sheet.spots[i].y - sheet.spots[i - 1].y);
        so_far.push_back(drawn);
    }
    const int every = course.metres > 30'000 ? 10 : course.metres > 12'000 ? 5 : 1;
    std::string marks;
    for (int km = every; km * 1000 < course.metres - 300; km += every) {
        const double at = drawn * km * 1000 / course.metres;
        const auto i =
            static_cast<std::size_t>(std::ranges::lower_bound(so_far, at) - so_far.begin());
        const auto& spot = sheet.spots[std::min(i, sheet.spots.size() - 1)];
        marks += "<circle class=\"m\" cx=\"" + number(spot.x) + "\" cy=\"" + number(spot.y) +
                 "\" r=\"11\"/><text x=\"" + number(spot.x) + "\" y=\"" + number(spot.y) + "\">" +
                 std::to_string(km) + "</text>";
    }
    return marks;
}

std::string profile_of(const Course& course, double top) {
    if (!course.ascent) return {};
    double low = 1e9, high = -1e9;
    for (const auto& point : course.points) {
        low = std::min(low, *point.height / 10.0);
        high = std::max(high, *point.height / 10.0);
    }
    const double rise = std::max(20.0, high - low), bottom = top + profile_height;
    std::vector<Spot> line;
    double metres = 0;
    for (std::size_t i = 0; i < course.points.size(); ++i) {
        if (i > 0) metres += length_of({course.points[i - 1], course.points[i]});
        line.push_back({metres, *course.points[i].height / 10.0});
    }
    for (auto& spot : line)
        spot = {edge + spot.x * (width - 2 * edge) / std::max(1.0, metres),
                bottom - (spot.y - low) * (profile_height - 30) / rise};
    return "<path class=\"p\" d=\"" + path_of(line) + "L" + number(width - edge) + " " +
           number(bottom) + "L" + number(edge) + " " + number(bottom) +
           "Z\"/><text class=\"h\" x=\"" + number(edge) + "\" y=\"" + number(top + 8) + "\">" +
           std::to_string(std::lround(low)) + "–" + std::to_string(std::lround(high)) + " m</text>";
}

}  // namespace

std::string course_svg(const Course& course) {
    const Sheet sheet{course.points};
    const auto path = path_of(sheet.spots);
    const double height = sheet.height + (course.ascent ? profile_height + 20 : 0);
    const auto dot = [](const char* kind, const Spot& spot, double r) {
        return std::string{"<circle class=\""} + kind + "\" cx=\"" + number(spot.x) + "\" cy=\"" +
               number(spot.y) + "\" r=\"" + number(r) + "\"/>";
    };
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + number(width) + " " +
           number(height) + "\" width=\"" + number(width) + "\" height=\"" + number(height) +
           "\"><style>.g{fill:#fff8ec}.u{stroke:#fff}.r{stroke:#0b7280}.m{fill:#0b2a45}"
           ".s{fill:#cc391f;stroke:#fff}.f{fill:#f5be4b;stroke:#0b2a45}.p{fill:#0b728055;"
           "stroke:#0b7280;stroke-width:2}text{font:700 13px Inter,system-ui,sans-serif;fill:#fff;"
           "text-anchor:middle;dominant-baseline:central}.h{fill:#10151c;text-anchor:start}"
           // On a phone the picture is half as wide as it is drawn.
           "@media(max-width:500px){text{font-size:24px}.m{r:17px}}@media(prefers-color-scheme:"
           "dark)"
           "{.g{fill:#12283b}.u{stroke:#0b1d2d}.r{stroke:#5fd0dc}.m{fill:#f5be4b}text{fill:#10151c}"
           ".h{fill:#e8eef3}.p{fill:#5fd0dc44;stroke:#5fd0dc}}.u,.r{fill:none;stroke-linejoin:"
           "round;"
           "stroke-linecap:round}.s,.f{stroke-width:3}</style><rect class=\"g\" width=\"" +
           number(width) + "\" height=\"" + number(height) +
           "\" rx=\"18\"/><path class=\"u\" "
           "stroke-width=\"11\" d=\"" +
           path + "\"/><path class=\"r\" stroke-width=\"6\" d=\"" + path + "\"/>" +
           marks_of(course, sheet) + dot("f", sheet.spots.back(), 13) +
           dot("s", sheet.spots.front(), 9) + profile_of(course, sheet.height) + "</svg>";
}

}  // namespace course
