#include <algorithm>
#include <array>
#include <cmath>

#include "print/backdrop.h"

namespace print {
namespace {

constexpr Colour sail = colour_of(0xFFF8EC);

void add(Drawing& drawing, Path path, Colour colour, double line_width = 0) {
    drawing.push_back({.path = std::move(path), .colour = colour, .line_width = line_width});
}

Path triangle(Point a, Point b, Point c) { return Path{}.move_to(a).line_to(b).line_to(c).close(); }

void draw_boat(Drawing& drawing, Point water, double height, Colour hull, Colour jib) {
    const auto at = [&](double x, double y) {
        return Point{water.x + x * height, water.y - y * height};
    };
    add(drawing, triangle(at(0.03, 0.98), at(0.03, 0.2), at(0.42, 0.2)), sail);
    add(drawing, triangle(at(-0.03, 0.88), at(-0.03, 0.2), at(-0.3, 0.2)), jib);
    add(drawing, Path{}.move_to(at(0, 0.1)).line_to(at(0, 1)), colour_of(0x5B4636), height * 0.025);
    add(drawing,
        Path{}
            .move_to(at(-0.38, 0.15))
            .line_to(at(0.46, 0.15))
            .curve_to(at(0.4, 0.02), at(0.3, -0.01), at(0.24, -0.01))
            .line_to(at(-0.22, -0.01))
            .curve_to(at(-0.3, 0), at(-0.36, 0.06), at(-0.38, 0.15))
            .close(),
        hull);
}

void draw_lighthouse(Drawing& drawing, Point foot, double height, const Theme& theme) {
    const auto at = [&](double x, double y) {
        return Point{foot.x + x * height, foot.y - y * height};
    };
    add(drawing,
        Path{}
            .move_to(at(-0.42, -0.05))
            .curve_to(at(-0.3, 0.16), at(-0.16, 0.15), at(0, 0.16))
            .curve_to(at(0.2, 0.17), at(0.3, 0.1), at(0.5, -0.05))
            .close(),
        theme.hill_near);
    const auto half = [](double y) { return 0.105 - 0.05 * y; };
    constexpr std::array levels{0.1, 0.27, 0.44, 0.61, 0.78};
    for (std::size_t i = 0; i + 1 < levels.size(); ++i) {
        const double low = levels[i], high = levels[i + 1];
        add(drawing,
            Path{}
                .move_to(at(-half(low), low))
                .line_to(at(half(low), low))
                .line_to(at(half(high), high))
                .line_to(at(-half(high), high))
                .close(),
            i % 2 == 0 ? sail : theme.clothes.front());
    }
    add(drawing, box(at(-0.1, 0.81).x, at(0, 0.81).y, 0.2 * height, 0.03 * height),
        theme.hill_near);
    add(drawing, box(at(-0.055, 0.91).x, at(0, 0.91).y, 0.11 * height, 0.1 * height), theme.sun);
    add(drawing, triangle(at(-0.085, 0.91), at(0.085, 0.91), at(0, 1.02)), theme.clothes.front());
}

struct Block {
    double least, most;  // Heights, in figures.
    double width;
    Colour wall;
    double lit;  // How many of its windows, 0 to 1.
};

void draw_block_row(Drawing& drawing, const Stage& stage, Dice& dice, const Block& row,
                    Colour lamp) {
    const double unit = stage.figure_height, bottom = stage.floor + unit * 0.3;
    double x = -unit * 0.2;
    while (x < stage.width + unit * 0.2) {
        const double width = unit * row.width * dice.between(0.7, 1.3);
        const double height = unit * dice.between(row.least, row.most);
        const double top = stage.floor - height;
        add(drawing, box(x, top, width + 0.02 * unit, bottom - top), row.wall);
        const int roof = dice.below(4);
        if (roof == 0)
            add(drawing, box(x + width * 0.2, top - unit * 0.09, width * 0.6, unit * 0.1),
                row.wall);
        if (roof == 1)
            add(drawing,
                triangle({x, top + 0.1}, {x + width, top + 0.1}, {x + width / 2, top - unit * 0.2}),
                row.wall);
        if (roof == 2)
            add(drawing,
                Path{}.move_to({x + width / 2, top}).line_to({x + width / 2, top - unit * 0.24}),
                row.wall, unit * 0.022);
        const double pane = unit * 0.062, gap = unit * 0.058;
        const int columns = static_cast<int>((width - gap) / (pane + gap));
        const double left = x + (width - columns * (pane + gap) + gap) / 2;
        Path windows;
        for (double y = top + gap * 1.3; y < stage.floor - unit * 0.12; y += pane * 1.35 + gap)
            for (int c = 0; c < columns; ++c)
                if (dice.between(0, 1) < row.lit)
                    windows.add(box(left + c * (pane + gap), y, pane, pane * 1.35));
        if (!windows.steps().empty()) add(drawing, std::move(windows), lamp);
        x += width;
    }
}

// A bush of heather: many small round heads, lighter at the top.
void draw_bush(Drawing& drawing, Dice& dice, Point foot, double size, Colour dark, Colour light) {
    for (int i = 0; i < 7; ++i) {
        const double part = i / 6.0;
        add(drawing,
            circle({foot.x + size * dice.between(-0.55, 0.55), foot.y - size * 0.32 * part},
                   size * dice.between(0.12, 0.22)),
            mix(dark, light, part));
    }
}

void draw_stone(Drawing& drawing, Dice& dice, Point foot, double height, Colour colour) {
    const double lean = height * dice.between(-0.08, 0.08);
    add(drawing,
        Path{}
            .move_to({foot.x - height * 0.2, foot.y + height * 0.05})
            .line_to({foot.x - height * 0.15 + lean, foot.y - height * 0.9})
            .curve_to({foot.x - height * 0.08 + lean, foot.y - height * 1.05},
                      {foot.x + height * 0.1 + lean, foot.y - height},
                      {foot.x + height * 0.14 + lean, foot.y - height * 0.8})
            .line_to({foot.x + height * 0.2, foot.y + height * 0.05})
            .close(),
        colour);
}

}  // namespace

Drawing draw_growth(const Theme& theme, const Stage& stage, const Ridge& hill, Dice dice) {
    Drawing drawing;
    const double unit = stage.figure_height;
    const int across = static_cast<int>(stage.width / unit * 5);
    if (theme.backdrop == Backdrop::moor)
        for (int i = 0; i < 5; ++i) {
            const double x = stage.width * (i + dice.between(0.1, 0.9)) / 5;
            draw_stone(drawing, dice, {x, hill.y(x) + unit * 0.05}, unit * dice.between(0.28, 0.5),
                       mix(theme.hill, theme.range_far, 0.35));
        }
    for (int i = 0; i < across; ++i) {
        const double x = stage.width * (i + dice.between(0, 1)) / across;
        const double y = hill.y(x) + unit * dice.between(-0.01, 0.12);
        if (theme.backdrop == Backdrop::moor) {
            draw_bush(drawing, dice, {x, y}, unit * dice.between(0.12, 0.2), theme.hill_near,
                      colour_of(0xD68AC0));
        } else if (theme.backdrop == Backdrop::flowers) {
            const double high = unit * dice.between(0.06, 0.15);
            add(drawing, Path{}.move_to({x, y}).line_to({x, y - high}), colour_of(0x7DBB6A),
                unit * 0.012);
            const auto petals = theme.clothes[static_cast<std::size_t>(dice.below(6))];
            for (int leaf = 0; leaf < 5; ++leaf)
                add(drawing,
                    circle({x + unit * 0.02 * std::cos(leaf * 1.2566),
                            y - high + unit * 0.02 * std::sin(leaf * 1.2566)},
                           unit * 0.016),
                    petals);
            add(drawing, circle({x, y - high}, unit * 0.012), theme.sun);
        }
    }
    return drawing;
}

Drawing draw_harbour(const Theme& theme, const Stage& stage, Dice& dice) {
    Drawing drawing;
    const double unit = stage.figure_height, bottom = stage.floor + unit * 0.3;
    const double horizon = stage.floor - unit * 1.02;
    const Ridge coast{horizon - unit * 0.05, unit * 0.07, stage.width, 1.4, dice.between(0, 6.28)};
    drawing.push_back(draw_ridge(coast, horizon + unit * 0.1, theme.range_middle));
    drawing.push_back(
        {.path = box(-stage.width * 0.02, horizon, stage.width * 1.04, bottom - horizon),
         .colour = {},
         .stops = {{0, theme.range_far}, {1, theme.hill}},
         .from = {0, horizon},
         .to = {0, stage.floor}});
    for (int i = 0; i < 7; ++i) {
        const double half = unit * dice.between(0.12, 0.42) * (1 - i * 0.06);
        const double x = stage.sun.x + unit * dice.between(-0.12, 0.12);
        const double y = horizon + unit * (0.05 + 0.1 * i);
        add(drawing, box(x - half, y, 2 * half, unit * 0.026, unit * 0.013),
            {theme.sun.red, theme.sun.green, theme.sun.blue, 0.75});
    }
    for (int i = 0; i < 16; ++i) {
        const double x = stage.width * dice.between(0, 1),
                     y = horizon + unit * dice.between(0.1, 0.8);
        const double half = unit * dice.between(0.08, 0.2);
        add(drawing, box(x - half, y, 2 * half, unit * 0.014, unit * 0.007), {255, 255, 255, 0.4});
    }
    draw_lighthouse(drawing, {stage.width * dice.between(0.1, 0.16), horizon + unit * 0.34},
                    std::min(unit * 1.5, horizon + unit * 0.34 - stage.text_bottom), theme);
    const int count = std::clamp(static_cast<int>(stage.width / unit * 0.8), 3, 5);
    for (int i = 0; i < count; ++i) {
        const double near = dice.between(0, 1);
        const double x = stage.width * (0.24 + 0.76 * (i + dice.between(0.2, 0.8)) / count);
        const double water = horizon + unit * (0.1 + 0.42 * near);
        const double room = std::max(unit * 0.2, water - stage.text_bottom);
        draw_boat(drawing, {x, water}, std::min(unit * (0.42 + 0.4 * near), room),
                  theme.clothes[static_cast<std::size_t>(i % 2 == 0 ? 0 : 6)],
                  theme.clothes[static_cast<std::size_t>(1 + dice.below(4))]);
    }
    const Ridge quay{stage.floor - unit * 0.15, unit * 0.02, stage.width, 0.6, 1};
    drawing.push_back(draw_ridge(quay, bottom, theme.hill_near));
    return drawing;
}

Drawing draw_skyline(const Theme& theme, const Stage& stage, Dice& dice) {
    Drawing drawing;
    const double unit = stage.figure_height, bottom = stage.floor + unit * 0.3;
    const double most = std::clamp((stage.floor - stage.text_bottom) / unit - 0.3, 0.9, 1.95);
    draw_block_row(drawing, stage, dice, {most * 0.66, most, 0.42, theme.range_far, 0.25},
                   mix(theme.range_far, theme.sun, 0.55));
    draw_block_row(drawing, stage, dice, {most * 0.42, most * 0.72, 0.5, theme.range_middle, 0.4},
                   mix(theme.range_middle, theme.sun, 0.7));
    draw_block_row(drawing, stage, dice, {most * 0.22, most * 0.46, 0.62, theme.hill, 0.5},
                   theme.sun);
    const Ridge park{stage.floor - unit * 0.16, unit * 0.04, stage.width, 1.2, dice.between(0, 6)};
    const int across = std::max(4, static_cast<int>(stage.width / unit * 1.2));
    for (int i = 0; i < across; ++i) {
        const double x = stage.width * (i + dice.between(0.2, 0.8)) / across;
        for (const auto& part :
             draw_tree({x, park.y(x) + unit * 0.06}, unit * dice.between(0.34, 0.5),
                       mix(theme.hill_near, colour_of(0x2F6B5A), 0.35)))
            drawing.push_back(part);
    }
    drawing.push_back(draw_ridge(park, bottom, theme.hill_near));
    return drawing;
}

}  // namespace print
