#include "print/receipt_sheet.h"

#include <algorithm>
#include <memory>

#include "campaign/words/check.h"

namespace print {
namespace {

constexpr double sheet_width = 210, sheet_height = 297, margin = 20;
constexpr double inner_width = sheet_width - 2 * margin;
constexpr double code_side = 34, foot_top = sheet_height - 16 - code_side, reading_distance = 300;
constexpr double logo_width = 48, logo_height = 22;
constexpr Colour ink = colour_of(0x10151C), muted = colour_of(0x4A5661),
                 accent = colour_of(0x0B7280), red = colour_of(0xB8321A),
                 cream = colour_of(0xFFF8EC), line = colour_of(0xC9CFD4);

bool is_from_right(const std::string& language) {
    return language == "ar" || language == "he" || language == "fa" || language == "ur";
}

// One page that is being filled from top to bottom; positions are those of a page read from the
// left and change sides on the way in.
struct SheetPainter {
    SheetPainter(PageLayout& to, const ReceiptSheet& from) : page{to}, sheet{from} {}

    // Returns how high it became.
    double add(const char* tag, const std::string& words, Rect room, TextStyle look) {
        if (words.empty()) return 0;
        look.language = sheet.language, look.smallest_pt = std::min(look.size_pt, smallest_pt);
        if (is_from_right(sheet.language))
            look.align = look.align == Align::right ? Align::left : Align::right;
        const auto text = std::make_shared<FittedText>(words, room.width, room.height, look);
        const auto place = turned({room.x, room.y, room.width, text->height_mm()});
        page.boxes.push_back(
            {"text of the receipt", place, text->shortened(), text->letters_without_font()});
        strokes.push_back([text, tag, at = Point{place.x, place.y}](Canvas& canvas) {
            canvas.begin_tag(tag);
            canvas.paint_text(*text, at);
            canvas.end_tag();
        });
        return text->height_mm();
    }
    void add_ground(const Path& path, Colour colour) {
        grounds.push_back([path, colour](Canvas& canvas) { canvas.fill(path, colour); });
    }
    Rect turned(Rect area) const {
        if (is_from_right(sheet.language)) area.x = sheet_width - area.right();
        return area;
    }
    void add_rule(double x, double y, double width, Colour colour, double thickness) {
        const auto place = turned({x, y, width, thickness});
        add_ground(box(place.x, place.y, place.width, place.height), colour);
    }
    static constexpr double smallest_pt = 7;

    PageLayout& page;
    const ReceiptSheet& sheet;
    std::vector<std::function<void(Canvas&)>> grounds, strokes;
};

TextStyle style(double size, int weight, Colour colour, int lines = 1) {
    return {.colour = colour, .size_pt = size, .weight = weight, .lines_max = lines};
}

double place_head(SheetPainter& to) {
    const auto& sheet = to.sheet;
    const double width = inner_width - logo_width - 6;
    double y = 16;
    y += to.add("P", sheet.organisation, {margin, y, width, 12}, style(13, 700, ink, 2)) + 1.6;
    for (const auto& words : sheet.organisation_lines)
        y += to.add("P", words, {margin, y, width, 5}, style(9, 400, muted)) + 0.9;
    if (!sheet.logo.empty()) {
        const auto room =
            to.turned({margin + inner_width - logo_width, 15, logo_width, logo_height});
        const auto side = is_from_right(sheet.language) ? Align::left : Align::right;
        to.grounds.push_back([logo = sheet.logo, room, side](Canvas& canvas) {
            canvas.paint_picture(logo, room, side);
        });
        y = std::max(y, 16 + logo_height);
    }
    y += 3;
    to.add_rule(margin, y, inner_width, accent, 0.7);
    return y + 8;
}

double place_title(SheetPainter& to, double y) {
    auto title = style(22, 800, ink, 2);
    title.face = Face::display, title.line_spacing = 1.15;
    y += to.add("H1", to.sheet.title, {margin, y, inner_width, 19}, title) + 2;
    if (!to.sheet.mark.empty())
        y += to.add("P", to.sheet.mark, {margin, y, inner_width, 6}, style(11, 700, red)) + 2;
    return y + 4;
}

double place_parties(SheetPainter& to, double top) {
    constexpr double gap = 8, left_width = 92, facts_x = margin + left_width + gap;
    const auto& sheet = to.sheet;
    double y = top;
    y += to.add("P", sheet.to_label, {margin, y, left_width, 5}, style(8.5, 600, accent)) + 1.2;
    y += to.add("P", sheet.to_name, {margin, y, left_width, 12}, style(13, 700, ink, 2)) + 1.2;
    for (const auto& words : sheet.to_lines)
        y += to.add("P", words, {margin, y, left_width, 10}, style(11, 400, ink, 2)) + 1;
    double right = top;
    for (const auto& fact : sheet.facts) {
        const double width = inner_width - left_width - gap;
        right += to.add("P", fact.label, {facts_x, right, width, 5}, style(8.5, 600, accent)) + 0.8;
        right +=
            to.add("P", fact.value, {facts_x, right, width, 9}, style(10.5, 600, ink, 2)) + 2.4;
    }
    return std::max(y, right) + 5;
}

double place_amount(SheetPainter& to, double top) {
    constexpr double pad = 6;
    const auto& sheet = to.sheet;
    const double width = inner_width - 2 * pad;
    double y = top + pad;
    y += to.add("P", sheet.amount_label, {margin + pad, y, width, 5}, style(9, 600, accent)) + 1.2;
    auto amount = style(26, 800, ink);
    amount.face = Face::display;
    y += to.add("P", sheet.amount, {margin + pad, y, width, 12}, amount);
    if (!sheet.amount_words.empty())
        y += 1.6 + to.add("P", sheet.amount_words, {margin + pad, y + 1.6, width, 10},
                          style(10.5, 500, ink, 2));
    y += pad;
    to.add_ground(box(margin, top, inner_width, y - top, 3), cream);
    return y + 6;
}

void place_statements(SheetPainter& to, double y) {
    const auto& sheet = to.sheet;
    const double signing = sheet.signatures.empty() ? 0 : 19;
    for (const auto& words : sheet.statements) {
        const double room = foot_top - 4 - signing - y;
        if (room < 4) break;
        y += to.add("P", words, {margin, y, inner_width, std::min(room, 22.0)},
                    style(9.5, 400, ink, 5)) +
             1.8;
    }
    if (sheet.signatures.empty()) return;
    const auto count = static_cast<double>(sheet.signatures.size());
    const double width = (inner_width - 10 * (count - 1)) / count, at = foot_top - 10;
    for (std::size_t i = 0; i < sheet.signatures.size(); ++i) {
        const double x = margin + static_cast<double>(i) * (width + 10);
        to.add_rule(x, at, width, muted, 0.25);
        const bool is_last = i + 1 == sheet.signatures.size();
        const auto words =
            sheet.signatures[i] + (is_last && !sheet.signer.empty() ? " · " + sheet.signer : "");
        to.add("P", words, {x, at + 1.2, width, 4.5}, style(8, 400, muted));
    }
}

void place_code(SheetPainter& to) {
    const auto& sheet = to.sheet;
    const auto symbol = encode_text(sheet.link, Correction::m);
    check(symbol.has_value(), "a receipt's address fits a code");
    const auto area = to.turned({margin - 3, foot_top, code_side, code_side});
    to.page.boxes.push_back({"code", area});
    to.page.codes.push_back({sheet.link, *symbol, area, reading_distance});
    to.strokes.push_back([symbol = *symbol, area, alt = "QR: " + sheet.link_text](Canvas& canvas) {
        canvas.begin_figure(alt);
        canvas.paint_symbol(symbol, area, colour_of(0));
        canvas.end_tag();
    });
    const double x = margin + code_side + 1, width = inner_width - code_side - 1;
    double y = foot_top + 5;
    y += to.add("H2", sheet.link_heading, {x, y, width, 6}, style(11, 700, ink)) + 1.5;
    y += to.add("P", sheet.link_note, {x, y, width, 12}, style(9, 400, muted, 3)) + 1.5;
    to.add("P", sheet.link_text, {x, y, width, 5}, style(9, 600, accent));
}

void place_rows(SheetPainter& to, std::size_t first) {
    const auto& sheet = to.sheet;
    constexpr double row_height = 7, date_width = 40, amount_width = 36;
    double y = 18;
    y += to.add("P", sheet.organisation, {margin, y, inner_width, 5}, style(9, 600, muted)) + 2;
    y += to.add("H2", sheet.rows_title, {margin, y, inner_width, 8}, style(14, 700, ink)) + 4;
    to.add_rule(margin, y, inner_width, accent, 0.5);
    y += 2;
    const auto last = std::min(sheet.rows.size(), first + receipt_rows_a_page);
    for (auto i = first; i < last; ++i) {
        const auto& row = sheet.rows[i];
        to.add("P", row.date, {margin, y, date_width, 5}, style(9.5, 400, ink));
        to.add("P", row.what,
               {margin + date_width + 2, y, inner_width - date_width - amount_width - 4, 5},
               style(9.5, 400, ink));
        auto amount = style(9.5, 600, ink);
        amount.align = Align::right;
        to.add("P", row.amount, {margin + inner_width - amount_width, y, amount_width, 5}, amount);
        to.add_rule(margin, y + row_height - 1.6, inner_width, line, 0.2);
        y += row_height;
    }
}

PageLayout finish_page(PageLayout page, SheetPainter& painter) {
    std::shared_ptr<FittedText> across;
    if (!painter.sheet.across.empty()) {
        auto look = style(54, 800, red);
        look.align = Align::centre, look.smallest_pt = 20, look.language = painter.sheet.language;
        across = std::make_shared<FittedText>(painter.sheet.across, 230, 60, look);
    }
    page.paint = [grounds = std::move(painter.grounds), strokes = std::move(painter.strokes),
                  across](Canvas& canvas) {
        canvas.fill(box(0, 0, sheet_width, sheet_height), colour_of(0xFFFFFF));
        for (const auto& ground : grounds) ground(canvas);
        for (const auto& stroke : strokes) stroke(canvas);
        if (across) canvas.paint_turned_text(*across, {sheet_width / 2, 140}, -35, 0.12);
    };
    return page;
}

PageLayout empty_page() {
    return {.size = {sheet_width, sheet_height}, .boxes = {}, .codes = {}, .paint = {}};
}

std::vector<PageLayout> lay_out(const ReceiptSheet& sheet) {
    std::vector<PageLayout> pages;
    {
        auto page = empty_page();
        SheetPainter painter{page, sheet};
        auto y = place_title(painter, place_head(painter));
        y = place_amount(painter, place_parties(painter, y));
        place_statements(painter, y);
        place_code(painter);
        pages.push_back(finish_page(std::move(page), painter));
    }
    for (std::size_t first = 0; first < sheet.rows.size(); first += receipt_rows_a_page) {
        auto page = empty_page();
        SheetPainter painter{page, sheet};
        place_rows(painter, first);
        pages.push_back(finish_page(std::move(page), painter));
    }
    return pages;
}

}  // namespace

Receipts render_receipts(const ReceiptOrder& order) {
    check(!order.sheets.empty() && order.sheets.size() <= receipt_sheets_max,
          "a file of receipts is bounded");
    Receipts receipts;
    auto canvas =
        Canvas::pdf(sheet_width, sheet_height,
                    {order.title, order.author, order.created, order.sheets.front().language});
    bool is_first = true;
    for (const auto& sheet : order.sheets) {
        const auto pages = lay_out(sheet);
        for (const auto& page : pages) {
            if (!is_first) canvas.next_page();
            is_first = false;
            if (&page == &pages.front()) canvas.name_page(sheet.title + " · " + sheet.to_name);
            page.paint(canvas);
            for (auto& finding : inspect_page(page).findings)
                receipts.inspection.findings.push_back(std::move(finding));
        }
    }
    receipts.pdf = canvas.finish_pdf();
    return receipts;
}

}  // namespace print
