#include "print/poster.h"

#include <algorithm>

#include "campaign/words/check.h"
#include "campaign/words/text.h"
#include "print/poster_page.h"

namespace print {
namespace {

constexpr int dpi_min = 36, dpi_max = 200;
constexpr std::size_t label_max = 80, proof_max = 20, sponsor_max = 40, language_max = 20;
constexpr double mm_per_inch = 25.4;

// Pictures instead of letters have no place in our fonts: U+1F000 to U+1FAFF, joiners, selectors.
std::string without_emoji(std::string_view text) {
    std::string kept;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        const auto letter = text.substr(i, length);
        const bool picture =
            letter.starts_with("\xF0\x9F") || letter == "\xEF\xB8\x8F" || letter == "\xE2\x83\xA3";
        if (!picture) kept += letter;
        i += length;
    }
    return kept;
}

struct Cleaner {
    void clean(std::string& text, const char* name, std::size_t most) {
        if (!is_utf8(text)) {
            warnings.push_back(std::string{"The "} + name +
                               " is not readable text and was left out.");
            text.clear();
            return;
        }
        const auto plain = without_emoji(text);
        if (plain.size() != text.size())
            warnings.push_back(std::string{"Emoji in the "} + name + " were left out.");
        if (const auto line = read_line(plain, most)) {
            text = *line;
            return;
        }
        warnings.push_back(std::string{"The "} + name + " was cut after " + std::to_string(most) +
                           " letters.");
        text = read_line(first_letters(plain, most - 1), most).value_or("") + "…";
    }

    static std::string first_letters(const std::string& text, std::size_t count) {
        std::size_t end = 0;
        for (; end < text.size() && count > 0; --count) {
            ++end;
            while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
                ++end;
        }
        return text.substr(0, end);
    }

    std::vector<std::string>& warnings;
};

template <typename List>
void keep_at_most(List& list, std::size_t most, const char* name,
                  std::vector<std::string>& warnings) {
    if (list.size() <= most) return;
    warnings.push_back("Only the first " + std::to_string(most) + " " + name + " are printed.");
    list.resize(most);
}

std::string paint_pdf(const PageLayout& page, const PosterOrder& order) {
    auto canvas = Canvas::pdf(page.size.width, page.size.height,
                              {order.title, order.organisation, order.created});
    page.paint(canvas);
    return canvas.finish_pdf();
}

Drawing frame_of(const Rect& area) {
    return {{.path = box(area.x - 1, area.y - 1, area.width + 2, area.height + 2, 1),
             .colour = colour_of(0xE0102A),
             .line_width = 1.2}};
}

}  // namespace

PosterOrder clean_order(const PosterOrder& asked, std::vector<std::string>& warnings) {
    PosterOrder order = asked;
    Cleaner cleaner{warnings};
    keep_at_most(order.facts, facts_max, "facts", warnings);
    keep_at_most(order.translations, translations_max, "translations", warnings);
    keep_at_most(order.sponsors, sponsors_max, "sponsors", warnings);
    cleaner.clean(order.title, "title", title_max);
    cleaner.clean(order.organisation, "name of the organisation", line_max);
    cleaner.clean(order.overline, "overline", line_max);
    cleaner.clean(order.date_line, "date", line_max);
    cleaner.clean(order.place_line, "place", line_max);
    for (auto& fact : order.facts) cleaner.clean(fact, "facts", line_max);
    cleaner.clean(order.goal, "goal", line_max);
    cleaner.clean(order.raised, "figure raised", line_max);
    cleaner.clean(order.counted_on, "day of counting", line_max);
    cleaner.clean(order.call_to_action, "call to action", line_max);
    cleaner.clean(order.link_text, "short link", line_max);
    cleaner.clean(order.after_scan, "line below the link", line_max);
    cleaner.clean(order.trust_line, "trust line", line_max * 2);
    cleaner.clean(order.placement_label, "placement label", label_max);
    cleaner.clean(order.sponsors_heading, "heading of the sponsors", line_max);
    cleaner.clean(order.proof_text, "proof mark", proof_max);
    cleaner.clean(order.language, "language", language_max);
    for (auto& sponsor : order.sponsors) cleaner.clean(sponsor, "sponsors", sponsor_max);
    for (auto& line : order.translations) {
        cleaner.clean(line.text, "translations", line_max);
        cleaner.clean(line.language, "language", language_max);
    }
    if (order.counted_on.empty() && !order.raised.empty()) {
        warnings.push_back("The figure raised was left out: it needs the day it was counted.");
        order.raised.clear();
    }
    return order;
}

PageLayout lay_out_poster(const PosterOrder& order) { return PosterPage{order}.finish(); }

Poster render_poster(const PosterOrder& asked) {
    Poster poster;
    auto order = clean_order(asked, poster.warnings);
    auto page = lay_out_poster(order);
    poster.inspection = inspect_page(page);
    if (!poster.releasable() && order.purpose == Purpose::release) {
        order.purpose = Purpose::proof;
        page = lay_out_poster(order);
    }
    for (const auto& finding : poster.inspection.findings)
        if (finding.weight == Weight::note) poster.warnings.push_back(finding.sentence);
    poster.pdf = paint_pdf(page, order);
    return poster;
}

std::string render_poster_png(const PosterOrder& asked, int dpi) {
    std::vector<std::string> warnings;
    const auto page = lay_out_poster(clean_order(asked, warnings));
    auto canvas = Canvas::pixels({0, 0, page.size.width, page.size.height},
                                 std::clamp(dpi, dpi_min, dpi_max) / mm_per_inch);
    page.paint(canvas);
    for (const auto& finding : inspect_page(page).findings)
        if (finding.weight == Weight::fault) canvas.paint(frame_of(finding.where), {0, 0});
    return canvas.finish_png();
}

}  // namespace print
