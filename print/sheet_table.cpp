#include <algorithm>

#include "print/sheet_builder.h"

namespace print {
namespace {

constexpr double padding = 1.6, rule_width = 0.2;

double width_of(const Piece& column, Size leaf) { return column.number("width", 20, leaf); }

const Piece* table_of(const Leaf& leaf) {
    const auto found =
        std::ranges::find(leaf.pieces, "table", [](const Piece& piece) { return piece.kind; });
    return found == leaf.pieces.end() ? nullptr : &*found;
}

}  // namespace

int rows_of(const Piece& table, Size leaf) {
    const double head = table.number("head", 8, leaf), row = table.number("row", 9, leaf);
    return std::max(1, static_cast<int>((table.area(leaf).height - head) / row + 0.001));
}

int rows_of(const Leaf& leaf, Size size) {
    const auto* table = table_of(leaf);
    return table == nullptr ? 1 : rows_of(*table, size);
}

double SheetBuilder::place_head(const Piece& table, Rect area) {
    const double head = table.number("head", 8, leaf_);
    const auto band = at_cell(mirrored({area.x, area.y, area.width, head}));
    now_.under.push_back([band, panel = dressed_.theme.panel](Canvas& canvas) {
        canvas.fill(box(band.x, band.y, band.width, band.height), panel);
    });
    double x = area.x;
    for (const auto& column : table.lines) {
        const double width = width_of(column, leaf_);
        auto look = column;
        look.name = "heading of a column";
        look.settings["weight"] = "700", look.settings["size"] = "8.5", look.settings["min"] = "6";
        look.settings["lines"] = "2", look.settings["valign"] = "middle";
        look.settings.erase("tight");
        const auto words = dressed_.wording.filled("{#" + column.name + "}", item_);
        const Rect room{x + padding, area.y + 0.6, width - 2 * padding, head - 1.2};
        if (!words.empty()) add_text(look, fit(look, words, room), room, "P");
        x += width;
    }
    return head;
}

void SheetBuilder::place_row(const Piece& table, Rect row, const ProductItem* item) {
    double x = row.x;
    Drawing rules;
    for (const auto& column : table.lines) {
        const double width = width_of(column, leaf_);
        const Rect room{x + padding, row.y + 0.4, width - 2 * padding, row.height - 0.8};
        if (column.content == "tick") {
            const double side = std::min({5.0, row.height - 3, width - 2 * padding});
            const auto place = at_cell(
                mirrored({x + (width - side) / 2, row.y + (row.height - side) / 2, side, side}));
            rules.push_back({.path = box(place.x, place.y, side, side, 0.6),
                             .colour = dressed_.theme.ink,
                             .line_width = 0.3});
        } else if (column.content == "code") {
            const auto& own =
                item != nullptr && !item->link.empty() ? item->link : dressed_.wording.words().link;
            const double side = std::min(row.height - 0.6, width - 0.6);
            if (!own.empty())
                add_code(
                    mirrored({x + (width - side) / 2, row.y + (row.height - side) / 2, side, side}),
                    own, column.number("distance", 250, leaf_),
                    dressed_.wording.word("link", item));
        } else if (item != nullptr) {
            auto look = column;
            look.settings.try_emplace("valign", "middle");
            look.settings.try_emplace("lines", "2");
            const auto words = dressed_.wording.filled(column.content, item);
            if (!words.empty()) add_text(look, fit(look, words, room), room, "P");
        }
        x += width;
        if (&column == &table.lines.back()) break;
        const auto edge = at_cell(mirrored({x, row.y, 0, row.height}));
        rules.push_back({.path = Path{}.move_to({edge.x, edge.y}).line_to({edge.x, edge.bottom()}),
                         .colour = dressed_.theme.card_shade,
                         .line_width = rule_width});
    }
    const auto whole = at_cell(mirrored(row));
    rules.push_back(
        {.path = Path{}.move_to({whole.x, whole.bottom()}).line_to({whole.right(), whole.bottom()}),
         .colour = dressed_.theme.muted,
         .line_width = rule_width});
    now_.under.push_back([rules](Canvas& canvas) { canvas.paint(rules, {0, 0}); });
}

// Rows without an item stay empty: to be written in by hand.
void SheetBuilder::place_table(const Piece& table) {
    const auto area = table.area(leaf_);
    const double row = table.number("row", 9, leaf_), head = place_head(table, area);
    const int rows = rows_of(table, leaf_);
    for (int i = 0; i < rows; ++i) {
        const Rect line{area.x, area.y + head + row * i, area.width, row};
        const auto which = static_cast<std::size_t>(i);
        place_row(table, line, which < items_.size() ? items_[which] : nullptr);
    }
}

}  // namespace print
