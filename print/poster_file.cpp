#include "print/poster_file.h"

#include "campaign/words/check.h"

namespace print {

Poster render_poster_file(const std::vector<PosterSheets>& wanted) {
    check(!wanted.empty(), "a file of posters has one");
    Poster file;
    const auto& first = wanted.front().order;
    const auto size = size_of(first.paper);
    auto canvas =
        Canvas::pdf(size.width, size.height, {first.title, first.organisation, first.created});
    int sheets = 0;
    for (const auto& one : wanted) {
        auto order = clean_order(one.order, file.warnings);
        order.paper = first.paper;
        const auto page = lay_out_poster(order);
        for (auto& finding : inspect_page(page).findings) {
            if (finding.weight == Weight::fault)
                finding.sentence = order.placement_label + ": " + finding.sentence;
            file.inspection.findings.push_back(std::move(finding));
        }
        for (int i = 0; i < one.copies; ++i) {
            if (sheets++ > 0) canvas.next_page();
            check(sheets <= poster_file_sheets_max, "a file of posters is bounded");
            page.paint(canvas);
        }
    }
    file.pdf = canvas.finish_pdf();
    return file;
}

}  // namespace print
