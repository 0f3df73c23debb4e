#include <algorithm>

#include "print/poster_page.h"

namespace print {
namespace {

constexpr double strip_width_mm = 29;  // At least: 10 on A3, 7 on A4.
constexpr double strip_height_a3_mm = 66, strip_height_a4_mm = 63;
constexpr double strip_code_mm_max = 25.6, strip_distance_mm = 250;
constexpr double strip_smallest_pt = 8;

}  // namespace

void PosterPage::place_strips() {
    const int count = static_cast<int>(size_.width / strip_width_mm);
    const double width = size_.width / count;
    const bool large = size_.height > 400;
    bottom_ = size_.height - (large ? strip_height_a3_mm : strip_height_a4_mm);
    add_paint([size = size_, top = bottom_, count, width, theme = theme_](Canvas& canvas) {
        canvas.fill(box(0, top, size.width, size.height - top), theme.card);
        Drawing dashes;
        const auto dash = [&](Point from, Point to) {
            dashes.push_back({.path = Path{}.move_to(from).line_to(to),
                              .colour = theme.muted,
                              .line_width = 0.25});
        };
        for (double x = 0; x < size.width; x += 3)
            dash({x, top}, {std::min(x + 1.5, size.width), top});
        for (int i = 1; i < count; ++i)
            for (double y = top + 1.5; y < size.height; y += 3)
                dash({i * width, y}, {i * width, y + 1.5});
        canvas.paint(dashes, {0, 0});
    });
    for (int i = 0; i < count; ++i) place_strip(i * width, width);
}

void PosterPage::place_strip(double x, double width) {
    const double code = std::min(strip_code_mm_max, width - 1), top = bottom_ + 1.2;
    Rect area{x + (width - code) / 2, top, code, code};
    codes_.push_back({order_.link, symbol_, area, strip_distance_mm});
    const double from = area.bottom() + 0.5, length = size_.height - safe_margin_mm - from;
    int lines_most = 2;
    const auto line = [&](const std::string& words, double size_pt, int weight, Colour colour) {
        TextStyle look{.colour = colour,
                       .size_pt = size_pt,
                       .smallest_pt = strip_smallest_pt,
                       .weight = weight,
                       .align = start(),
                       .line_spacing = 1.2,
                       .lines_max = 1,
                       .language = order_.language};
        const Rect room{0, 0, length, 8};
        auto text = fit(words, room, look);
        look.lines_max = lines_most;
        return text->shortened() && lines_most > 1 ? fit(words, room, look) : text;
    };
    std::vector<Text> texts{line(order_.date_line, 9, 400, theme_.muted),
                            line(order_.link_text, 10, 700, theme_.ink),
                            line(order_.title, 9, 700, theme_.action)};
    const auto height_of = [&] {
        double sum = 0;
        for (const auto& text : texts) sum += text->height_mm();
        return sum;
    };
    // The outer strips keep clear of the edge; the title ends earlier, then the day goes.
    const double most = width - 2 * safe_margin_mm - 0.2;
    lines_most = 1;
    if (height_of() > most) texts.back() = line(order_.title, 9, 700, theme_.action);
    if (height_of() > most) texts.erase(texts.begin());
    const double height = height_of();
    double left = x + (width - height) / 2;
    std::vector<double> lefts;
    for (const auto& text : texts) {
        lefts.push_back(left);
        left += text->height_mm();
    }
    boxes_.push_back({"text of a strip", {x + (width - height) / 2, from, height, length}});
    last_.push_back([symbol = symbol_, area, texts, lefts, from](Canvas& canvas) {
        canvas.begin_tag("P");
        canvas.paint_symbol(symbol, area, colour_of(0));
        for (std::size_t i = 0; i < texts.size(); ++i)
            canvas.paint_upright_strip(*texts[i], {lefts[i], from});
        canvas.end_tag();
    });
}

}  // namespace print
