#include "print/report.h"

#include <algorithm>

#include "campaign/words/check.h"
#include "print/canvas.h"
#include "print/layout.h"

namespace print {
namespace {

constexpr double sheet_width = 210, sheet_height = 297, edge = 18, bottom = 275;
constexpr double inner_width = sheet_width - 2 * edge, plain_head = 46, picture_head = 78;
constexpr double cell_gap = 2.4, row_gap = 1.5;
constexpr Colour night = colour_of(0x0B2A45), teal = colour_of(0x0B7280);
constexpr Colour ink = colour_of(0x10151C), soft = colour_of(0x4A5763), line = colour_of(0xC9D2D9);

bool is_from_right(const std::string& language) {
    return language == "ar" || language == "he" || language == "fa" || language == "ur";
}

class Painter {
public:
    explicit Painter(const Report& report)
        : report_{report},
          canvas_{Canvas::pdf(sheet_width, sheet_height,
                              {report.title, report.author, report.created, report.language})} {}

    std::string paint() {
        paint_head();
        for (const auto& part : report_.parts) paint_part(part);
        paint_foot();
        canvas_.end_tag();
        return canvas_.finish_pdf();
    }

private:
    TextStyle style(double size, int weight, Colour colour) const {
        return {.colour = colour,
                .size_pt = size,
                .smallest_pt = size,
                .weight = weight,
                .align = is_from_right(report_.language) ? Align::right : Align::left,
                .lines_max = 40,
                .language = report_.language};
    }
    double mirrored(double x, double width) const {
        return is_from_right(report_.language) ? sheet_width - x - width : x;
    }
    void write(const char* tag, const FittedText& text, Point at) {
        canvas_.begin_tag(tag);
        canvas_.paint_text(text, at);
        canvas_.end_tag();
    }
    void stroke(double y, Colour colour, double width) {
        Path path;
        path.move_to({edge, y}).line_to({sheet_width - edge, y});
        canvas_.paint({{.path = path, .colour = colour, .line_width = width}}, {0, 0});
    }
    void paint_head();
    void paint_foot();
    void turn_page();
    void make_room(double height) {
        if (y_ + height > bottom) turn_page();
    }
    void paint_part(const ReportPart&);
    void paint_figures(const std::vector<ReportFigure>&);
    void paint_table(const ReportTable&);
    void paint_row(const ReportTable&, const std::vector<std::string>& row, bool is_head,
                   bool is_sum);

    const Report& report_;
    Canvas canvas_;
    double y_ = 0;
    int page_ = 1;
};

void Painter::paint_head() {
    const double height = report_.picture ? picture_head : plain_head;
    Shape sky{.path = box(0, 0, sheet_width, height),
              .colour = {},
              .stops = {{0, night}, {1, teal}},
              .from = {0, 0},
              .to = {0, height}};
    canvas_.paint({sky}, {0, 0});
    if (report_.picture) {
        const Stage stage{.width = sheet_width,
                          .height = height,
                          .floor = height - 6,
                          .figure_height = 15,
                          .first_x = is_from_right(report_.language) ? 12 : sheet_width * 0.55,
                          .last_x = sheet_width * (is_from_right(report_.language) ? 0.4 : 0.94),
                          .sun = {mirrored(sheet_width - 24, 0), height - 30},
                          .sun_radius = 8,
                          .text_bottom = 44};
        auto picture = *report_.picture;
        if (is_from_right(report_.language)) picture.heading = Heading::left;
        canvas_.paint(draw_illustration(picture, stage), {0, 0});
        // What the hills reach below the head belongs to the page.
        canvas_.paint({{.path = box(0, height, sheet_width, sheet_height - height),
                        .colour = colour_of(0xFFFFFF)}},
                      {0, 0});
    }
    const auto white = colour_of(0xFFFFFF);
    canvas_.begin_tag("Document");  // One on each page: no tag goes on over two of them.
    y_ = 12;
    if (!report_.overline.empty()) {
        const FittedText over{report_.overline, inner_width, 8,
                              style(9.5, 700, colour_of(0xF5BE4B))};
        write("P", over, {edge, y_});
        y_ += over.height_mm() + 1.5;
    }
    auto big = style(23, 800, white);
    big.face = Face::display, big.smallest_pt = 13, big.line_spacing = 1.12, big.lines_max = 2;
    const FittedText title{report_.title, inner_width, 20, big};
    write("H1", title, {edge, y_});
    y_ += title.height_mm() + 1.5;
    const double beside_sun = report_.picture ? inner_width * 0.72 : inner_width;
    const FittedText sub{report_.subtitle, beside_sun, 14, style(10, 500, white)};
    write("P", sub, {mirrored(edge, beside_sun), y_});
    y_ = height + 8;
}

void Painter::paint_foot() {
    const auto words = report_.foot + " · " + std::to_string(page_);
    write("P", FittedText{words, inner_width, 5, style(7.5, 400, soft)}, {edge, 283});
}

void Painter::turn_page() {
    check(page_ < report_pages_max, "a report ends");
    paint_foot();
    canvas_.end_tag();
    canvas_.next_page();
    canvas_.begin_tag("Document");
    ++page_;
    y_ = edge;
}

void Painter::paint_part(const ReportPart& part) {
    if (part.begins_page) turn_page();
    make_room(part.table ? 32 : 20);
    if (!part.title.empty()) {
        const FittedText title{part.title, inner_width, 16, style(13, 800, night)};
        canvas_.name_page(part.title);
        write("H2", title, {edge, y_});
        y_ += title.height_mm() + 2;
    }
    if (!part.figures.empty()) paint_figures(part.figures);
    for (const auto& words : part.paragraphs) {
        const FittedText text{words, inner_width, 200, style(9.5, 400, ink)};
        make_room(text.height_mm());
        write("P", text, {edge, y_});
        y_ += text.height_mm() + 2;
    }
    if (part.table) paint_table(*part.table);
    y_ += 6;
}

void Painter::paint_figures(const std::vector<ReportFigure>& figures) {
    const auto count = static_cast<double>(figures.size());
    const double gap = 5, width = (inner_width - gap * (count - 1)) / count;
    make_room(22);
    double x = edge;
    for (const auto& figure : figures) {
        const double left = mirrored(x, width);
        canvas_.paint({{.path = box(left, y_, width, 20, 2.5), .colour = colour_of(0xFFF8EC)}},
                      {0, 0});
        auto value = style(16, 800, night);
        value.smallest_pt = 9, value.lines_max = 1;
        write("P", FittedText{figure.value, width - 6, 9, value}, {left + 3, y_ + 3});
        auto name = style(8, 500, soft);
        name.smallest_pt = 6.5, name.lines_max = 2;
        write("P", FittedText{figure.name, width - 6, 8, name}, {left + 3, y_ + 11.5});
        x += width + gap;
    }
    y_ += 24;
}

void Painter::paint_row(const ReportTable& table, const std::vector<std::string>& row, bool is_head,
                        bool is_sum) {
    double whole = 0;
    for (const auto width : table.widths) whole += width;
    std::vector<FittedText> cells;
    double tallest = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
        auto look = style(is_head ? 7.5 : 8.5, is_head || is_sum ? 700 : 400, is_head ? soft : ink);
        look.smallest_pt = 6.5, look.lines_max = is_head ? 2 : 3;
        if (table.are_numbers[i])
            look.align = is_from_right(report_.language) ? Align::left : Align::right;
        const double width = inner_width * table.widths[i] / whole - cell_gap;
        cells.emplace_back(row[i].empty() ? "–" : row[i], width, 14, look);
        tallest = std::max(tallest, cells.back().height_mm());
    }
    if (!is_head && y_ + tallest + 2 * row_gap > bottom) {
        canvas_.end_tag();  // No tag goes on over two pages.
        turn_page();
        canvas_.begin_tag("Table");
        paint_row(table, table.heads, true, false);
    }
    if (is_sum) stroke(y_, ink, 0.35);
    canvas_.begin_tag("TR");
    double x = edge;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const double room = inner_width * table.widths[i] / whole;
        write(is_head ? "TH" : "TD", cells[i],
              {mirrored(x, room) + (is_from_right(report_.language) ? cell_gap : 0), y_ + row_gap});
        x += room;
    }
    canvas_.end_tag();
    y_ += tallest + 2 * row_gap;
    stroke(y_, is_head ? ink : line, is_head ? 0.3 : 0.15);
}

void Painter::paint_table(const ReportTable& table) {
    check(
        table.heads.size() == table.widths.size() && table.heads.size() == table.are_numbers.size(),
        "a table has a width and a sort for every column");
    canvas_.begin_tag("Table");
    paint_row(table, table.heads, true, false);
    for (std::size_t i = 0; i < table.rows.size(); ++i)
        paint_row(table, table.rows[i], false, table.ends_with_sum && i + 1 == table.rows.size());
    canvas_.end_tag();
}

}  // namespace

std::string render_report(const Report& report) { return Painter{report}.paint(); }

}  // namespace print
