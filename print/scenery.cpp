#include "print/scenery.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "print/figure.h"

namespace print {
namespace {

constexpr double pi = std::numbers::pi;

void add(Drawing& drawing, Path path, Colour colour, double line_width = 0) {
    drawing.push_back({.path = std::move(path), .colour = colour, .line_width = line_width});
}

Path line(Point from, Point to) { return Path{}.move_to(from).line_to(to); }

Path triangle(Point a, Point b, Point c) { return Path{}.move_to(a).line_to(b).line_to(c).close(); }

}  // namespace

std::uint64_t Dice::roll() {
    state_ += 0x9E3779B97F4A7C15u;
    std::uint64_t value = state_;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
    return value ^ (value >> 31);
}

int Dice::below(int count) { return static_cast<int>(roll() % static_cast<std::uint64_t>(count)); }

double Dice::between(double low, double high) {
    return low + (high - low) * static_cast<double>(roll() >> 11) / 9007199254740992.0;
}

double Ridge::y(double x) const {
    const double turn = 2 * pi * waves * x / width + phase;
    return base - swing * (std::sin(turn) + 0.45 * std::sin(1.7 * turn + 2 * phase));
}

Shape draw_ridge(const Ridge& ridge, double bottom, Colour colour) {
    std::vector<Point> points;
    const int pieces = 8 + static_cast<int>(ridge.waves * 8);
    for (int i = -1; i <= pieces + 1; ++i) {
        const double x = ridge.width * i / pieces;
        points.push_back({x, ridge.y(x)});
    }
    auto path = curve_through(points);
    path.line_to({points.back().x, bottom}).line_to({points.front().x, bottom}).close();
    return {.path = std::move(path), .colour = colour};
}

Drawing draw_sky(const Theme& theme, const Stage& stage) {
    Drawing drawing;
    const double end = std::max(stage.floor - stage.figure_height * 0.85, stage.text_bottom + 1);
    const double middle = std::clamp(stage.text_bottom / end, 0.58, 0.97);
    drawing.push_back(
        {.path = box(-stage.width * 0.02, -stage.height * 0.02, stage.width * 1.04,
                     stage.floor + stage.height * 0.06),
         .stops = {{0, theme.sky_top}, {middle, theme.sky_middle}, {1, theme.sky_low}},
         .from = {0, 0},
         .to = {0, end}});
    for (const double halo : {1.62, 1.3})
        add(drawing, circle(stage.sun, stage.sun_radius * halo),
            {theme.sun.red, theme.sun.green, theme.sun.blue, 0.13});
    add(drawing, circle(stage.sun, stage.sun_radius), theme.sun);
    return drawing;
}

Drawing draw_birds(Dice& dice, const Stage& stage, Colour colour) {
    Drawing drawing;
    for (int i = 0; i < 4; ++i) {
        const double size = stage.figure_height * dice.between(0.045, 0.075);
        const Point at{stage.sun.x - stage.sun_radius * dice.between(1.1, 3.2),
                       stage.sun.y - stage.sun_radius * dice.between(-0.35, 0.5)};
        add(drawing,
            Path{}
                .move_to({at.x - size, at.y - size * 0.35})
                .curve_to({at.x - size * 0.6, at.y - size * 0.7},
                          {at.x - size * 0.2, at.y - size * 0.4}, at)
                .curve_to({at.x + size * 0.2, at.y - size * 0.4},
                          {at.x + size * 0.6, at.y - size * 0.7},
                          {at.x + size, at.y - size * 0.35}),
            colour, size * 0.17);
    }
    return drawing;
}

Drawing draw_fir(Point foot, double height, Colour colour) {
    Drawing drawing;
    add(drawing, box(foot.x - height * 0.03, foot.y - height * 0.16, height * 0.06, height * 0.2),
        mix(colour, colour_of(0x2B1B12), 0.5));
    for (const auto& [top, bottom, half] :
         {std::array{1.0, 0.52, 0.15}, {0.8, 0.3, 0.21}, {0.58, 0.1, 0.26}})
        add(drawing,
            triangle({foot.x, foot.y - height * top},
                     {foot.x + height * half, foot.y - height * bottom},
                     {foot.x - height * half, foot.y - height * bottom}),
            colour);
    return drawing;
}

Drawing draw_tree(Point foot, double height, Colour crown) {
    Drawing drawing;
    const Colour trunk = colour_of(0x6B4A36);
    add(drawing,
        limb({foot.x, foot.y}, height * 0.045, {foot.x, foot.y - height * 0.5}, height * 0.025),
        trunk);
    add(drawing,
        line({foot.x, foot.y - height * 0.36}, {foot.x + height * 0.12, foot.y - height * 0.52}),
        trunk, height * 0.03);
    for (const auto& [x, y, r] :
         {std::array{-0.15, 0.58, 0.19}, {0.16, 0.6, 0.19}, {0.0, 0.76, 0.24}})
        add(drawing, circle({foot.x + height * x, foot.y - height * y}, height * r), crown);
    add(drawing, circle({foot.x + height * 0.06, foot.y - height * 0.8}, height * 0.14),
        mix(crown, colour_of(0xFFF3C4), 0.14));
    return drawing;
}

Drawing draw_peak(Point top, double half, double bottom, Colour rock) {
    Drawing drawing;
    const double rise = bottom - top.y, snow = 0.3;
    add(drawing, triangle(top, {top.x + half, bottom}, {top.x - half, bottom}), rock);
    add(drawing,
        Path{}
            .move_to(top)
            .line_to({top.x + half, bottom})
            .line_to({top.x + half * 0.1, bottom})
            .line_to({top.x - half * 0.06, top.y + rise * 0.45})
            .line_to({top.x + half * 0.08, top.y + rise * 0.3})
            .close(),
        mix(rock, colour_of(0x0B2238), 0.22));
    const double edge = half * snow, low = top.y + rise * snow;
    add(drawing,
        Path{}
            .move_to(top)
            .line_to({top.x + edge, low})
            .line_to({top.x + edge * 0.55, low - rise * 0.06})
            .line_to({top.x + edge * 0.22, low + rise * 0.03})
            .line_to({top.x - edge * 0.12, low - rise * 0.07})
            .line_to({top.x - edge * 0.5, low + rise * 0.02})
            .line_to({top.x - edge * 0.7, low - rise * 0.05})
            .line_to({top.x - edge, low})
            .close(),
        colour_of(0xFFF8EC));
    return drawing;
}

Drawing draw_flag(Point foot, double height, Colour colour) {
    Drawing drawing;
    const Point tip{foot.x, foot.y - height};
    add(drawing, line(foot, tip), colour_of(0xFFF8EC), height * 0.045);
    add(drawing,
        Path{}
            .move_to({tip.x, tip.y + height * 0.02})
            .curve_to({tip.x + height * 0.2, tip.y - height * 0.05},
                      {tip.x + height * 0.3, tip.y + height * 0.1},
                      {tip.x + height * 0.58, tip.y + height * 0.06})
            .line_to({tip.x + height * 0.48, tip.y + height * 0.2})
            .line_to({tip.x + height * 0.58, tip.y + height * 0.36})
            .curve_to({tip.x + height * 0.3, tip.y + height * 0.4},
                      {tip.x + height * 0.2, tip.y + height * 0.26}, {tip.x, tip.y + height * 0.34})
            .close(),
        colour);
    return drawing;
}

Drawing draw_bunting(Point from, Point to, double sag, const std::vector<Colour>& colours) {
    Drawing drawing;
    const auto at = [&](double part) {
        return Point{from.x + (to.x - from.x) * part,
                     from.y + (to.y - from.y) * part + sag * 4 * part * (1 - part)};
    };
    const int flags = std::max(4, static_cast<int>((to.x - from.x) / (sag * 0.62)));
    std::vector<Point> rope;
    for (int i = 0; i <= 8; ++i) rope.push_back(at(i / 8.0));
    for (int i = 0; i < flags; ++i) {
        const Point a = at((i + 0.14) / flags), b = at((i + 0.86) / flags);
        add(drawing, triangle(a, b, {(a.x + b.x) / 2, (a.y + b.y) / 2 + (b.x - a.x) * 1.15}),
            colours[static_cast<std::size_t>(i) % colours.size()]);
    }
    add(drawing, curve_through(rope), colour_of(0xFFF8EC), sag * 0.05);
    return drawing;
}

}  // namespace print
