#include "print/envelope_label.h"

#include <algorithm>
#include <memory>

#include "campaign/words/check.h"
#include "campaign/words/text.h"

namespace print {
namespace {

constexpr double sheet_width = 210, sheet_height = 297;
constexpr double label_width = 70, label_height = 37.125, edge = 5.5;
constexpr double code_side = 25, reading_distance = 200;
constexpr std::size_t columns = 3, title_max = 80;

struct LabelPainter {
    PageLayout& page;
    const LabelOrder& order;
    std::vector<std::function<void(Canvas&)>> strokes = {};

    void add(const std::string& words, Rect room, double size, int weight);
    void place(const EnvelopeLabel&, Point corner);
};

void LabelPainter::add(const std::string& words, Rect room, double size, int weight) {
    if (words.empty()) return;
    TextStyle look{.colour = colour_of(0x10151C),
                   .size_pt = size,
                   .smallest_pt = std::min(size, 5.5),
                   .weight = weight,
                   .lines_max = 2,
                   .language = order.language};
    if (reads_from_right(words)) look.align = Align::right;
    const auto text = std::make_shared<FittedText>(words, room.width, room.height, look);
    page.boxes.push_back({"text of a label",
                          {room.x, room.y, room.width, text->height_mm()},
                          false,
                          text->letters_without_font()});
    strokes.push_back([text, at = Point{room.x, room.y}](Canvas& canvas) {
        canvas.begin_tag("P");
        canvas.paint_text(*text, at);
        canvas.end_tag();
    });
}

void LabelPainter::place(const EnvelopeLabel& label, Point corner) {
    const auto symbol = encode_text(label.link, Correction::m);
    check(symbol.has_value(), "a label's address fits a code");
    const Rect area{corner.x + edge, corner.y + edge, code_side, code_side};
    page.boxes.push_back({"code", area});
    page.codes.push_back({label.link, *symbol, area, reading_distance});
    strokes.push_back([symbol = *symbol, area, alt = "QR: " + label.code](Canvas& canvas) {
        canvas.begin_figure(alt);
        canvas.paint_symbol(symbol, area, colour_of(0));
        canvas.end_tag();
    });
    const double x = area.right() + 2, width = label_width - edge - code_side - 2 - edge;
    add(label.number, {x, corner.y + edge, width, 8}, 13, 800);
    add(label.code, {x, corner.y + edge + 8, width, 5}, 11, 700);
    add(read_line(order.title, title_max).value_or(""), {x, corner.y + edge + 13.5, width, 6}, 6.5,
        500);
    add(label.name_line, {x, corner.y + edge + 20, width, 4}, 6, 400);
}

PageLayout lay_out(const LabelOrder& order, std::size_t first) {
    PageLayout page{.size = {sheet_width, sheet_height}, .boxes = {}, .codes = {}, .paint = {}};
    LabelPainter painter{page, order};
    const auto last = std::min({order.labels.size(), first + labels_a_sheet, labels_max});
    for (auto i = first; i < last; ++i) {
        const auto place = i - first;
        painter.place(order.labels[i], {static_cast<double>(place % columns) * label_width,
                                        static_cast<double>(place / columns) * label_height});
    }
    page.paint = [strokes = std::move(painter.strokes)](Canvas& canvas) {
        canvas.fill(box(0, 0, sheet_width, sheet_height), colour_of(0xFFFFFF));
        for (const auto& stroke : strokes) stroke(canvas);
    };
    return page;
}

}  // namespace

LabelSheets render_labels(const LabelOrder& order) {
    check(!order.labels.empty(), "a sheet has labels");
    LabelSheets sheets;
    auto canvas = Canvas::pdf(
        sheet_width, sheet_height,
        {read_line(order.title, title_max).value_or(""),
         read_line(order.organisation, title_max).value_or(""), order.created, order.language});
    const auto count = std::min(order.labels.size(), labels_max);
    for (std::size_t first = 0; first < count; first += labels_a_sheet) {
        if (first > 0) canvas.next_page();
        const auto page = lay_out(order, first);
        page.paint(canvas);
        for (auto& finding : inspect_page(page).findings)
            sheets.inspection.findings.push_back(std::move(finding));
    }
    sheets.pdf = canvas.finish_pdf();
    return sheets;
}

}  // namespace print
