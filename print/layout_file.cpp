#include "print/layout_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <set>
#include <sstream>

#include "campaign/words/check.h"

namespace print {
namespace {

// What may stand before "=" in a file; a typing error is found by the test that reads them all.
const std::set<std::string, std::less<>> known_settings{
    "size",   "min",    "weight", "colour",   "lines",    "align",   "valign", "face",   "tag",
    "wrap",   "space",  "gap",    "radius",   "line",     "dash",    "floor",  "figure", "text",
    "sun",    "with",   "grow",   "distance", "card",     "row",     "width",  "shade",  "language",
    "paper",  "family", "title",  "items",    "composer", "order",   "grid",   "at",     "step",
    "corner", "shape",  "turn",   "backs",    "again",    "cut",     "level",  "fade",   "head",
    "strips", "tight",  "first",  "last",     "opacity",  "without", "format", "from",   "side"};

const std::set<std::string, std::less<>> known_kinds{
    "ground", "fill", "sky", "scene", "text",   "stack", "item", "code",    "logo", "rule",
    "frame",  "disc", "bar", "table", "column", "field", "tick", "picture", "mark", "table_rows"};

struct Where {
    [[noreturn]] void object(const std::string& why) const {
        check(false, std::string{path} + ":" + std::to_string(line) + ": " + why);
        std::abort();
    }
    std::string_view path;
    int line = 0;
};

// Words between spaces; what stands in quotes is one word, without them.
std::vector<std::string> split_words(std::string_view line) {
    std::vector<std::string> words;
    std::string word;
    bool quoted = false, begun = false;
    for (const char c : line) {
        if (c == '#' && !quoted && !begun) break;
        if (c == '"') {
            quoted = !quoted, begun = true;
        } else if (c == ' ' && !quoted) {
            if (begun) words.push_back(word);
            word.clear(), begun = false;
        } else {
            word += c, begun = true;
        }
    }
    if (begun) words.push_back(word);
    return words;
}

// "key=value"; a word without a key is one of those that come in order.
struct Line {
    std::string kind;
    std::vector<std::string> plain;
    std::map<std::string, std::string> settings;
};

std::optional<Line> read_line_of(std::string_view text, const Where& where) {
    const auto words = split_words(text);
    if (words.empty()) return {};
    Line line{words[0], {}, {}};
    for (std::size_t i = 1; i < words.size(); ++i) {
        const auto equals = words[i].find('=');
        const auto key = words[i].substr(0, equals);
        if (equals == std::string::npos || equals == 0) {
            line.plain.push_back(words[i]);
            continue;
        }
        if (!known_settings.contains(key)) where.object("what is " + key + "?");
        line.settings[key] = words[i].substr(equals + 1);
    }
    return line;
}

std::vector<std::string> split_at(const std::string& text, char mark) {
    std::vector<std::string> parts;
    std::stringstream stream{text};
    for (std::string part; std::getline(stream, part, mark);) parts.push_back(part);
    return parts;
}

double plain_number(const std::string& text) { return read_measure(text).plain; }

Piece piece_from(const Line& line, const Where& where) {
    if (!known_kinds.contains(line.kind)) where.object("what is a " + line.kind + "?");
    Piece piece{.kind = line.kind,
                .name = {},
                .content = {},
                .places = {},
                .settings = line.settings,
                .lines = {}};
    static const std::set<std::string, std::less<>> named{"text", "item", "column", "field",
                                                          "mark"};
    std::size_t at = 0;
    if (named.contains(line.kind)) {
        if (line.plain.size() < 2) where.object("a name and its words are missing");
        piece.name = line.plain[0], piece.content = line.plain[1], at = 2;
    }
    for (; at < line.plain.size(); ++at) piece.places.push_back(read_measure(line.plain[at]));
    return piece;
}

Size paper_size(const std::string& text, const Where& where) {
    static const std::map<std::string, Size> papers{{"a2", {420, 594}},
                                                    {"a3", {297, 420}},
                                                    {"a4", {210, 297}},
                                                    {"a5", {148, 210}},
                                                    {"a6", {105, 148}},
                                                    {"a4-landscape", {297, 210}},
                                                    {"a5-landscape", {210, 148}},
                                                    {"letter", {215.9, 279.4}},
                                                    {"letter-landscape", {279.4, 215.9}},
                                                    {"tabloid", {279.4, 431.8}}};
    if (const auto found = papers.find(text); found != papers.end()) return found->second;
    const auto sides = split_at(text, 'x');
    if (sides.size() != 2) where.object("what paper is " + text + "?");
    return {plain_number(sides[0]), plain_number(sides[1])};
}

Grid grid_from(const Line& line, const Where& where) {
    if (line.plain.size() != 5) where.object("a leaf, x, y, width and height");
    Grid grid;
    grid.leaf = line.plain[0];
    grid.first = {plain_number(line.plain[1]), plain_number(line.plain[2]),
                  plain_number(line.plain[3]), plain_number(line.plain[4])};
    const auto setting = [&](const char* key) {
        const auto found = line.settings.find(key);
        return found == line.settings.end() ? std::string{} : found->second;
    };
    if (const auto counts = split_at(setting("grid"), 'x'); counts.size() == 2)
        grid.columns = std::stoi(counts[0]), grid.rows = std::stoi(counts[1]);
    grid.dx = grid.first.width, grid.dy = grid.first.height;
    if (const auto step = split_at(setting("step"), 'x'); step.size() == 2)
        grid.dx = plain_number(step[0]), grid.dy = plain_number(step[1]);
    grid.corner = plain_number(setting("corner"));
    grid.round = setting("shape") == "round";
    grid.upside_down = setting("turn") == "180";
    grid.backs = setting("backs") == "yes", grid.again = setting("again") == "yes";
    grid.cut = setting("cut");
    return grid;
}

ProductLayout layout_from(const Line& line, const Where& where) {
    if (line.plain.size() != 1) where.object("a layout has one name");
    ProductLayout layout;
    const auto setting = [&](const char* key) {
        const auto found = line.settings.find(key);
        return found == line.settings.end() ? std::string{} : found->second;
    };
    const auto items = setting("items");
    layout.summary = {.name = line.plain[0],
                      .title = setting("title"),
                      .family = setting("family"),
                      .sheet = paper_size(setting("paper"), where),
                      .items = items == "must"  ? ItemsWanted::must
                               : items == "may" ? ItemsWanted::may
                                                : ItemsWanted::none,
                      .a_sheet = 1,
                      .is_label_sheet = false};
    layout.composer = setting("composer");
    layout.settings = line.settings;
    layout.sheet_by_sheet = setting("order") != "plans";
    return layout;
}

// Where the reader stands: in a leaf, or on a sheet of a layout.
struct Reader {
    void take(const Line& line) {
        if (line.kind == "leaf") return begin_leaf(line);
        if (line.kind == "layout") return begin_layout(line);
        if (line.kind == "sheet") return begin_sheet();
        if (line.kind == "use") return use(line);
        if (line.kind == "end") return end();
        auto piece = piece_from(line, where);
        const bool opens = piece.kind == "stack" || piece.kind == "table";
        auto& list = inside != nullptr ? inside->lines : pieces();
        list.push_back(std::move(piece));
        if (opens) inside = &list.back();
    }
    void begin_leaf(const Line& line) {
        if (line.plain.size() != 1) where.object("a leaf has one name");
        leaf = &catalogue.leaves[line.plain[0]];
        leaf->name = line.plain[0], layout = nullptr;
    }
    void begin_layout(const Line& line) {
        catalogue.layouts.push_back(layout_from(line, where));
        layout = &catalogue.layouts.back(), leaf = nullptr;
    }
    void begin_sheet() {
        if (layout == nullptr) where.object("a sheet belongs to a layout");
        layout->sheets.emplace_back();
    }
    void use(const Line& line) {
        if (layout == nullptr) where.object("only a layout uses a leaf");
        if (layout->sheets.empty()) layout->sheets.emplace_back();
        layout->sheets.back().grids.push_back(grid_from(line, where));
        const auto& grid = layout->sheets.front().grids.front();
        layout->summary.a_sheet = grid.columns * grid.rows;
    }
    void end() {
        if (inside == nullptr) where.object("nothing is open");
        inside = nullptr;
    }
    std::vector<Piece>& pieces() {
        if (leaf != nullptr) return leaf->pieces;
        if (layout == nullptr) where.object("a box belongs to a leaf");
        if (layout->sheets.empty()) layout->sheets.emplace_back();
        return layout->sheets.back().marks;
    }

    Catalogue& catalogue;
    Where where;
    Leaf* leaf = nullptr;
    ProductLayout* layout = nullptr;
    Piece* inside = nullptr;
};

}  // namespace

// "12.5", "W", ".5H-10", "W-2H+3".
Measure read_measure(std::string_view text) {
    Measure measure;
    for (std::size_t at = 0; at < text.size();) {
        double sign = 1;
        if (text[at] == '-' || text[at] == '+') sign = text[at++] == '-' ? -1 : 1;
        double value = 1;
        const auto* begin = text.data() + at;
        const auto read = std::from_chars(begin, text.data() + text.size(), value);
        const auto length = static_cast<std::size_t>(read.ptr - begin);
        if (read.ec != std::errc{}) value = 1;
        if (read.ec == std::errc{}) at += length;
        const char unit = at < text.size() ? text[at] : ' ';
        check(length > 0 || unit == 'W' || unit == 'H',
              "a measure can be read: " + std::string{text});
        double& part = unit == 'W'   ? measure.of_width
                       : unit == 'H' ? measure.of_height
                                     : measure.plain;
        part += sign * value;
        if (unit == 'W' || unit == 'H') ++at;
    }
    return measure;
}

void read_layout_file(std::string_view text, std::string_view path, Catalogue& to) {
    Reader reader{.catalogue = to, .where = {path, 0}};
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find('\n', from), text.size());
        ++reader.where.line;
        if (const auto line = read_line_of(text.substr(from, end - from), reader.where))
            reader.take(*line);
        from = end + 1;
    }
}

}  // namespace print
