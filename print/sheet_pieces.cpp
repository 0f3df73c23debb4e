#include <algorithm>
#include <cmath>

#include "campaign/words/check.h"
#include "print/backdrop.h"
#include "print/sheet_builder.h"

namespace print {
namespace {

// Q survives weather and stickers; it is taken unless it makes the modules smaller than M would.
std::optional<Symbol> symbol_for(const std::string& link) {
    const auto usual = encode_text(link, Correction::m), strong = encode_text(link, Correction::q);
    return strong && usual && strong->version == usual->version ? strong : usual;
}

Symbol turned(Symbol symbol) {
    std::reverse(symbol.modules.begin(), symbol.modules.end());
    return symbol;
}

Path dashes(Point from, Point to, double dash) {
    Path path;
    const double length = std::hypot(to.x - from.x, to.y - from.y);
    const Point step{(to.x - from.x) / length, (to.y - from.y) / length};
    for (double at = 0; at < length; at += 2 * dash) {
        const double end = std::min(at + dash, length);
        path.move_to({from.x + step.x * at, from.y + step.y * at})
            .line_to({from.x + step.x * end, from.y + step.y * end});
    }
    return path;
}

}  // namespace

void SheetBuilder::place_ground(const Piece& piece) {
    const auto area = reaching({0, 0, leaf_.width, leaf_.height});
    now_.under.push_back([area, ink = colour(piece, "colour", "ground")](Canvas& canvas) {
        canvas.fill(box(area.x, area.y, area.width, area.height), ink);
    });
}

void SheetBuilder::place_fill(const Piece& piece) {
    const auto local = mirrored(piece.area(leaf_));
    const double corner = piece.number("radius", 0, leaf_), shade = piece.number("shade", 0, leaf_);
    const auto area = corner > 0 ? at_cell(local) : reaching(local);
    const auto& theme = dressed_.theme;
    Drawing drawing;
    if (shade > 0)
        drawing.push_back(
            {.path = box(area.x + shade, area.y + shade, area.width, area.height, corner),
             .colour = theme.card_shade});
    Shape shape{.path = box(area.x, area.y, area.width, area.height, corner),
                .colour = colour(piece, "colour", "panel")};
    if (piece.kind == "sky") {
        shape.stops = {{0, theme.sky_top}, {1, theme.sky_middle}};
        shape.from = {area.x, area.y}, shape.to = {area.x, area.bottom()};
    }
    drawing.push_back(std::move(shape));
    now_.under.push_back([drawing](Canvas& canvas) { canvas.paint(drawing, {0, 0}); });
}

void SheetBuilder::place_scene(const Piece& piece) {
    const auto local = mirrored(piece.area(leaf_));
    const auto area = reaching(local);
    const double corner = piece.number("radius", 0, leaf_);
    const double above = local.y - (area.y - cell_.area.y);  // How far it reaches over the edge.
    const double words_end = piece.number("text", local.y, leaf_) - local.y + above;
    const double floor = piece.number("floor", local.bottom(), leaf_) - local.y + above;
    Drawing drawing;
    if (dressed_.picture.is_there()) {
        const auto seen = Rect{area.x, area.y, area.width, std::min(area.height, floor)};
        pictures_.push_back(
            {"picture", seen, dressed_.picture.width(), dressed_.picture.height()});
        drawing = veil_over(seen, words_end, dressed_.theme);
        now_.under.push_back([picture = dressed_.picture, seen, drawing](Canvas& canvas) {
            canvas.cover_with_picture(picture, seen);
            canvas.paint(drawing, {0, 0});
        });
        return;
    }
    const double figure = piece.number("figure", floor * 0.3, leaf_);
    const double sun = figure * 0.36;
    const Stage stage{.width = area.width,
                      .height = area.height,
                      .floor = floor,
                      .figure_height = figure,
                      .first_x = area.width * piece.number("first", 0.05, leaf_),
                      .last_x = area.width * piece.number("last", 0.95, leaf_),
                      .sun = {area.width * piece.number("sun", 0.78, leaf_),
                              std::max(floor - figure * 1.55, words_end + sun)},
                      .sun_radius = sun,
                      .text_bottom = words_end};
    const auto& order = dressed_.order;
    const auto heading = dressed_.from_right ? Heading::left : Heading::right;
    drawing = draw_illustration(
        {scene_of(dressed_.wording.words().kind), order.look.theme, order.look.seed, heading},
        dressed_.theme, stage);
    now_.under.push_back([drawing, area, corner](Canvas& canvas) {
        canvas.begin_clip(box(area.x, area.y, area.width, area.height, corner));
        canvas.paint(drawing, {area.x, area.y});
        canvas.end_part();
    });
}

void SheetBuilder::place_code(const Piece& piece) {
    check(piece.places.size() >= 3, "a code has x, y and a side");
    const double side = piece.places[2].at(leaf_);
    const bool pays = piece.word("from") == "payment";
    const auto& words = dressed_.wording.words();
    const bool own = item_ != nullptr && !item_->link.empty();
    const auto link = pays ? words.payment : own ? item_->link : words.link;
    if (link.empty()) return;
    const Rect local = mirrored({piece.places[0].at(leaf_), piece.places[1].at(leaf_), side, side});
    const double rim = piece.number("card", 0, leaf_), corner = piece.number("radius", 2, leaf_);
    if (piece.has("card")) {
        const auto card = at_cell(local);
        now_.under.push_back([card, rim, corner](Canvas& canvas) {
            canvas.fill(box(card.x - rim, card.y - rim, card.width + 2 * rim, card.height + 2 * rim,
                            corner),
                        colour_of(0xFFFFFF));
        });
    }
    add_code(local, link, piece.number("distance", 300, leaf_),
             pays ? words.payment_text : dressed_.wording.word("link", item_));
}

void SheetBuilder::add_code(Rect local, const std::string& link, double distance,
                            std::string says) {
    const bool pays = link == dressed_.wording.words().payment;
    const auto symbol = pays ? encode_payment(link) : symbol_for(link);
    if (!symbol) {
        dressed_.warnings.push_back("A link cannot be made into a code.");
        return;
    }
    boxes_.push_back({"code", on_sheet(local)});
    codes_.push_back(
        {link, cell_.upside_down ? turned(*symbol) : *symbol, on_sheet(local), distance});
    dressed_.figures.push_back("QR: " + says);
    now_.over.push_back([symbol = *symbol, area = at_cell(local),
                         alt = dressed_.figures.back()](Canvas& canvas) {
        canvas.begin_figure(alt);
        canvas.paint_symbol(symbol, area, colour_of(0));
        canvas.end_tag();
    });
}

void SheetBuilder::place_logo(const Piece& piece) {
    if (!dressed_.logo.is_there()) return;
    const auto local = mirrored(piece.area(leaf_));
    const auto wanted = piece.word("align", "start");
    const bool starts = (wanted == "start") != dressed_.from_right;
    const auto align = wanted == "centre" ? Align::centre : starts ? Align::left : Align::right;
    dressed_.figures.push_back(dressed_.wording.words().organisation);
    now_.over.push_back([logo = dressed_.logo, area = at_cell(local), align,
                         alt = dressed_.figures.back()](Canvas& canvas) {
        canvas.begin_figure(alt);
        canvas.paint_picture(logo, area, align);
        canvas.end_tag();
    });
}

void SheetBuilder::place_line(const Piece& piece) {
    const auto ends = piece.area(leaf_);  // x, y and x, y of the other end.
    const double flip = dressed_.from_right ? leaf_.width : 0;
    const auto at = [&](double x, double y) {
        return Point{cell_.area.x + (flip > 0 ? flip - x : x), cell_.area.y + y};
    };
    const Point from = at(ends.x, ends.y), to = at(ends.width, ends.height);
    const double dash = piece.number("dash", 0, leaf_);
    Drawing drawing{{.path = dash > 0 ? dashes(from, to, dash) : Path{}.move_to(from).line_to(to),
                     .colour = colour(piece, "colour", "muted"),
                     .line_width = piece.number("line", 0.25, leaf_)}};
    now_.under.push_back([drawing](Canvas& canvas) { canvas.paint(drawing, {0, 0}); });
}

void SheetBuilder::place_disc(const Piece& piece) {
    check(piece.places.size() >= 3, "a disc has a centre and a radius");
    const double radius = piece.places[2].at(leaf_), x = piece.places[0].at(leaf_);
    const Point centre{cell_.area.x + (dressed_.from_right ? leaf_.width - x : x),
                       cell_.area.y + piece.places[1].at(leaf_)};
    Drawing drawing{{.path = circle(centre, radius),
                     .colour = colour(piece, "colour", "card"),
                     .line_width = piece.number("line", 0, leaf_)}};
    now_.under.push_back([drawing](Canvas& canvas) { canvas.paint(drawing, {0, 0}); });
}

// A frame has four places, a box to tick only its corner and side.
void SheetBuilder::place_frame(const Piece& piece) {
    Rect local;
    if (piece.kind == "tick") {
        const double side = piece.places.at(2).at(leaf_);
        local = {piece.places[0].at(leaf_), piece.places[1].at(leaf_), side, side};
    } else {
        local = piece.area(leaf_);
    }
    const auto area = at_cell(mirrored(local));
    Drawing drawing{{.path = box(area.x, area.y, area.width, area.height,
                                 piece.number("radius", piece.kind == "tick" ? 0.6 : 0, leaf_)),
                     .colour = colour(piece, "colour", "ink"),
                     .line_width = piece.number("line", 0.3, leaf_)}};
    now_.under.push_back([drawing](Canvas& canvas) { canvas.paint(drawing, {0, 0}); });
}

void SheetBuilder::place_bar(const Piece& piece) {
    const auto& progress = dressed_.wording.words().progress;
    if (!progress || progress->whole <= 0) return;
    const auto area = at_cell(mirrored(piece.area(leaf_)));
    const double share = std::clamp(double(progress->part) / double(progress->whole), 0.0, 1.0);
    const double done = std::max(area.width * share, area.height), round = area.height / 2;
    const double left = dressed_.from_right ? area.right() - done : area.x;
    Drawing drawing{
        {.path = box(area.x, area.y, area.width, area.height, round),
         .colour = dressed_.theme.card_shade},
        {.path = box(left, area.y, done, area.height, round), .colour = dressed_.theme.action}};
    now_.under.push_back([drawing](Canvas& canvas) { canvas.paint(drawing, {0, 0}); });
}

}  // namespace print
