#include "print/drawing.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace print {

Colour mix(Colour one, Colour other, double part) {
    const auto blend = [part](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(std::lround(a + (b - a) * part));
    };
    return {blend(one.red, other.red), blend(one.green, other.green), blend(one.blue, other.blue),
            one.opacity + (other.opacity - one.opacity) * part};
}

double luminance(Colour colour) {
    const auto linear = [](double value) {
        value /= 255;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) +
           0.0722 * linear(colour.blue);
}

double contrast(Colour one, Colour other) {
    const auto a = luminance(one) + 0.05, b = luminance(other) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

Point Transform::apply(Point point) const {
    const double x = point.x * scale_x, y = point.y * scale_y;
    return {x * std::cos(angle) - y * std::sin(angle) + move.x,
            x * std::sin(angle) + y * std::cos(angle) + move.y};
}

Path& Path::move_to(Point to) {
    steps_.push_back({Verb::move, to, {}, {}});
    return *this;
}

Path& Path::line_to(Point to) {
    steps_.push_back({Verb::line, to, {}, {}});
    return *this;
}

Path& Path::curve_to(Point control_1, Point control_2, Point end) {
    steps_.push_back({Verb::curve, control_1, control_2, end});
    return *this;
}

Path& Path::arc(Point centre, double radius, double from, double to) {
    const int pieces = std::max(
        1, static_cast<int>(std::ceil(std::abs(to - from) / (std::numbers::pi / 2 + 1e-6))));
    const double step = (to - from) / pieces, reach = 4.0 / 3 * std::tan(step / 4) * radius;
    const auto at = [&](double angle) {
        return Point{centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)};
    };
    steps_.empty() || steps_.back().verb == Verb::close ? move_to(at(from)) : line_to(at(from));
    for (int i = 0; i < pieces; ++i) {
        const double begin = from + i * step, end = begin + step;
        const auto a = at(begin), b = at(end);
        curve_to({a.x - reach * std::sin(begin), a.y + reach * std::cos(begin)},
                 {b.x + reach * std::sin(end), b.y - reach * std::cos(end)}, b);
    }
    return *this;
}

Path& Path::close() {
    steps_.push_back({Verb::close, {}, {}, {}});
    return *this;
}

Path& Path::add(const Path& other) {
    steps_.insert(steps_.end(), other.steps_.begin(), other.steps_.end());
    return *this;
}

Path Path::transformed(const Transform& transform) const {
    Path moved = *this;
    for (auto& step : moved.steps_) {
        step.a = transform.apply(step.a);
        step.b = transform.apply(step.b);
        step.c = transform.apply(step.c);
    }
    return moved;
}

Path circle(Point centre, double radius) {
    return Path{}.arc(centre, radius, 0, 2 * std::numbers::pi).close();
}

Path ellipse(Point centre, double radius_x, double radius_y) {
    return circle({}, 1).transformed({.scale_x = radius_x, .scale_y = radius_y, .move = centre});
}

Path box(double x, double y, double width, double height, double corner) {
    constexpr double right = std::numbers::pi / 2;
    if (corner <= 0) {
        return Path{}
            .move_to({x, y})
            .line_to({x + width, y})
            .line_to({x + width, y + height})
            .line_to({x, y + height})
            .close();
    }
    const double r = std::min({corner, width / 2, height / 2});
    return Path{}
        .arc({x + width - r, y + r}, r, -right, 0)
        .arc({x + width - r, y + height - r}, r, 0, right)
        .arc({x + r, y + height - r}, r, right, 2 * right)
        .arc({x + r, y + r}, r, 2 * right, 3 * right)
        .close();
}

Path limb(Point from, double from_radius, Point to, double to_radius) {
    const double dx = to.x - from.x, dy = to.y - from.y, length = std::hypot(dx, dy);
    if (length <= std::abs(from_radius - to_radius)) {
        return from_radius > to_radius ? circle(from, from_radius) : circle(to, to_radius);
    }
    const double heading = std::atan2(dy, dx);
    const double lean = std::acos((from_radius - to_radius) / length);
    return Path{}
        .arc(from, from_radius, heading + lean, heading - lean + 2 * std::numbers::pi)
        .arc(to, to_radius, heading - lean, heading + lean)
        .close();
}

Path curve_through(const std::vector<Point>& points) {
    Path path;
    if (points.empty()) return path;
    path.move_to(points.front());
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const auto before = points[i == 0 ? 0 : i - 1], a = points[i], b = points[i + 1];
        const auto after = points[std::min(i + 2, points.size() - 1)];
        path.curve_to({a.x + (b.x - before.x) / 6, a.y + (b.y - before.y) / 6},
                      {b.x - (after.x - a.x) / 6, b.y - (after.y - a.y) / 6}, b);
    }
    return path;
}

}  // namespace print
