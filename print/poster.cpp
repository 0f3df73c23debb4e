#include "print/poster.h"

#include <algorithm>

#include "print/clean_words.h"
#include "print/poster_page.h"

namespace print {
namespace {

constexpr int dpi_min = 36, dpi_max = 200;
constexpr double mm_per_inch = 25.4;

std::string paint_pdf(const PageLayout& page, const PosterOrder& order) {
    auto canvas = Canvas::pdf(page.size.width, page.size.height,
                              {order.title, order.organisation, order.created, order.language});
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
    WordCleaner cleaner{warnings};
    clean_campaign_words(order, cleaner);
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
