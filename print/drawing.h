// Drawing: shapes in the order they are painted, the same for paper and for the web.
//
// A shape is a path with one paint, filled or drawn as a line. Units are those of whoever draws
// (millimetres on paper, pixels on a page). No text, no pictures, no clipping.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace print {

struct Colour {
    std::uint8_t red = 0, green = 0, blue = 0;
    double opacity = 1;
};
constexpr Colour colour_of(std::uint32_t rgb, double opacity = 1) {
    return {static_cast<std::uint8_t>(rgb >> 16), static_cast<std::uint8_t>(rgb >> 8),
            static_cast<std::uint8_t>(rgb), opacity};
}
Colour mix(Colour, Colour, double part_of_second);
double luminance(Colour);         // Relative, 0 to 1 (WCAG 2.2).
double contrast(Colour, Colour);  // 1 to 21 (WCAG 2.2).

struct Point {
    double x = 0, y = 0;
};

// Turns and sizes about the origin, then moves.
struct Transform {
    Point apply(Point) const;
    double scale_x = 1, scale_y = 1, angle = 0;  // Radians, clockwise on paper.
    Point move;
};

class Path {
public:
    enum class Verb { move, line, curve, close };
    struct Step {
        Verb verb;
        Point a, b, c;  // A curve has two control points and an end; the others only `a`.
    };

    Path& move_to(Point);
    Path& line_to(Point);
    Path& curve_to(Point control_1, Point control_2, Point end);
    Path& arc(Point centre, double radius, double from, double to);  // Joined by a line if begun.
    Path& close();
    Path& add(const Path&);
    Path transformed(const Transform&) const;
    const std::vector<Step>& steps() const { return steps_; }

private:
    std::vector<Step> steps_;
};

struct Stop {
    double at;
    Colour colour;
};

struct Shape {
    Path path;
    Colour colour;                 // Ignored where there are stops.
    double line_width = 0;         // 0: filled. Otherwise a line with round ends and corners.
    std::vector<Stop> stops = {};  // A straight gradient from `from` to `to`.
    Point from = {}, to = {};
};
using Drawing = std::vector<Shape>;

Path circle(Point centre, double radius);
Path ellipse(Point centre, double radius_x, double radius_y);
Path box(double x, double y, double width, double height, double corner_radius = 0);
// The outline of a limb: two circles and what lies between them.
Path limb(Point from, double from_radius, Point to, double to_radius);
// An open curve through all the points (Catmull-Rom).
Path curve_through(const std::vector<Point>&);

// Presentation attributes only: no script, no style, no identifiers but `prefix` + number.
std::string svg_of(const Drawing&, double width, double height, std::string_view prefix);
std::string escape_xml(std::string_view);

}  // namespace print
