#include "print/share_picture.h"

#include <algorithm>
#include <array>

#include "campaign/words/text.h"
#include "print/layout.h"

namespace print {
namespace {

constexpr double pixels_per_mm = 10;

// Where things stand, in millimetres of ten pixels. Sky above `floor`, paper below: words of the
// sky end above the people, those of the paper follow each other downwards from `total_top`.
struct Format {
    std::string_view name;
    double width, height, margin;
    double top;  // Where the first line begins.
    double headline_pt;
    int headline_lines;
    double floor, figure;
    double total_top, total_pt, line_pt, bar;
    double code;  // Side of the code with its quiet zone; 0: the address alone.
    double gap;   // Between the lines on paper.
};
constexpr std::array formats{
    Format{"wide", 120, 63, 6, 4.6, 32, 2, 42, 15, 45.2, 28, 10.5, 1.8, 0, 1.6},
    Format{"square", 108, 108, 7, 7, 40, 2, 66, 25, 69.5, 38, 13, 2.6, 0, 1.7},
    Format{"tall", 108, 192, 9, 26, 42, 3, 97, 29, 101, 44, 14.5, 2.8, 33, 2},
    Format{"pin", 100, 150, 7, 7, 42, 3, 79, 27, 82.5, 40, 13.5, 2.6, 32, 1.8}};

const Format& format_of(PictureShape shape) { return formats[static_cast<std::size_t>(shape)]; }

// Emoji and other pictures have no letters in our fonts; the rest is bounded like everything typed.
std::string cleaned(const std::string& text, std::size_t most) {
    std::string kept;
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size() && count < most;) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        const auto letter = std::string_view{text}.substr(i, length);
        const bool is_picture = letter.starts_with("\xF0\x9F") || letter == "\xEF\xB8\x8F";
        if (!is_picture) kept += letter, ++count;
        i += length;
    }
    return read_line(kept, most).value_or("");
}

SharePicture cleaned(SharePicture order) {
    order.headline = cleaned(order.headline, picture_name_max);
    for (auto* text : {&order.kicker, &order.under, &order.total, &order.total_line,
                       &order.link_text, &order.call})
        *text = cleaned(*text, picture_line_max);
    order.percent = std::min(order.percent, 100);
    return order;
}

// One picture being put together. Laid out from the left; mirrored for what reads from the right.
// A page is a picture of 10 px/mm: looked at on another screen or a print of it, from near.
constexpr double screen_distance_mm = 250;

class Composition {
public:
    Composition(const SharePicture& order, Canvas& canvas)
        : order_{order},
          format_{format_of(order.shape)},
          theme_{order.colours ? *order.colours : theme_of(order.illustration.theme)},
          from_right_{order.illustration.heading == Heading::left},
          canvas_{canvas} {}

    // Where the code was put; nothing on formats without one.
    const std::optional<PlacedCode>& code() const { return code_; }

    void paint_all() {
        paint_scene();
        paint_sky_words();
        paint_total();
        format_.code > 0 ? paint_code() : paint_address();
    }

private:
    double room() const { return format_.width - 2 * format_.margin; }
    Align start() const { return from_right_ ? Align::right : Align::left; }

    Rect mirrored(Rect area) const {
        if (from_right_) area.x = format_.width - area.right();
        return area;
    }

    TextStyle style(double size_pt, double smallest_pt, int weight, Colour colour) const {
        return {.colour = colour,
                .size_pt = size_pt,
                .smallest_pt = smallest_pt,
                .weight = weight,
                .align = start(),
                .line_spacing = 1.15,
                .lines_max = 1,
                .language = order_.language};
    }

    void paint(const FittedText& text, Rect area, const char* tag = "P") {
        const auto at = mirrored(area);
        canvas_.begin_tag(tag);
        canvas_.paint_text(text, {at.x, at.y});
        canvas_.end_tag();
    }

    void paint_scene() {
        const auto& f = format_;
        const Stage stage{.width = f.width,
                          .height = f.height,
                          .floor = f.floor,
                          .figure_height = f.figure,
                          .first_x = f.width * 0.05,
                          .last_x = f.width * 0.95,
                          .sun = {f.width * 0.8, f.floor - f.figure * 0.76},  // Below the words.
                          .sun_radius = f.figure * 0.3,
                          .text_bottom = sky_bottom()};
        canvas_.paint(draw_illustration(order_.illustration, theme_, stage), {0, 0});
    }

    // Words of the sky end here: above the heads of the people.
    double sky_bottom() const { return format_.floor - format_.figure * 1.08; }

    void paint_sky_words() {
        const auto& f = format_;
        double y = f.top;
        const FittedText kicker{order_.kicker, room(), 9,
                                style(f.line_pt * 0.95, 7, 600, theme_.overline)};
        paint(kicker, {f.margin, y, room(), 0});
        y += kicker.height_mm() + 1.2;
        const FittedText under{order_.under, room(), 9,
                               style(f.line_pt * 1.15, 8, 600, theme_.on_sky)};
        const double below = order_.under.empty() ? 0 : under.height_mm() + 1.4;
        auto look = style(f.headline_pt, 14, 800, theme_.on_sky);
        look.face = Face::display, look.line_spacing = 1.08, look.lines_max = f.headline_lines;
        const FittedText headline{order_.headline, room(), sky_bottom() - y - below, look,
                                  Wrap::balanced};
        paint(headline, {f.margin, y, room(), 0}, "H1");
        y += headline.height_mm() + 1.4;
        if (!order_.under.empty()) paint(under, {f.margin, y, room(), 0});
    }

    void paint_total() {
        const auto& f = format_;
        auto look = style(f.total_pt, 15, 800, theme_.action);
        look.face = Face::display;
        const bool is_low = f.height < 80;
        const FittedText total{order_.total, is_low ? room() * 0.6 : room(), 24, look};
        paint(total, {f.margin, f.total_top, is_low ? room() * 0.6 : room(), 0});
        y_ = f.total_top + total.height_mm() + f.gap;
        if (is_low) {
            paint_beside(total);
        } else {
            const FittedText line{order_.total_line, room(), 12,
                                  style(f.line_pt, 9, 600, theme_.ink)};
            paint(line, {f.margin, y_, room(), 0});
            y_ += line.height_mm() + f.gap;
        }
        if (order_.percent >= 0) paint_bar();
    }

    // Where there is no height: what the sum is of, and the address, in two lines beside it.
    void paint_beside(const FittedText& total) {
        const auto& f = format_;
        const double x = f.margin + total.width_mm() + 4, width = f.width - f.margin - x;
        const FittedText line{order_.total_line, width, 6, style(f.line_pt, 7, 600, theme_.ink)};
        const FittedText address{order_.link_text, width, 6,
                                 style(f.line_pt, 7, 600, theme_.muted)};
        const double height = line.height_mm() + 0.7 + address.height_mm();
        const double top = f.total_top + std::max(0.0, (total.height_mm() - height) / 2);
        paint(line, {x, top, width, 0});
        paint(address, {x, top + line.height_mm() + 0.7, width, 0});
        y_ = std::max(y_, top + height + f.gap);
    }

    void paint_bar() {
        const auto& f = format_;
        const double full = room() * order_.percent / 100;
        canvas_.fill(box(f.margin, y_, room(), f.bar, f.bar / 2), theme_.card_shade);
        if (order_.percent > 0) {
            const auto done = mirrored({f.margin, y_, std::max(full, f.bar), f.bar});
            canvas_.fill(box(done.x, done.y, done.width, done.height, f.bar / 2), theme_.action);
        }
        y_ += f.bar + f.gap;
    }

    // On formats that are looked at on a phone nobody scans; the address is typed.
    void paint_address() {
        const auto& f = format_;
        if (f.height < 80) return;  // Beside the sum.
        const FittedText address{order_.link_text, room(), 8, style(f.line_pt, 7, 700, theme_.ink)};
        paint(address, {f.margin, y_ + 0.6, room(), 0});
    }

    void paint_code() {
        const auto& f = format_;
        const auto symbol = encode_text(order_.link, Correction::m);
        if (!symbol) return paint_address();
        const double top = y_ + 0.6;
        const auto card = mirrored({f.width - f.margin - f.code, top, f.code, f.code});
        canvas_.fill(box(card.x, card.y, card.width, card.height, 2.5), theme_.card);
        canvas_.begin_figure("QR: " + order_.link_text);
        canvas_.paint_symbol(*symbol, card, colour_of(0));
        canvas_.end_tag();
        code_ = PlacedCode{.text = order_.link,
                           .symbol = *symbol,
                           .area = card,
                           .distance_mm = screen_distance_mm};
        const double width = room() - f.code - 4;
        auto look = style(f.line_pt * 1.35, 10, 800, theme_.ink);
        look.lines_max = 3;
        const FittedText call{order_.call, width, f.code * 0.55, look, Wrap::balanced};
        auto small = style(f.line_pt, 8, 600, theme_.muted);
        small.lines_max = 2;
        const FittedText address{order_.link_text, width, f.code * 0.4, small};
        const double height = call.height_mm() + 2 + address.height_mm();
        const double y = top + (f.code - height) / 2;
        paint(call, {f.margin, y, width, 0});
        paint(address, {f.margin, y + call.height_mm() + 2, width, 0});
    }

    std::optional<PlacedCode> code_;
    double y_ = 0;  // Where the next thing on the paper begins.
    const SharePicture& order_;
    const Format& format_;
    Theme theme_;
    bool from_right_;
    Canvas& canvas_;
};

}  // namespace

const std::vector<PictureShape>& all_shapes() {
    static const std::vector<PictureShape> all{PictureShape::wide, PictureShape::square,
                                               PictureShape::tall, PictureShape::pin};
    return all;
}

std::string_view shape_name(PictureShape shape) { return format_of(shape).name; }

std::optional<PictureShape> find_shape(std::string_view name) {
    for (const auto shape : all_shapes())
        if (shape_name(shape) == name) return shape;
    return {};
}

int picture_width(PictureShape shape) {
    return static_cast<int>(format_of(shape).width * pixels_per_mm);
}
int picture_height(PictureShape shape) {
    return static_cast<int>(format_of(shape).height * pixels_per_mm);
}

PageLayout lay_out_share_picture(const SharePicture& order) {
    const auto& format = format_of(order.shape);
    const auto clean = cleaned(order);
    // The code stands below words of unknown height: painted once, coarsely, to learn where.
    auto draft = Canvas::pixels({0, 0, format.width, format.height}, 1);
    Composition composition{clean, draft};
    composition.paint_all();
    PageLayout page{{format.width, format.height}, {}, {}, [clean](Canvas& canvas) {
                        Composition{clean, canvas}.paint_all();
                    }};
    if (composition.code()) page.codes.push_back(*composition.code());
    return page;
}

std::string render_share_picture_png(const SharePicture& order) {
    const auto& format = format_of(order.shape);
    auto canvas = Canvas::pixels({0, 0, format.width, format.height}, pixels_per_mm);
    const auto clean = cleaned(order);
    Composition{clean, canvas}.paint_all();
    return canvas.finish_png();
}

}  // namespace print
