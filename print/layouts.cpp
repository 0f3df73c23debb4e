// The data files of print/layouts become the catalogue that everybody asks.
#include <algorithm>
#include <array>
#include <sstream>

#include "campaign/words/check.h"
#include "campaign/words/resource.h"
#include "print/layout_file.h"
#include "print/lettering.h"

namespace print {
namespace {

// In the order people look for them.
constexpr std::array files{"posters",   "leaflets", "tents",  "cards",       "bibs",
                           "badges",    "stickers", "bucket", "certificate", "pledge",
                           "envelopes", "lists",    "social"};

constexpr double mm_per_inch = 25.4;

Catalogue read_all() {
    Catalogue all;
    for (const std::string name : files) {
        const auto path = "print/layouts/" + name + ".layout";
        const auto text = find_resource(path);
        check(text.has_value(), "the program carries " + path);
        read_layout_file(*text, path, all);
    }
    const auto sheets = find_resource("print/layouts/label_sheets.txt");
    check(sheets.has_value(), "the program carries the label sheets");
    read_label_sheets(*sheets, all);
    for (const auto& layout : all.layouts)
        for (const auto& plan : layout.sheets)
            for (const auto& grid : plan.grids)
                check(all.leaves.contains(grid.leaf), "there is a leaf " + grid.leaf);
    return all;
}

// A row of the table: what is sold under which number, and the leaves that suit it.
struct LabelSheet {
    std::string id, paper, unit, shape, faces, title;
    double width, height, x0, y0, dx, dy, corner;
    int columns, rows;
};

std::string kind_words(const LabelSheet& sheet, std::string_view prefix) {
    if (prefix == "labels") return "Envelope labels";
    if (prefix == "badges") return "Badges";
    if (prefix == "cards") return "Cards";
    return sheet.shape == "round" ? "Round stickers" : "Stickers";
}

ProductLayout layout_of(const LabelSheet& sheet, const std::string& face, std::string prefix,
                        ItemsWanted items) {
    const double unit = sheet.unit == "in" ? mm_per_inch : 1;
    ProductLayout layout;
    std::string id = sheet.id;
    std::transform(id.begin(), id.end(), id.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const auto family = prefix == "labels" ? "envelopes" : prefix;
    layout.summary = {.name = prefix + "-" + id,
                      .title = kind_words(sheet, prefix) + " " + sheet.title,
                      .family = family,
                      .sheet = sheet.paper == "a4" ? Size{210, 297} : Size{215.9, 279.4},
                      .items = items,
                      .a_sheet = sheet.columns * sheet.rows,
                      .is_label_sheet = true};
    Grid grid;
    grid.leaf = face;
    grid.first = {sheet.x0 * unit, sheet.y0 * unit, sheet.width * unit, sheet.height * unit};
    grid.columns = sheet.columns, grid.rows = sheet.rows;
    grid.dx = sheet.dx * unit, grid.dy = sheet.dy * unit, grid.corner = sheet.corner * unit;
    grid.round = sheet.shape == "round";
    layout.sheets.push_back({{grid}, {}});
    return layout;
}

}  // namespace

void read_label_sheets(std::string_view text, Catalogue& to) {
    std::istringstream lines{std::string{text}};
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream words{line};
        LabelSheet sheet;
        words >> sheet.id >> sheet.paper >> sheet.unit >> sheet.width >> sheet.height >>
            sheet.columns >> sheet.rows >> sheet.x0 >> sheet.y0 >> sheet.dx >> sheet.dy >>
            sheet.corner >> sheet.shape >> sheet.faces;
        check(!words.fail(), "a label sheet can be read: " + line);
        std::getline(words >> std::ws, sheet.title);
        std::istringstream faces{sheet.faces};
        for (std::string face; std::getline(faces, face, ',');) {
            const bool named = face == "badge" || face == "envelope-label";
            const std::string prefix = face == "badge"            ? "badges"
                                       : face == "envelope-label" ? "labels"
                                       : face.starts_with("card") ? "cards"
                                                                  : "stickers";
            to.layouts.push_back(
                layout_of(sheet, face, prefix, named ? ItemsWanted::must : ItemsWanted::may));
        }
    }
}

bool prints_word(std::string_view layout_name, std::string_view word) {
    const auto* layout = find_product_layout(layout_name);
    check(layout != nullptr, "there is a layout of this name");
    if (layout->composer == "poster") return word != "summary";
    if (layout->composer == "picture") return word != "summary" && word != "after";
    const auto names_it = [word](const Piece& piece) {
        const std::string_view text = piece.content, before = "{|?", behind = "}|?";
        for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
            const auto end = at + word.size();
            if (at > 0 && before.find(text[at - 1]) != before.npos && end < text.size() &&
                behind.find(text[end]) != behind.npos)
                return true;
        }
        return false;
    };
    for (const auto& plan : layout->sheets)
        for (const auto& grid : plan.grids)
            for (const auto& piece : catalogue().leaves.at(grid.leaf).pieces)
                if (names_it(piece) || std::ranges::any_of(piece.lines, names_it)) return true;
    return false;
}

std::string Piece::word(const std::string& key, const std::string& otherwise) const {
    const auto found = settings.find(key);
    return found == settings.end() ? otherwise : found->second;
}

double Piece::number(const std::string& key, double otherwise, Size leaf) const {
    const auto found = settings.find(key);
    return found == settings.end() ? otherwise : read_measure(found->second).at(leaf);
}

Rect Piece::area(Size leaf) const {
    check(places.size() >= 4, "a " + kind + " has x, y, width and height");
    return {places[0].at(leaf), places[1].at(leaf), places[2].at(leaf), places[3].at(leaf)};
}

const Catalogue& catalogue() {
    static const Catalogue all = read_all();
    return all;
}

const ProductLayout* find_product_layout(std::string_view name) {
    const auto& all = catalogue().layouts;
    const auto found = std::ranges::find(all, name, [](const ProductLayout& layout) {
        return std::string_view{layout.summary.name};
    });
    return found == all.end() ? nullptr : &*found;
}

std::vector<LayoutSummary> all_layouts() {
    std::vector<std::string> families;
    for (const auto& layout : catalogue().layouts)
        if (std::ranges::find(families, layout.summary.family) == families.end())
            families.push_back(layout.summary.family);
    std::vector<LayoutSummary> summaries;
    for (const auto& family : families)
        for (const auto& layout : catalogue().layouts)
            if (layout.summary.family == family) summaries.push_back(layout.summary);
    return summaries;
}

std::optional<LayoutSummary> find_layout(std::string_view name) {
    const auto* layout = find_product_layout(name);
    if (layout == nullptr) return {};
    return layout->summary;
}

}  // namespace print
