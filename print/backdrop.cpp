#include "print/backdrop.h"

#include <algorithm>
#include <array>

namespace print {
namespace {

constexpr Colour snow = colour_of(0xFBFDFF), petal = colour_of(0xFFE3EA);

void add(Drawing& drawing, Path path, Colour colour, double line_width = 0) {
    drawing.push_back({.path = std::move(path), .colour = colour, .line_width = line_width});
}
void add(Drawing& drawing, const Drawing& part) {
    drawing.insert(drawing.end(), part.begin(), part.end());
}

Path triangle(Point a, Point b, Point c) { return Path{}.move_to(a).line_to(b).line_to(c).close(); }

Ridge ridge_at(const Stage& stage, Dice& dice, double above, double swing, double waves) {
    const double unit = stage.figure_height;
    return {stage.floor - above * unit, swing * unit, stage.width, waves, dice.between(0, 6.28)};
}

double bottom_of(const Stage& stage) { return stage.floor + stage.figure_height * 0.3; }

void draw_snowy_fir(Drawing& drawing, Point foot, double height, Colour needles) {
    add(drawing, draw_fir(foot, height, needles));
    for (const auto& [top, low, half] :
         {std::array{1.0, 0.78, 0.07}, {0.8, 0.58, 0.095}, {0.58, 0.36, 0.12}})
        add(drawing,
            triangle({foot.x, foot.y - height * top},
                     {foot.x + height * half, foot.y - height * low},
                     {foot.x - height * half, foot.y - height * (low + 0.05)}),
            snow);
}

// A balloon of stripes: narrower and narrower ovals, one on another.
void draw_balloon(Drawing& drawing, Point centre, double radius, Colour one, Colour other) {
    const double foot = centre.y + radius * 1.55;
    add(drawing,
        Path{}
            .move_to({centre.x - radius * 0.9, centre.y + radius * 0.45})
            .curve_to({centre.x - radius * 0.55, centre.y + radius * 1.05},
                      {centre.x - radius * 0.22, centre.y + radius * 1.15},
                      {centre.x - radius * 0.16, foot - radius * 0.25})
            .line_to({centre.x + radius * 0.16, foot - radius * 0.25})
            .curve_to({centre.x + radius * 0.22, centre.y + radius * 1.15},
                      {centre.x + radius * 0.55, centre.y + radius * 1.05},
                      {centre.x + radius * 0.9, centre.y + radius * 0.45})
            .close(),
        mix(one, colour_of(0), 0.14));
    add(drawing, ellipse(centre, radius, radius * 1.06), one);
    add(drawing, ellipse(centre, radius * 0.7, radius * 1.06), other);
    add(drawing, ellipse(centre, radius * 0.36, radius * 1.06), one);
    add(drawing, box(centre.x - radius * 0.17, foot, radius * 0.34, radius * 0.26, radius * 0.06),
        colour_of(0x6B4A36));
    for (const double side : {-1.0, 1.0})
        add(drawing,
            Path{}
                .move_to({centre.x + side * radius * 0.15, foot - radius * 0.27})
                .line_to({centre.x + side * radius * 0.14, foot}),
            colour_of(0x3B2A20), radius * 0.025);
}

}  // namespace

Drawing draw_backdrop(const Theme& theme, const Stage& stage, Dice& dice) {
    switch (theme.backdrop) {
        case Backdrop::hills:
        case Backdrop::moor:
        case Backdrop::flowers:
            return {};
        case Backdrop::harbour:
            return draw_harbour(theme, stage, dice);
        case Backdrop::skyline:
            return draw_skyline(theme, stage, dice);
        case Backdrop::blossom:
            return draw_blossom(theme, stage, dice);
        case Backdrop::starlight:
            return draw_starlight(theme, stage, dice);
        case Backdrop::balloons:
            return draw_balloons(theme, stage, dice);
    }
    return {};
}

bool has_hills(const Theme& theme) {
    return theme.backdrop == Backdrop::hills || theme.backdrop == Backdrop::moor ||
           theme.backdrop == Backdrop::flowers;
}

Drawing veil_over(const Rect& area, double words_end, const Theme& theme) {
    auto dense = theme.sky_top, clear = theme.sky_top;
    dense.opacity = 0.78, clear.opacity = 0;
    auto veil = dense;
    veil.opacity = 0.62;
    const double end = std::clamp(words_end / area.height, 0.05, 0.9);
    return {{.path = box(area.x, area.y, area.width, area.height),
             .colour = {},
             .stops = {{0, dense},
                       {end * 0.3, veil},
                       {end, veil},
                       {std::min(1.0, end + 0.16), clear},
                       {1, clear}},
             .from = {area.x, area.y},
             .to = {area.x, area.bottom()}}};
}

Drawing draw_blossom(const Theme& theme, const Stage& stage, Dice& dice) {
    Drawing drawing;
    const double unit = stage.figure_height, bottom = bottom_of(stage);
    // The far range is nearly white, and so are the words: it stays below them.
    const double below_words = (stage.floor - stage.text_bottom) / unit - 0.14;
    const auto far = ridge_at(stage, dice, std::clamp(below_words, 0.7, 1.1), 0.14, 1.2),
               middle = ridge_at(stage, dice, 0.72, 0.1, 0.9),
               near = ridge_at(stage, dice, 0.2, 0.06, 1.1);
    drawing.push_back(draw_ridge(far, bottom, theme.range_far));
    const std::vector<Colour> crowns{colour_of(0xF7B4C8), colour_of(0xF292B2), colour_of(0xFCD3DD),
                                     colour_of(0xE879A0)};
    const auto plant = [&](const Ridge& on, int count, double size) {
        for (int i = 0; i < count; ++i) {
            const double x = stage.width * (i + dice.between(0.15, 0.85)) / count;
            const double room = on.y(x) - stage.text_bottom;  // No crown reaches into words.
            const double height =
                std::max(unit * 0.3, std::min(unit * size * dice.between(0.82, 1.18), room));
            add(drawing, draw_tree({x, on.y(x) + height * 0.1}, height,
                                   crowns[static_cast<std::size_t>(dice.below(4))]));
        }
    };
    const int across = std::max(3, static_cast<int>(stage.width / unit / 1.1));
    plant(middle, across + 2, 0.62);
    drawing.push_back(draw_ridge(middle, bottom, theme.hill));
    plant(near, across, 1.02);
    drawing.push_back(draw_ridge(near, bottom, theme.hill_near));
    const double top = std::max(stage.text_bottom, stage.floor - 2.6 * unit);
    for (int i = 0; i < 34; ++i) {
        const Point at{stage.width * dice.between(0, 1),
                       dice.between(top, std::max(top + 1, stage.floor - 0.3 * unit))};
        const double size = unit * dice.between(0.012, 0.026);
        add(drawing,
            ellipse({}, size * 1.5, size).transformed({.angle = dice.between(0, 3), .move = at}),
            petal);
    }
    return drawing;
}

Drawing draw_starlight(const Theme& theme, const Stage& stage, Dice& dice) {
    Drawing drawing;
    const double unit = stage.figure_height, bottom = bottom_of(stage);
    const double top = stage.text_bottom + unit * 0.1;
    for (int i = 0; i < 46; ++i) {
        const Point at{stage.width * dice.between(0, 1),
                       dice.between(0, std::max(1.0, stage.floor - 1.5 * unit))};
        const bool behind_words = at.y < top;
        add(drawing, circle(at, unit * dice.between(0.007, behind_words ? 0.012 : 0.02)),
            {255, 248, 220, behind_words ? 0.45 : 0.9});
    }
    const double summit = std::max(stage.floor - unit * 2.0, top);
    add(drawing, draw_peak({stage.width * dice.between(0.16, 0.26), summit + unit * 0.35},
                           unit * 1.5, stage.floor, theme.range_far));
    add(drawing, draw_peak({stage.width * dice.between(0.5, 0.6), summit}, unit * 1.7, stage.floor,
                           mix(theme.range_far, theme.sky_middle, 0.25)));
    add(drawing, draw_peak({stage.width * dice.between(0.86, 0.95), summit + unit * 0.45},
                           unit * 1.4, stage.floor, theme.range_far));
    const auto middle = ridge_at(stage, dice, 0.62, 0.12, 0.9),
               near = ridge_at(stage, dice, 0.24, 0.08, 1.1);
    const auto plant = [&](const Ridge& on, int count, double size) {
        for (int i = 0; i < count; ++i) {
            const double x = stage.width * (i + dice.between(0.1, 0.9)) / count;
            const double height = unit * size * dice.between(0.7, 1.3);
            draw_snowy_fir(drawing, {x, on.y(x) + height * 0.1}, height,
                           mix(theme.sky_top, theme.sky_middle, dice.between(0.1, 0.7)));
        }
    };
    const int across = std::max(3, static_cast<int>(stage.width / unit));
    plant(middle, across + 2, 0.4);
    drawing.push_back(draw_ridge(middle, bottom, theme.range_middle));
    const double cabin = stage.width * dice.between(0.3, 0.44);
    add(drawing, draw_house({cabin, near.y(cabin) + unit * 0.06}, unit * 0.62, theme));
    plant(near, across, 0.66);
    drawing.push_back(draw_ridge(near, bottom, theme.hill_near));
    return drawing;
}

Drawing draw_balloons(const Theme& theme, const Stage& stage, Dice& dice) {
    Drawing drawing;
    const double unit = stage.figure_height, bottom = bottom_of(stage);
    const auto far = ridge_at(stage, dice, 0.95, 0.12, 1.2),
               middle = ridge_at(stage, dice, 0.66, 0.1, 1.0),
               near = ridge_at(stage, dice, 0.22, 0.06, 0.9);
    drawing.push_back(draw_ridge(far, bottom, theme.range_far));
    drawing.push_back(draw_ridge(middle, bottom, theme.range_middle));
    const double top = stage.text_bottom + unit * 0.12, low = stage.floor - unit * 1.05;
    const int count = std::clamp(static_cast<int>(stage.width / unit * 0.9), 3, 6);
    for (int i = 0; i < count; ++i) {
        const double most = std::clamp((low - top) / 3.2, unit * 0.2, unit * 0.42);
        const double radius = most * dice.between(0.55, 1);
        const double x = stage.width * (i + dice.between(0.25, 0.75)) / count;
        const double y =
            dice.between(top + radius * 1.1, std::max(top + radius * 1.2, low - radius * 1.7));
        const auto one = static_cast<std::size_t>(dice.below(4)), other = (one + 2) % 4;
        draw_balloon(drawing, {x, y}, radius, theme.clothes[one], theme.clothes[other]);
    }
    const int across = std::max(4, static_cast<int>(stage.width / unit * 1.4));
    for (int i = 0; i < across; ++i) {
        const double x = stage.width * (i + dice.between(0.1, 0.9)) / across;
        add(drawing, draw_tree({x, near.y(x) + unit * 0.05}, unit * dice.between(0.3, 0.48),
                               mix(theme.hill_near, theme.hill, dice.between(0, 0.8))));
    }
    drawing.push_back(draw_ridge(near, bottom, theme.hill_near));
    return drawing;
}

}  // namespace print
