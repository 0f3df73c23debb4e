#include "print/poster_page.h"

#include <algorithm>
#include <cmath>

#include "campaign/words/check.h"
#include "print/backdrop.h"

namespace print {
namespace {

constexpr double a3_width = 297, a3_height = 420;

// The nearer people stand, the smaller letters may be.
double smallest_on(Paper paper) {
    switch (paper) {
        case Paper::a2:
            return 18;
        case Paper::a3:
        case Paper::tabloid:
            return 14;
        case Paper::a4:
        case Paper::letter:
            return 11;
        case Paper::a5:
            return 8.5;
    }
    return 14;
}

// Q survives weather and stickers; it is taken unless it makes the modules smaller than M would.
Symbol symbol_for(const std::string& link) {
    const auto usual = encode_text(link, Correction::m), strong = encode_text(link, Correction::q);
    check(usual.has_value(), "the link of a poster can be encoded");
    return strong && strong->version == usual->version ? *strong : *usual;
}

}  // namespace

Size size_of(Paper paper) {
    switch (paper) {
        case Paper::a3:
            return {297, 420};
        case Paper::a4:
            return {210, 297};
        case Paper::letter:
            return {215.9, 279.4};
        case Paper::a2:
            return {420, 594};
        case Paper::a5:
            return {148, 210};
        case Paper::tabloid:
            return {279.4, 431.8};
    }
    return {};
}

PosterPage::PosterPage(const PosterOrder& order)
    : order_{order},
      theme_{order.colours ? *order.colours : theme_of(order.theme)},
      size_{size_of(order.paper)},
      unit_{std::min(size_.width / a3_width, size_.height / a3_height)},
      margin_{18 * unit_},
      smallest_pt_{smallest_on(order.paper)},
      from_right_{reads_from_right(order.title)},
      bottom_{size_.height},
      symbol_{symbol_for(order.link)} {
    if (order_.tear_offs == TearOffs::along_the_foot) place_strips();
    place_foot();
    place_translations();
    fit_card();
    place_hero();
    place_column();
    if (order_.purpose == Purpose::proof) place_proof();
    place_card();
}

PageLayout PosterPage::finish() {
    auto steps = std::move(under_);
    steps.push_back([](Canvas& canvas) { canvas.begin_tag("Document"); });
    steps.insert(steps.end(), first_.begin(), first_.end());
    steps.insert(steps.end(), last_.begin(), last_.end());
    steps.push_back([](Canvas& canvas) { canvas.end_tag(); });
    return {size_, std::move(boxes_), std::move(codes_),
            [steps](Canvas& canvas) {
                for (const auto& step : steps) step(canvas);
            },
            std::move(pictures_)};
}

TextStyle PosterPage::style(double size_pt, int weight, Colour colour) const {
    const double size = std::max(size_pt * unit_, smallest_pt_);
    return {.colour = colour,
            .size_pt = size,
            .smallest_pt = smallest_pt_,
            .weight = weight,
            .align = start(),
            .face = size_pt >= 24 ? Face::display : Face::text,
            .language = order_.language};
}

Rect PosterPage::mirrored(Rect area) const {
    if (from_right_) area.x = size_.width - area.x - area.width;
    return area;
}

PosterPage::Text PosterPage::fit(const std::string& text, Rect area, TextStyle wanted,
                                 Wrap wrap) const {
    return std::make_shared<FittedText>(text, area.width, area.height, wanted, wrap);
}

void PosterPage::add_text(const char* name, const char* tag, const Text& text, Rect area) {
    area = mirrored(area);
    boxes_.push_back({name,
                      {area.x, area.y, area.width, text->height_mm()},
                      text->shortened(),
                      text->letters_without_font()});
    first_.push_back([text, area, tag](Canvas& canvas) {
        canvas.begin_tag(tag);
        canvas.paint_text(*text, {area.x, area.y});
        canvas.end_tag();
    });
}

void PosterPage::add_paint(std::function<void(Canvas&)> paint) {
    first_.push_back(std::move(paint));
}

void PosterPage::place_hero() {
    const double figure = 46 * unit_ * std::min(1.0, 0.1 + bottom_ / size_.height),
                 top = 17 * unit_, width = size_.width - 2 * margin_;
    std::string above = order_.organisation;
    if (!order_.overline.empty()) above += (above.empty() ? "" : "  ·  ") + order_.overline;
    double y = top;
    if (!above.empty()) {
        auto small = style(20, 600, theme_.overline);
        small.lines_max = 1;
        const Rect area{margin_, y, width, 12 * unit_};
        const auto text = fit(above, area, small);
        add_text("overline", "P", text, area);
        y += text->height_mm() + 3.5 * unit_;
    }
    auto large = style(146, 800, theme_.on_sky);
    large.smallest_pt = 26 * unit_;
    large.lines_max = 4;
    large.line_spacing = 1.06;
    const Rect area{margin_, y, width, floor_ - figure * 1.5 - y};
    const auto title = fit(order_.title, area, large, Wrap::balanced);
    add_text("title", "H1", title, area);
    const double title_bottom = y + title->height_mm(), sun = 19 * unit_;
    if (order_.picture.is_there()) return place_picture(title_bottom);
    const double card_left = size_.width - margin_ - card_.width;
    const Stage stage{.width = size_.width,
                      .height = size_.height,
                      .floor = floor_,
                      .figure_height = figure,
                      .first_x = margin_ - 8 * unit_,
                      .last_x = card_left - 5 * unit_,
                      .sun = {size_.width - margin_ - 36 * unit_,
                              std::max(floor_ - figure * 1.75, title_bottom + sun)},
                      .sun_radius = sun,
                      .text_bottom = title_bottom};
    const auto drawing = draw_illustration({scene_of(order_.kind), order_.theme, order_.seed,
                                            from_right_ ? Heading::left : Heading::right},
                                           theme_, stage);
    under_.push_back([drawing](Canvas& canvas) { canvas.paint(drawing, {0, 0}); });
}

// Three millimetres more than the sheet, for the knife of a printing press.
void PosterPage::place_picture(double words_end) {
    constexpr double bleed = 3;
    const Rect seen{-bleed, -bleed, size_.width + 2 * bleed, floor_ + bleed};
    pictures_.push_back({"picture", seen, order_.picture.width(), order_.picture.height()});
    const auto veil = veil_over(seen, words_end + bleed, theme_);
    under_.push_back([picture = order_.picture, seen, veil, size = size_,
                      ground = theme_.ground](Canvas& canvas) {
        canvas.fill(box(-bleed, -bleed, size.width + 2 * bleed, size.height + 2 * bleed), ground);
        canvas.cover_with_picture(picture, seen);
        canvas.paint(veil, {0, 0});
    });
}

std::vector<PosterPage::Line> PosterPage::column_lines(double scale) const {
    std::vector<Line> lines;
    const auto add = [&](const char* name, const std::string& text, TextStyle look, double gap) {
        if (!text.empty()) lines.push_back({name, text, look, gap * unit_});
    };
    add("person", order_.person, style(44 * scale, 800, theme_.action), 0);
    add("date", order_.date_line, style(36 * scale, 800, theme_.ink),
        order_.person.empty() ? 0 : 4);
    add("place", order_.place_line, style(19 * scale, 600, theme_.ink), 1.5);
    for (const auto& fact : order_.facts)
        add("line of facts", fact, style(16 * scale, 400, theme_.muted), 1.5);
    add("goal", order_.goal, style(29 * scale, 800, theme_.action), 13);
    add("figure raised", order_.raised, style(19 * scale, 600, theme_.ink),
        order_.goal.empty() ? 13 : 1);
    if (!order_.raised.empty())
        add("day of counting", order_.counted_on, style(15 * scale, 400, theme_.muted), 0.5);
    return lines;
}

// Date, place and goal rather shrink than break.
PosterPage::Text PosterPage::fit_line(const Line& line, double width, double height) const {
    const Rect area{0, 0, width, height};
    if (line.style.weight < 600) return fit(line.text, area, line.style, Wrap::balanced);
    auto unbroken = line.style;
    unbroken.lines_max = 1;
    const double least = line.style.weight >= 800 ? 24 * unit_ : line.style.size_pt * 0.7;
    unbroken.smallest_pt = std::clamp(least, smallest_pt_, line.style.size_pt);
    auto text = fit(line.text, area, unbroken);
    return text->shortened() ? fit(line.text, area, line.style, Wrap::balanced) : text;
}

void PosterPage::place_column() {
    const double x = margin_, top = floor_ + 14 * unit_, bar = order_.progress ? 26 * unit_ : 0;
    const double width = size_.width - 2 * margin_ - card_.width - 10 * unit_;
    const double room = foot_top_ - 7 * unit_ - top - bar;
    std::vector<Text> texts;
    std::vector<Line> lines;
    double used = 0;
    const auto set_in = [&](double scale) {
        lines = column_lines(scale);
        texts.clear();
        used = 0;
        for (const auto& line : lines) {
            texts.push_back(fit_line(line, width, room));
            used += line.gap_before + texts.back()->height_mm();
        }
        return used <= room;
    };
    // As large as there is room for, from 1.42 down to 0.7 of the usual size.
    int low = 0, high = 11;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (set_in(1.42 * std::pow(0.936, middle)))
            high = middle;
        else
            low = middle + 1;
    }
    set_in(1.42 * std::pow(0.936, low));
    const double airy = used > 0 ? std::clamp(1 + (room - used) / (60 * unit_), 1.0, 1.5) : 1;
    double y = top;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool new_part = lines[i].gap_before > 10 * unit_;
        y += lines[i].gap_before * (new_part ? airy : 1);
        if (new_part && i > 0) {
            const Rect rule = mirrored({x, y - 7.5 * unit_ * airy, 24 * unit_, 1.3 * unit_});
            add_paint([rule, colour = theme_.sun](Canvas& canvas) {
                canvas.fill(box(rule.x, rule.y, rule.width, rule.height, rule.height / 2), colour);
            });
        }
        add_text(lines[i].name, "P", texts[i], {x, y, width, 0});
        y += texts[i]->height_mm();
    }
    if (order_.progress) place_progress(y + 7 * unit_ * airy);
}

void PosterPage::place_progress(double y) {
    const double width = size_.width - 2 * margin_ - card_.width - 16 * unit_, height = 8 * unit_;
    const auto [part, whole] = *order_.progress;
    const double share = whole > 0 ? std::clamp(double(part) / double(whole), 0.0, 1.0) : 0;
    const Rect track = mirrored({margin_, y + 6 * unit_, width, height});
    boxes_.push_back({"bar of progress", {track.x, y, width, track.bottom() - y}});
    Drawing drawing;
    drawing.push_back(
        {.path = box(track.x, track.y, width, height, height / 2), .colour = theme_.card_shade});
    const double filled = std::max(width * share, height);
    drawing.push_back({.path = box(from_right_ ? track.right() - filled : track.x, track.y, filled,
                                   height, height / 2),
                       .colour = theme_.action});
    for (const double tick : {0.25, 0.5, 0.75}) {
        const double at = from_right_ ? track.right() - width * tick : track.x + width * tick;
        drawing.push_back(
            {.path = circle({at, track.y + height / 2}, 0.8 * unit_), .colour = theme_.card});
    }
    const double pole = from_right_ ? track.x + height / 2 : track.right() - height / 2;
    drawing.push_back(
        {.path = Path{}.move_to({pole, track.y + height / 2}).line_to({pole, y - 5 * unit_}),
         .colour = theme_.ink,
         .line_width = 0.9 * unit_});
    const double side = from_right_ ? -1 : 1;
    drawing.push_back({.path = Path{}
                                   .move_to({pole, y - 5 * unit_})
                                   .line_to({pole + side * 8 * unit_, y - 2.4 * unit_})
                                   .line_to({pole, y + 0.2 * unit_})
                                   .close(),
                       .colour = share >= 1 ? theme_.action : theme_.sun});
    const auto alt = order_.raised + (order_.goal.empty() ? "" : " · " + order_.goal);
    add_paint([drawing, alt](Canvas& canvas) {
        canvas.begin_figure(alt);
        canvas.paint(drawing, {0, 0});
        canvas.end_tag();
    });
}

void PosterPage::place_proof() {
    TextStyle look{.colour = theme_.action,
                   .size_pt = 120 * unit_,
                   .smallest_pt = 20 * unit_,
                   .weight = 800,
                   .align = Align::centre,
                   .face = Face::display,
                   .lines_max = 1,
                   .language = order_.language};
    const auto mark = fit(order_.proof_text, {0, 0, size_.width * 0.9, 90 * unit_}, look);
    add_paint([mark, width = size_.width, height = bottom_](Canvas& canvas) {
        for (const double y : {0.2, 0.48, 0.75})
            canvas.paint_turned_text(*mark, {width / 2, height * y}, -24, 0.42);
    });
}

}  // namespace print
