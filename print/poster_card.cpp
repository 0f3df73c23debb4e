#include <algorithm>

#include "print/poster_page.h"

namespace print {
namespace {

double reading_distance(Paper paper) {
    switch (paper) {
        case Paper::a2:
            return 1500;
        case Paper::a3:
        case Paper::tabloid:
            return 1000;
        case Paper::a4:
        case Paper::letter:
            return 500;
        case Paper::a5:
            return 350;
    }
    return 1000;
}

}  // namespace

// As large as leaves the title and the horizon their place.
void PosterPage::fit_card() {
    for (const double width : {130.0, 122.0, 114.0, 106.0, 98.0, 90.0, 82.0}) {
        measure_card(width * unit_);
        if (card_.y >= floor_ - 34 * unit_) return;
    }
}

// The card is as high as what it holds; it hangs from above the horizon down to the foot.
void PosterPage::measure_card(double width) {
    const double pad = 8 * unit_;
    const Rect inner{0, 0, width - 2 * pad, 34 * unit_};
    auto action = style(29, 800, theme_.action);
    action.align = Align::centre;
    action.line_spacing = 1.2;
    action.lines_max = 3;
    action_ = fit(order_.call_to_action, inner, action, Wrap::balanced);
    auto link = style(27, 800, theme_.ink);
    link.align = Align::centre;
    link.face = Face::text;
    link.lines_max = 1;
    link_text_ = fit(order_.link_text, inner, link);
    link.lines_max = 2;  // A long host is broken before the code.
    if (link_text_->shortened()) link_text_ = fit(order_.link_text, inner, link);
    auto after = style(15, 500, theme_.muted);
    after.align = Align::centre;
    after.lines_max = 4;
    after_ = fit(order_.after_scan, inner, after, Wrap::balanced);
    const double code = width - 3 * unit_;
    const double height = pad + action_->height_mm() + code + link_text_->height_mm() +
                          1.5 * unit_ + after_->height_mm() + pad;
    const double lowest = foot_top_ - 8 * unit_;
    floor_ = std::clamp(lowest - height + 30 * unit_, bottom_ * 0.42, bottom_ * 0.55);
    const double top = std::min(lowest - height, floor_ - 16 * unit_);
    card_ = {size_.width - margin_ - width, top, width, height};
}

void PosterPage::place_card() {
    const Rect card = mirrored(card_);
    const double shade = 1.6 * unit_, corner = 7 * unit_, pad = 8 * unit_;
    add_paint([card, shade, corner, theme = theme_](Canvas& canvas) {
        canvas.fill(box(card.x + shade, card.y + shade, card.width, card.height, corner),
                    theme.card_shade);
        canvas.fill(box(card.x, card.y, card.width, card.height, corner), theme.card);
    });
    Rect line{card_.x + pad, card_.y + pad, card_.width - 2 * pad, 0};
    add_text("call to action", "H2", action_, line);
    const double code = card_.width - 3 * unit_;
    const Rect area = mirrored({card_.x + 1.5 * unit_, line.y + action_->height_mm(), code, code});
    boxes_.push_back({"code", area});
    codes_.push_back({order_.link, symbol_, area, reading_distance(order_.paper)});
    add_paint([symbol = symbol_, area, alt = "QR: " + order_.link_text](Canvas& canvas) {
        canvas.begin_figure(alt);
        canvas.paint_symbol(symbol, area, colour_of(0));
        canvas.end_tag();
    });
    line.y = area.bottom();
    add_text("short link", "P", link_text_, line);
    line.y += link_text_->height_mm() + 1.5 * unit_;
    if (!order_.after_scan.empty()) add_text("line below the link", "P", after_, line);
}

// Under the card and the column: who helps, who asks, and where this sheet hangs.
void PosterPage::place_foot() {
    const double logo = order_.logo.is_there() ? 50 * unit_ : 0;
    const double width = size_.width - 2 * margin_ - logo;
    double y = bottom_ - 11 * unit_;
    if (!order_.placement_label.empty()) {
        TextStyle tiny{.colour = theme_.muted,
                       .size_pt = 7,
                       .smallest_pt = 6,
                       .align = start(),
                       .lines_max = 1,
                       .language = order_.language};
        const Rect area{margin_, bottom_ - safe_margin_mm - 3.2, width, 3.2};
        const auto text = fit(order_.placement_label, area, tiny);
        last_.push_back([text, at = mirrored(area)](Canvas& canvas) {
            canvas.begin_tag("P");
            canvas.paint_text(*text, {at.x, at.y});
            canvas.end_tag();
        });
        boxes_.push_back(
            {"placement label", mirrored(area), text->shortened(), text->letters_without_font()});
        y = std::min(y, area.y - 2 * unit_);
    }
    const auto place = [&](const char* name, const std::string& words, TextStyle look) {
        if (words.empty()) return;
        look.lines_max = 2;
        const auto text = fit(words, {0, 0, width, 20 * unit_}, look);
        y -= text->height_mm();
        const Rect area = mirrored({margin_, y, width, text->height_mm()});
        boxes_.push_back({name, area, text->shortened(), text->letters_without_font()});
        last_.insert(last_.begin(), [text, area](Canvas& canvas) {
            canvas.begin_tag("P");
            canvas.paint_text(*text, {area.x, area.y});
            canvas.end_tag();
        });
        y -= 1.2 * unit_;
    };
    place("trust line", order_.trust_line, style(14.5, 500, theme_.ink));
    std::string sponsors;
    for (const auto& name : order_.sponsors) sponsors += (sponsors.empty() ? "" : "  ·  ") + name;
    if (!sponsors.empty() && !order_.sponsors_heading.empty())
        sponsors = order_.sponsors_heading + "  " + sponsors;
    place("line of sponsors", sponsors, style(14.5, 600, theme_.ink));
    foot_top_ = y;
    if (order_.logo.is_there()) place_logo();
}

// At the far end of the foot, as high as two lines.
void PosterPage::place_logo() {
    const double height = 18 * unit_, width = 46 * unit_;
    const Rect area =
        mirrored({size_.width - margin_ - width,
                  bottom_ - std::max(safe_margin_mm + 1, 9 * unit_) - height, width, height});
    foot_top_ = std::min(foot_top_, area.y - 2 * unit_);
    boxes_.push_back({"logo", area});
    const auto side = from_right_ ? Align::left : Align::right;
    last_.push_back([logo = order_.logo, area, side, alt = order_.organisation](Canvas& canvas) {
        canvas.begin_figure(alt);
        canvas.paint_picture(logo, area, side);
        canvas.end_tag();
    });
}

// A panel with a column for each language, all in one size.
void PosterPage::place_translations() {
    if (order_.translations.empty()) return;
    const auto count = static_cast<double>(order_.translations.size());
    const double width = size_.width - 2 * margin_, pad = 4.5 * unit_, column = width / count;
    const auto fit_all = [&](double size_pt) {
        std::vector<Text> texts;
        for (const auto& line : order_.translations) {
            auto look = style(18, 600, theme_.ink);
            look.size_pt = std::min(look.size_pt, size_pt);
            look.align = Align::centre;
            look.lines_max = 3;
            look.language = line.language;
            texts.push_back(
                fit(line.text, {0, 0, column - 2 * pad, 30 * unit_}, look, Wrap::balanced));
        }
        return texts;
    };
    auto texts = fit_all(100);
    double size_pt = 100, highest = 0;
    for (const auto& text : texts) size_pt = std::min(size_pt, text->size_pt());
    texts = fit_all(size_pt);
    for (const auto& text : texts) highest = std::max(highest, text->height_mm());
    const double height = highest + 1.6 * pad, y = foot_top_ - height - 5 * unit_;
    add_paint([area = Rect{margin_, y, width, height}, unit = unit_, count,
               theme = theme_](Canvas& canvas) {
        canvas.fill(box(area.x, area.y, area.width, area.height, 4 * unit), theme.panel);
        for (int i = 1; i < count; ++i)
            canvas.fill(box(area.x + area.width * i / count, area.y + area.height * 0.22,
                            0.5 * unit, area.height * 0.56),
                        theme.card_shade);
    });
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const Rect area = mirrored({margin_ + column * double(i) + pad,
                                    y + (height - texts[i]->height_mm()) / 2, column - 2 * pad, 0});
        boxes_.push_back({"translation",
                          {area.x, area.y, area.width, texts[i]->height_mm()},
                          texts[i]->shortened(),
                          texts[i]->letters_without_font()});
        last_.insert(last_.begin() + static_cast<std::ptrdiff_t>(i),
                     [text = texts[i], area](Canvas& canvas) {
                         canvas.begin_tag("P");
                         canvas.paint_text(*text, {area.x, area.y});
                         canvas.end_tag();
                     });
    }
    foot_top_ = y;
}

}  // namespace print
