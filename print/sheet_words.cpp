#include <algorithm>
#include <cmath>
#include <map>

#include "campaign/words/check.h"
#include "print/lettering.h"
#include "print/sheet_builder.h"

namespace print {
namespace {

constexpr double shrink = 0.94;
constexpr int steps_max = 14;
// Digits stand without what letters need above and below: caps of Inter are 0.727 em high.
constexpr double cap_em = 0.73;

double room_for(const std::string& align, double spare) {
    return align == "middle" ? spare / 2 : align == "bottom" ? spare : 0;
}

const char* tag_of(const Piece& piece) {
    const auto tag = piece.word("tag", "P");
    return tag == "H1" ? "H1" : tag == "H2" ? "H2" : "P";
}

// "translation2" of "{translation2}": whose language its letters are in.
std::string named_in(const std::string& content) {
    if (!content.starts_with("{translation")) return {};
    return content.substr(1, content.find('}') - 1);
}

}  // namespace

TextStyle SheetBuilder::style_of(const Piece& piece, double scale) const {
    const double size = points(piece, "size", 12);
    const double smallest = std::min(points(piece, "min", std::clamp(size * 0.6, 7.0, 12.0)), size);
    const auto align = piece.word("align", "start");
    const bool starts = (align == "start") != dressed_.from_right;
    const int weight = static_cast<int>(piece.number("weight", 500, leaf_));
    TextStyle style{
        .colour = colour(piece, "colour", "ink"),
        .size_pt = std::max(size * scale, smallest),
        .smallest_pt = smallest,
        .weight = weight,
        .align = align == "centre" ? Align::centre
                 : starts          ? Align::left
                                   : Align::right,
        .face = size >= 20 || piece.word("face") == "display" ? Face::display : Face::text,
        .line_spacing = piece.number("space", size >= 20 ? 1.12 : 1.3, leaf_),
        .lines_max = static_cast<int>(piece.number("lines", 1, leaf_)),
        .language = dressed_.wording.language_of(named_in(piece.content))};
    return style;
}

SheetBuilder::Text SheetBuilder::fit(const Piece& piece, const std::string& words, Rect room,
                                     double scale) const {
    const auto style = style_of(piece, scale);
    const bool balanced =
        piece.word("wrap") == "balanced" ||
        (!piece.has("wrap") && (style.align == Align::centre || style.face == Face::display));
    const double height =
        (piece.has("tight") ? room.height * (ascent_em + descent_em) / cap_em : room.height) - 0.2;
    return std::make_shared<FittedText>(words, room.width, height, style,
                                        balanced ? Wrap::balanced : Wrap::natural);
}

void SheetBuilder::add_text(const Piece& piece, const Text& text, Rect room, const char* tag) {
    const double height = text->height_mm();
    Rect taken = room;
    double lift = 0;
    if (piece.has("tight")) {
        const double em = text->size_pt() / points_per_mm, capital = em * cap_em;
        taken.y += room_for(piece.word("valign"), room.height - capital);
        taken.height = capital, lift = em * (ascent_em - cap_em);
    } else {
        taken.y += room_for(piece.word("valign"), std::max(0.0, room.height - height));
        taken.height = height;
    }
    taken = mirrored(taken);
    add_box(piece.name, taken, text);
    const auto area = at_cell(taken);
    now_.over.push_back([text, tag, at = Point{area.x, area.y - lift}](Canvas& canvas) {
        canvas.begin_tag(tag);
        canvas.paint_text(*text, at);
        canvas.end_tag();
    });
}

void SheetBuilder::place_text(const Piece& piece) {
    const auto words = dressed_.wording.filled(piece.content, item_);
    if (words.empty()) return;
    const auto room = piece.area(leaf_);
    add_text(piece, fit(piece, words, room), room, tag_of(piece));
}

// One line below another, as large as there is room for; what has no words takes none.
void SheetBuilder::place_stack(const Piece& stack) {
    const auto room = stack.area(leaf_);
    struct Entry {
        const Piece* piece;
        std::string words;
        Text text = {};
        double gap = 0;
        std::map<double, Text> tried = {};  // By scale: measuring words costs most of a sheet.
    };
    std::vector<Entry> entries;
    for (const auto& line : stack.lines) {
        if (line.kind != "item" || !is_wanted(line)) continue;
        auto words = dressed_.wording.filled(line.content, item_);
        if (!words.empty()) entries.push_back({&line, std::move(words)});
    }
    const double usual_gap = stack.number("gap", 1.2, leaf_);
    double used = 0;
    const auto set_in = [&](double scale) {
        used = 0;
        for (auto& entry : entries) {
            auto& text = entry.tried[scale];
            if (!text) text = fit(*entry.piece, entry.words, room, scale);
            entry.text = text;
            entry.gap = used > 0 ? entry.piece->number("gap", usual_gap, leaf_) * scale : 0;
            used += entry.gap + entry.text->height_mm();
        }
        return used <= room.height + 0.01;
    };
    const double most = stack.number("grow", 1, leaf_);
    int low = 0, high = steps_max;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (set_in(most * std::pow(shrink, middle)))
            high = middle;
        else
            low = middle + 1;
    }
    while (!set_in(most * std::pow(shrink, low)) && entries.size() > 1) {
        dressed_.warnings.push_back("There was no room for the " + entries.back().piece->name +
                                    ".");
        entries.pop_back();
    }
    double y = room.y + room_for(stack.word("valign"), room.height - used);
    for (const auto& entry : entries) {
        y += entry.gap;
        auto plain = *entry.piece;
        plain.settings.erase("valign");
        add_text(plain, entry.text, {room.x, y, room.width, entry.text->height_mm()},
                 tag_of(*entry.piece));
        y += entry.text->height_mm();
    }
}

// A line to write on, with small words above its beginning.
void SheetBuilder::place_field(const Piece& piece) {
    const auto words = dressed_.wording.filled(piece.content, item_);
    const auto room = piece.area(leaf_);
    const double y = cell_.area.y + room.bottom();
    Drawing drawing{{.path = Path{}
                                 .move_to({at_cell(mirrored(room)).x, y})
                                 .line_to({at_cell(mirrored(room)).right(), y}),
                     .colour = dressed_.theme.ink,
                     .line_width = 0.25}};
    now_.under.push_back([drawing](Canvas& canvas) { canvas.paint(drawing, {0, 0}); });
    if (!words.empty()) add_text(piece, fit(piece, words, room), room, "P");
}

}  // namespace print
