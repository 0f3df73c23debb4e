#include <cmath>
#include <numbers>

#include "print/figure.h"
#include "print/scenery.h"

namespace print {
namespace {

// Parts are given in units of `height` above and beside the foot, y upwards.
struct Site {
    Point at(double x, double y) const { return {foot.x + x * height, foot.y - y * height}; }
    void line(double x, double y, double to_x, double to_y) {
        drawing.push_back({.path = Path{}.move_to(at(x, y)).line_to(at(to_x, to_y)),
                           .colour = pen,
                           .line_width = width * height});
    }
    void block(double x, double y, double wide, double high, Colour colour) {
        drawing.push_back({.path = box(at(x, y).x, at(x, y + high).y, wide * height, high * height,
                                       0.012 * height),
                           .colour = colour});
    }
    void face(std::vector<Point> corners, Colour colour) {
        Path path = Path{}.move_to(at(corners[0].x, corners[0].y));
        for (const auto corner : corners) path.line_to(at(corner.x, corner.y));
        drawing.push_back({.path = path.close(), .colour = colour});
    }

    Drawing drawing;
    Point foot;
    double height;
    Colour pen = {};
    double width = 0.02;
};

}  // namespace

Drawing draw_house(Point foot, double height, const Theme& theme) {
    Site site{{}, foot, height};
    const Colour wall = colour_of(0xFFF1DA), shade = mix(wall, theme.hill, 0.25);
    site.block(0.24, 0.78, 0.11, 0.3, theme.action);
    site.face({{-0.5, -0.05}, {-0.5, 0.58}, {0.08, 0.58}, {0.08, -0.05}}, wall);
    site.face({{0.08, -0.05}, {0.08, 0.58}, {0.3, 0.92}, {0.52, 0.58}, {0.52, -0.05}}, shade);
    site.face({{-0.57, 0.55}, {-0.36, 0.96}, {0.3, 0.96}, {0.07, 0.55}}, theme.action);
    site.face({{0.3, 0.96}, {0.6, 0.53}, {0.54, 0.5}, {0.28, 0.87}},
              mix(theme.action, theme.sky_top, 0.35));
    for (const double x : {-0.41, -0.13}) {
        site.block(x, 0.26, 0.15, 0.17, theme.sky_middle);
        site.block(x + 0.068, 0.26, 0.014, 0.17, wall);
    }
    site.block(0.22, -0.05, 0.16, 0.36, theme.sky_top);
    site.block(0.34, 0.11, 0.018, 0.03, theme.sun);
    site.drawing.push_back(
        {.path = circle(site.at(0.3, 0.67), 0.055 * height), .colour = theme.sun});
    return site.drawing;
}

Drawing draw_swings(Point foot, double height, const Theme& theme) {
    Site site{{}, foot, height, theme.action, 0.034};
    for (const double side : {-1.0, 1.0}) {
        site.line(side * 0.72, 0, side * 0.56, 1);
        site.line(side * 0.44, 0, side * 0.56, 1);
    }
    site.pen = theme.sun;
    site.width = 0.04;
    site.line(-0.6, 1, 0.6, 1);
    site.pen = colour_of(0xFFF8EC);
    site.width = 0.012;
    site.line(0.18, 1, 0.18, 0.24);
    site.line(0.34, 1, 0.34, 0.24);
    site.block(0.15, 0.2, 0.22, 0.04, theme.sun);
    // A child swinging forward: seat, legs stretched, hands on the rope.
    const Colour skin = colour_of(0xB97A50), shirt = colour_of(0x9FD8D2),
                 trousers = colour_of(0x17375A);
    const auto part = [&](Point from, double a, Point to, double b, Colour colour) {
        site.drawing.push_back(
            {.path = limb(site.at(from.x, from.y), a * height, site.at(to.x, to.y), b * height),
             .colour = colour});
    };
    site.line(-0.3, 1, -0.05, 0.34);
    part({0.0, 0.37}, 0.045, {0.13, 0.43}, 0.034, trousers);
    part({0.13, 0.43}, 0.032, {0.25, 0.38}, 0.02, trousers);
    part({0.26, 0.37}, 0.022, {0.29, 0.40}, 0.02, theme.action);
    part({-0.13, 0.57}, 0.02, {-0.14, 0.66}, 0.02, skin);
    site.drawing.push_back({.path = circle(site.at(-0.145, 0.70), 0.07 * height), .colour = skin});
    site.drawing.push_back(
        {.path = Path{}.arc(site.at(-0.152, 0.712), 0.072 * height, 2.5, 5.9).close(),
         .colour = colour_of(0x2A1A12)});
    part({-0.005, 0.38}, 0.05, {-0.11, 0.56}, 0.05, shirt);
    part({-0.10, 0.56}, 0.026, {-0.02, 0.50}, 0.02, shirt);
    part({-0.02, 0.50}, 0.018, {-0.105, 0.49}, 0.018, skin);
    site.drawing.push_back(
        {.path = limb(site.at(-0.09, 0.31), 0.018 * height, site.at(0.07, 0.36), 0.018 * height),
         .colour = theme.sun});
    return site.drawing;
}

Drawing draw_slide(Point foot, double height, const Theme& theme) {
    Site site{{}, foot, height, colour_of(0xFFF8EC), 0.034};
    site.line(-0.62, 0, -0.44, 0.78);
    site.line(-0.34, 0, -0.32, 0.72);
    for (const double rung : {0.16, 0.32, 0.48, 0.64})
        site.line(-0.62 + rung * 0.23, rung, -0.345 + rung * 0.03, rung);
    site.face({{-0.52, 0.78}, {-0.22, 0.78}, {-0.37, 1.06}}, theme.sun);
    const auto p = [&](double x, double y) { return site.at(x, y); };
    site.drawing.push_back({.path = Path{}
                                        .move_to(p(-0.46, 0.73))
                                        .line_to(p(-0.26, 0.73))
                                        .curve_to(p(0.05, 0.66), p(0.18, 0.06), p(0.66, 0.05))
                                        .line_to(p(0.66, 0.12))
                                        .curve_to(p(0.26, 0.14), p(0.1, 0.78), p(-0.26, 0.82))
                                        .line_to(p(-0.46, 0.82))
                                        .close(),
                            .colour = theme.action});
    return site.drawing;
}

Drawing draw_mast(Point foot, double height, const Theme& theme) {
    Site site{{}, foot, height, colour_of(0xFFF8EC), 0.02};
    site.line(-0.12, 0, 0, 0.86);
    site.line(0.12, 0, 0, 0.86);
    for (const double y : {0.12, 0.3, 0.48, 0.64}) {
        const double half = 0.12 * (1 - y / 0.86), next = 0.12 * (1 - (y + 0.16) / 0.86);
        site.line(-half, y, half, y);
        site.line(-half, y, next, y + 0.16);
    }
    site.line(0, 0.86, 0, 0.98);
    site.drawing.push_back({.path = circle(site.at(0, 1), 0.035 * height), .colour = theme.action});
    for (const double radius : {0.12, 0.21, 0.3})
        for (const double side : {0.0, std::numbers::pi})
            site.drawing.push_back(
                {.path = Path{}.arc(site.at(0, 1), radius * height, side - 0.7, side + 0.7),
                 .colour = theme.sun,
                 .line_width = 0.026 * height});
    return site.drawing;
}

}  // namespace print
