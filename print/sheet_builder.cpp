#include "print/sheet_builder.h"

#include <algorithm>
#include <cmath>

#include "campaign/words/check.h"
#include "print/lettering.h"

namespace print {
namespace {

Rect reach_of(const Cell& cell) {
    return {cell.area.x - cell.left, cell.area.y - cell.top,
            cell.area.width + cell.left + cell.right, cell.area.height + cell.top + cell.bottom};
}

Path outline_of(const Cell& cell) {
    if (cell.round)
        return circle({cell.area.x + cell.area.width / 2, cell.area.y + cell.area.height / 2},
                      cell.area.width / 2 + cell.left);
    const auto reach = reach_of(cell);
    return box(reach.x, reach.y, reach.width, reach.height);
}

bool is_same(const Cell& one, const Cell& other) {
    return one.area.width == other.area.width && one.area.height == other.area.height &&
           one.left == other.left && one.top == other.top && one.right == other.right &&
           one.bottom == other.bottom && one.round == other.round &&
           one.upside_down == other.upside_down;
}

}  // namespace

SheetBuilder::SheetBuilder(Dressed& dressed, Size sheet) : dressed_{dressed}, sheet_{sheet} {}

// What nobody is named on is put together once and stamped where it is the same again.
void SheetBuilder::place(const Leaf& leaf, const Cell& cell, Items items) {
    for (const auto& done : stamps_)
        if (items.empty() && done.leaf == &leaf && is_same(done.cell, cell))
            return stamp(done, cell);
    const Stamp made{&leaf, cell, under_.size(), boxes_.size(), codes_.size(), 0, 0};
    compose(leaf, cell, items);
    if (!items.empty()) return;
    stamps_.push_back(made);
    stamps_.back().boxes_end = boxes_.size(), stamps_.back().codes_end = codes_.size();
}

void SheetBuilder::stamp(const Stamp& done, const Cell& cell) {
    const Point by{cell.area.x - done.cell.area.x, cell.area.y - done.cell.area.y};
    const auto moved = [by](const Stroke& stroke) -> Stroke {
        return [stroke, by](Canvas& canvas) {
            canvas.begin_shift(by);
            stroke(canvas);
            canvas.end_part();
        };
    };
    for (auto i = done.boxes; i < done.boxes_end; ++i) {
        auto box = boxes_[i];
        box.area.x += by.x, box.area.y += by.y;
        boxes_.push_back(std::move(box));
    }
    for (auto i = done.codes; i < done.codes_end; ++i) {
        auto code = codes_[i];
        code.area.x += by.x, code.area.y += by.y;
        codes_.push_back(std::move(code));
        dressed_.figures.push_back(dressed_.wording.word("link", nullptr));
    }
    const auto under = under_[done.stroke], over = over_[done.stroke];
    under_.push_back(moved(under)), over_.push_back(moved(over));
}

void SheetBuilder::compose(const Leaf& leaf, const Cell& cell, Items items) {
    cell_ = cell, items_ = items;
    item_ = items.empty() ? nullptr : items.front();
    leaf_ = {cell.area.width, cell.area.height};
    if (rows_of(leaf, leaf_) > 1) item_ = nullptr;  // Around a table nobody is meant alone.
    now_ = {};
    for (const auto& piece : leaf.pieces)
        if (is_wanted(piece)) place_piece(piece);
    const Point centre{cell.area.x + cell.area.width / 2, cell.area.y + cell.area.height / 2};
    const auto part = [&](std::vector<Stroke> strokes, bool clipped) -> Stroke {
        return [strokes = std::move(strokes), clipped, outline = outline_of(cell), centre,
                turned = cell.upside_down, reach = reach_of(cell)](Canvas& canvas) {
            if (!canvas.sees(reach)) return;
            if (clipped) canvas.begin_clip(outline);
            if (turned) canvas.begin_turn(centre, 180);
            for (const auto& stroke : strokes) stroke(canvas);
            if (turned) canvas.end_part();
            if (clipped) canvas.end_part();
        };
    };
    under_.push_back(part(std::move(now_.under), true));
    over_.push_back(part(std::move(now_.over), false));
}

void SheetBuilder::place_marks(const std::vector<Piece>& marks) {
    compose({.name = "marks", .pieces = marks}, {.area = {0, 0, sheet_.width, sheet_.height}}, {});
}

// Fine lines where pieces come apart: across the sheet, or only at its edges.
void SheetBuilder::cut_between(const Grid& grid) {
    if (grid.cut.empty()) return;
    const bool lines = grid.cut == "lines";
    Drawing drawing;
    const double right = grid.first.x + grid.dx * (grid.columns - 1) + grid.first.width;
    const double bottom = grid.first.y + grid.dy * (grid.rows - 1) + grid.first.height;
    const auto mark = [&](Point from, Point to) {
        drawing.push_back({.path = Path{}.move_to(from).line_to(to),
                           .colour = colour_of(lines ? 0x9AA3AB : 0x30363C),
                           .line_width = lines ? 0.15 : 0.12});
    };
    const auto upright = [&](double x) {
        if (x < 0.5 || x > sheet_.width - 0.5) return;
        if (lines) return mark({x, 0}, {x, sheet_.height});
        mark({x, std::max(0.0, grid.first.y - 7)}, {x, grid.first.y - 2});
        mark({x, bottom + 2}, {x, std::min(sheet_.height, bottom + 7)});
    };
    const auto level = [&](double y) {
        if (y < 0.5 || y > sheet_.height - 0.5) return;
        if (lines) return mark({0, y}, {sheet_.width, y});
        mark({std::max(0.0, grid.first.x - 7), y}, {grid.first.x - 2, y});
        mark({right + 2, y}, {std::min(sheet_.width, right + 7), y});
    };
    for (int i = 0; i < grid.columns; ++i) {
        upright(grid.first.x + grid.dx * i);
        if (i == grid.columns - 1 || grid.dx > grid.first.width + 0.1)
            upright(grid.first.x + grid.dx * i + grid.first.width);
    }
    for (int i = 0; i < grid.rows; ++i) {
        level(grid.first.y + grid.dy * i);
        if (i == grid.rows - 1 || grid.dy > grid.first.height + 0.1)
            level(grid.first.y + grid.dy * i + grid.first.height);
    }
    marks_.push_back([drawing](Canvas& canvas) { canvas.paint(drawing, {0, 0}); });
}

void SheetBuilder::place_proof() {
    const auto& words = dressed_.wording.words();
    if (words.proof_text.empty()) return;
    const double size = std::min(sheet_.width, sheet_.height) * 0.85;
    const TextStyle look{.colour = dressed_.theme.action,
                         .size_pt = size,
                         .smallest_pt = size / 8,
                         .weight = 800,
                         .align = Align::centre,
                         .face = print::Face::display,
                         .lines_max = 1,
                         .language = words.language};
    const auto mark = std::make_shared<FittedText>(words.proof_text, sheet_.width * 0.9,
                                                   sheet_.height * 0.3, look);
    proof_.push_back([mark, size_ = sheet_](Canvas& canvas) {
        for (const double y : {0.2, 0.5, 0.8})
            canvas.paint_turned_text(*mark, {size_.width / 2, size_.height * y}, -24, 0.42);
    });
}

PageLayout SheetBuilder::finish() {
    std::vector<Stroke> steps;
    steps.push_back([size = sheet_](Canvas& canvas) {
        canvas.fill(box(0, 0, size.width, size.height), colour_of(0xFFFFFF));
    });
    steps.insert(steps.end(), under_.begin(), under_.end());
    steps.insert(steps.end(), marks_.begin(), marks_.end());
    steps.push_back([](Canvas& canvas) { canvas.begin_tag("Document"); });
    steps.insert(steps.end(), over_.begin(), over_.end());
    steps.insert(steps.end(), proof_.begin(), proof_.end());
    steps.push_back([](Canvas& canvas) { canvas.end_tag(); });
    return {sheet_, std::move(boxes_), std::move(codes_),
            [steps](Canvas& canvas) {
                for (const auto& step : steps) step(canvas);
            },
            std::move(pictures_)};
}

bool SheetBuilder::is_wanted(const Piece& piece) const {
    const auto there = [&](const std::string& name) {
        if (name == "logo") return dressed_.logo.is_there();
        if (name == "picture") return dressed_.picture.is_there();
        if (name == "payment_code") return !dressed_.wording.words().payment.empty();
        if (name == "code")
            return !(item_ != nullptr && !item_->link.empty() ? item_->link
                                                              : dressed_.wording.words().link)
                        .empty();
        if (name == "progress") return dressed_.wording.words().progress.has_value();
        return !dressed_.wording.word(name, item_).empty();
    };
    if (piece.has("with") && !there(piece.word("with"))) return false;
    return !piece.has("without") || !there(piece.word("without"));
}

void SheetBuilder::place_piece(const Piece& piece) {
    using Place = void (SheetBuilder::*)(const Piece&);
    static const std::map<std::string, Place> places{
        {"ground", &SheetBuilder::place_ground}, {"fill", &SheetBuilder::place_fill},
        {"sky", &SheetBuilder::place_fill},      {"scene", &SheetBuilder::place_scene},
        {"text", &SheetBuilder::place_text},     {"stack", &SheetBuilder::place_stack},
        {"code", &SheetBuilder::place_code},     {"logo", &SheetBuilder::place_logo},
        {"rule", &SheetBuilder::place_line},     {"disc", &SheetBuilder::place_disc},
        {"frame", &SheetBuilder::place_frame},   {"tick", &SheetBuilder::place_frame},
        {"bar", &SheetBuilder::place_bar},       {"field", &SheetBuilder::place_field},
        {"table", &SheetBuilder::place_table}};
    const auto found = places.find(piece.kind);
    check(found != places.end(), "a " + piece.kind + " can be placed on a sheet");
    (this->*found->second)(piece);
}

double SheetBuilder::points(const Piece& piece, const std::string& key, double otherwise) const {
    if (!piece.has(key)) return otherwise;
    const auto measure = read_measure(piece.word(key));
    return measure.plain + (measure.at(leaf_) - measure.plain) * points_per_mm;
}

Colour SheetBuilder::colour(const Piece& piece, const std::string& key,
                            const std::string& otherwise) const {
    const auto& theme = dressed_.theme;
    const std::map<std::string, Colour> named{
        {"ink", theme.ink},          {"muted", theme.muted},         {"action", theme.action},
        {"on_sky", theme.on_sky},    {"overline", theme.overline},   {"sun", theme.sun},
        {"ground", theme.ground},    {"panel", theme.panel},         {"card", theme.card},
        {"shade", theme.card_shade}, {"sky_top", theme.sky_top},     {"sky", theme.sky_middle},
        {"hill", theme.hill_near},   {"white", colour_of(0xFFFFFF)}, {"black", colour_of(0)}};
    const auto found = named.find(piece.word(key, otherwise));
    check(found != named.end(), "a colour is known: " + piece.word(key, otherwise));
    auto colour = found->second;
    colour.opacity = piece.number("opacity", 1, leaf_);
    return colour;
}

Rect SheetBuilder::mirrored(Rect area) const {
    if (dressed_.from_right) area.x = leaf_.width - area.right();
    return area;
}

Rect SheetBuilder::at_cell(const Rect& local) const {
    return {cell_.area.x + local.x, cell_.area.y + local.y, local.width, local.height};
}

Rect SheetBuilder::on_sheet(const Rect& local) const {
    if (!cell_.upside_down) return at_cell(local);
    return {cell_.area.right() - local.right(), cell_.area.bottom() - local.bottom(), local.width,
            local.height};
}

Rect SheetBuilder::reaching(Rect local) const {
    auto area = at_cell(local);
    constexpr double near = 0.05;
    // Turned later: what is left on the sheet is the right of the leaf.
    const bool turned = cell_.upside_down;
    const double left = turned ? cell_.right : cell_.left,
                 right = turned ? cell_.left : cell_.right;
    const double top = turned ? cell_.bottom : cell_.top,
                 bottom = turned ? cell_.top : cell_.bottom;
    if (local.x <= near) area.x -= left, area.width += left;
    if (local.right() >= leaf_.width - near) area.width += right;
    if (local.y <= near) area.y -= top, area.height += top;
    if (local.bottom() >= leaf_.height - near) area.height += bottom;
    return area;
}

void SheetBuilder::add_box(const std::string& name, const Rect& local, const Text& text) {
    boxes_.push_back({name, on_sheet(local), false, text->letters_without_font()});
    if (!text->shortened()) return;
    const auto sentence = "The " + name + " is too long for its place and ends with an ellipsis.";
    if (std::ranges::find(dressed_.warnings, sentence) == dressed_.warnings.end())
        dressed_.warnings.push_back(sentence);
}

}  // namespace print
