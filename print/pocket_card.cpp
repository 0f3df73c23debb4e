#include "print/pocket_card.h"

#include <algorithm>
#include <memory>

#include "campaign/words/check.h"
#include "campaign/words/text.h"

namespace print {
namespace {

constexpr double sheet_width = 210, sheet_height = 297, edge = 7;
constexpr double card_width = sheet_width / 2, card_height = sheet_height / 2;
constexpr double head_height = 44, code_side = 36, reading_distance = 300;
constexpr std::size_t word_max = 120, line_max_letters = 300, note_max = 240;

constexpr std::string_view name_tag = "H1";

// What does not fit is cut, and what cannot be read is left out: a card has no room to argue.
std::string cleaned(const std::string& text, std::size_t most) {
    if (const auto line = read_line(text, most)) return *line;
    std::string cut;
    std::size_t letters = 0;
    for (std::size_t i = 0; i < text.size() && is_utf8(text); ++i) {
        const bool begins = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
        if (begins && ++letters > most - 1) break;
        cut += text[i];
    }
    return read_line(cut, most).value_or("") + "…";
}

struct CardPainter {
    CardPainter(PageLayout& to, const CardOrder& from, const Theme& colours)
        : page{to}, order{from}, theme{colours} {}

    void place(const PocketCard& card, Point corner);

    PageLayout& page;
    const CardOrder& order;
    const Theme& theme;
    std::vector<std::function<void(Canvas&)>> grounds, strokes;

private:
    void place_head(const PocketCard&, Point corner);
    void place_code(const CardCode&, Rect row);
    double add(std::string_view tag, const std::string& words, Rect room, TextStyle style);
    Rect turned(Rect area, const Rect& around) const;
    TextStyle style(double size, int weight, Colour colour) const;
};

TextStyle CardPainter::style(double size, int weight, Colour colour) const {
    return {.colour = colour,
            .size_pt = size,
            .smallest_pt = std::min(size, 8.0),
            .weight = weight,
            .lines_max = 3,
            .language = order.language};
}

// Where one reads from the right, what stands left and right changes places.
Rect CardPainter::turned(Rect area, const Rect& around) const {
    const auto& lang = order.language;
    if (lang != "ar" && lang != "he" && lang != "fa" && lang != "ur") return area;
    area.x = around.x + around.right() - area.right();
    return area;
}

// Returns how high it became.
double CardPainter::add(std::string_view tag, const std::string& words, Rect room, TextStyle look) {
    if (words.empty()) return 0;
    const auto& lang = order.language;
    if (lang == "ar" || lang == "he" || lang == "fa" || lang == "ur") look.align = Align::right;
    const auto text = std::make_shared<FittedText>(words, room.width, room.height, look);
    page.boxes.push_back({"text of the card",
                          {room.x, room.y, room.width, text->height_mm()},
                          text->shortened() && tag != name_tag,  // A long name is cut.
                          text->letters_without_font()});
    strokes.push_back([text, tag, at = Point{room.x, room.y}](Canvas& canvas) {
        canvas.begin_tag(tag.data());
        canvas.paint_text(*text, at);
        canvas.end_tag();
    });
    return text->height_mm();
}

void CardPainter::place_head(const PocketCard& card, Point corner) {
    const Rect head{corner.x, corner.y, card_width, head_height};
    grounds.push_back([head, &colours = theme](Canvas& canvas) {
        Shape sky{.path = box(head.x, head.y, head.width, head.height),
                  .colour = {},
                  .stops = {{0, colours.sky_top}, {1, colours.sky_middle}},
                  .from = {head.x, head.y},
                  .to = {head.x, head.bottom()}};
        canvas.paint({sky}, {0, 0});
    });
    const double width = card_width - 2 * edge;
    double y = corner.y + edge;
    auto overline = style(10, 700, theme.overline);
    overline.lines_max = 2;
    y += add("P", cleaned(card.overline, word_max), {corner.x + edge, y, width, 9}, overline) + 1.5;
    auto name = style(22, 800, theme.on_sky);
    name.face = Face::display, name.smallest_pt = 11, name.line_spacing = 1.15, name.lines_max = 2;
    y += add(name_tag, cleaned(card.name, word_max), {corner.x + edge, y, width, 17}, name) + 1;
    auto line = style(10, 500, theme.on_sky);
    line.smallest_pt = 7.5;
    add("P", cleaned(card.line, line_max_letters),
        {corner.x + edge, y, width, corner.y + head_height - 2 - y}, line);
}

// The code on one side, what it is for on the other.
void CardPainter::place_code(const CardCode& code, Rect row) {
    const auto symbol = encode_text(code.link, Correction::m);
    check(symbol.has_value(), "a card's address fits a code");
    const Rect area = turned({row.x, row.y, code_side, code_side}, row);
    page.boxes.push_back({"code", area});
    page.codes.push_back({code.link, *symbol, area, reading_distance});
    strokes.push_back(
        [symbol = *symbol, area, alt = "QR: " + cleaned(code.link_text, word_max)](Canvas& canvas) {
            canvas.fill(box(area.x, area.y, area.width, area.height), colour_of(0xFFFFFF));
            canvas.begin_figure(alt);
            canvas.paint_symbol(symbol, area, colour_of(0));
            canvas.end_tag();
        });
    Rect room = turned({row.x + code_side + 3, row.y + 1, row.width - code_side - 3, 12}, row);
    room.y += add("H2", cleaned(code.heading, word_max), room, style(12.5, 800, theme.action)) + 1;
    room.height = 9;
    auto address = style(9.5, 700, theme.ink);
    address.smallest_pt = 6;
    room.y += add("P", cleaned(code.link_text, word_max), room, address) + 1;
    room.height = row.y + code_side - room.y;
    auto note = style(9, 400, theme.muted);
    note.smallest_pt = 7, note.lines_max = 5;
    add("P", cleaned(code.note, note_max), room, note);
}

void CardPainter::place(const PocketCard& card, Point corner) {
    place_head(card, corner);
    const double width = card_width - 2 * edge;
    double y = corner.y + head_height + 8;
    const auto count = std::min(card.codes.size(), card_codes_max);
    for (std::size_t i = 0; i < count; ++i) {
        place_code(card.codes[i], {corner.x + edge, y, width, code_side});
        y += code_side + 9;
    }
}

void cut_lines(Canvas& canvas) {
    Path lines;
    lines.move_to({card_width, 0}).line_to({card_width, sheet_height});
    lines.move_to({0, card_height}).line_to({sheet_width, card_height});
    canvas.paint({{.path = lines, .colour = colour_of(0xB8B8B8), .line_width = 0.2}}, {0, 0});
}

PageLayout lay_out_sheet(const CardOrder& order, std::size_t first) {
    PageLayout page{.size = {sheet_width, sheet_height}, .boxes = {}, .codes = {}, .paint = {}};
    CardPainter painter{page, order, theme_of(order.theme)};
    const auto last = std::min({order.cards.size(), first + cards_a_sheet, cards_max});
    for (auto i = first; i < last; ++i) {
        const auto place = i - first;
        painter.place(order.cards[i],
                      {place % 2 == 0 ? 0 : card_width, place / 2 == 0 ? 0 : card_height});
    }
    page.paint = [grounds = std::move(painter.grounds),
                  strokes = std::move(painter.strokes)](Canvas& canvas) {
        canvas.fill(box(0, 0, sheet_width, sheet_height), colour_of(0xFFFFFF));
        for (const auto& ground : grounds) ground(canvas);
        cut_lines(canvas);
        for (const auto& stroke : strokes) stroke(canvas);
    };
    return page;
}

}  // namespace

Cards render_cards(const CardOrder& order) {
    check(!order.cards.empty(), "somebody gets a card");
    Cards cards;
    const auto title = cleaned(order.cards.front().overline, word_max);
    auto canvas =
        Canvas::pdf(sheet_width, sheet_height,
                    {title, cleaned(order.organisation, word_max), order.created, order.language});
    const auto count = std::min(order.cards.size(), cards_max);
    for (std::size_t first = 0; first < count; first += cards_a_sheet) {
        if (first > 0) canvas.next_page();
        const auto page = lay_out_sheet(order, first);
        page.paint(canvas);
        for (auto& finding : inspect_page(page).findings)
            cards.inspection.findings.push_back(std::move(finding));
    }
    cards.pdf = canvas.finish_pdf();
    return cards;
}

}  // namespace print
