#include "print/product.h"

#include <algorithm>

#include "campaign/words/check.h"
#include "print/product_sheets.h"

namespace print {
namespace {

constexpr double mm_per_inch = 25.4;
constexpr int dpi_min = 20, dpi_max = 300;
// For a printing press: picture beyond the cut, then a gap, then the marks (A6, A7).
constexpr double bleed_mm = 3, mark_gap_mm = 1, mark_mm = 5, slug_mm = 12;

struct Frame {  // The page of the PDF around the sheet.
    Size page;
    Rect trim;
    bool has_marks;
    Point offset;
};

Frame frame_of(const ProductOrder& order, const ProductLayout& layout) {
    const auto sheet = layout.summary.sheet;
    Frame frame{sheet, {0, 0, sheet.width, sheet.height}, false, {}};
    if (order.edge == SheetEdge::bleed) {
        frame.page = {sheet.width + 2 * slug_mm, sheet.height + 2 * slug_mm};
        frame.trim.x = frame.trim.y = slug_mm;
        frame.has_marks = true;
    }
    if (layout.summary.is_label_sheet)
        frame.offset = {std::clamp(order.start.offset_x_mm, -offset_mm_max, offset_mm_max),
                        std::clamp(order.start.offset_y_mm, -offset_mm_max, offset_mm_max)};
    return frame;
}

Drawing crop_marks(const Rect& trim) {
    Path marks;
    const double near = bleed_mm + mark_gap_mm, far = near + mark_mm;
    for (const double x : {trim.x, trim.right()})
        for (const double side : {-1.0, 1.0}) {
            const double edge = side < 0 ? trim.y : trim.bottom();
            marks.move_to({x, edge + side * near}).line_to({x, edge + side * far});
        }
    for (const double y : {trim.y, trim.bottom()})
        for (const double side : {-1.0, 1.0}) {
            const double edge = side < 0 ? trim.x : trim.right();
            marks.move_to({edge + side * near, y}).line_to({edge + side * far, y});
        }
    return {{.path = marks, .colour = colour_of(0), .line_width = 0.09}};
}

// One opaque ground for the whole page first: what comes before an opaque fill of it is forgotten.
void paint_page(Canvas& canvas, const PageLayout& page, const Frame& frame) {
    const auto& trim = frame.trim;
    if (!frame.has_marks) {
        canvas.begin_shift(frame.offset);
        page.paint(canvas);
        canvas.end_part();
        return;
    }
    canvas.fill(box(0, 0, frame.page.width, frame.page.height), colour_of(0xFFFFFF));
    canvas.paint(crop_marks(trim), {0, 0});
    canvas.begin_clip(box(trim.x - bleed_mm, trim.y - bleed_mm, trim.width + 2 * bleed_mm,
                          trim.height + 2 * bleed_mm));
    canvas.begin_shift({trim.x + frame.offset.x, trim.y + frame.offset.y});
    page.paint(canvas);
    canvas.end_part();
    canvas.end_part();
}

const ProductLayout& layout_of(const ProductOrder& order) {
    const auto* layout = find_product_layout(order.layout);
    check(layout != nullptr, "there is a layout " + order.layout);
    return *layout;
}

void keep_findings(Product& product, Inspection found) {
    for (auto& finding : found.findings) {
        if (finding.weight == Weight::note &&
            std::ranges::find(product.warnings, finding.sentence) == product.warnings.end())
            product.warnings.push_back(finding.sentence);
        if (product.inspection.findings.size() < findings_max)
            product.inspection.findings.push_back(std::move(finding));
    }
}

// Nothing if somebody stopped it.
std::optional<std::string> paint_all(ProductSheets& sheets, const ProductOrder& order,
                                     Product& product, const PageWatch& watch, Purpose purpose) {
    const auto frame = frame_of(order, layout_of(order));
    auto canvas = Canvas::pdf(frame.page.width, frame.page.height,
                              {sheets.title(), sheets.organisation(), order.created,
                               order.words.language, frame.trim.x});
    const bool first_time = product.inspection.findings.empty();
    for (int i = 0; i < sheets.count(); ++i) {
        if (i > 0) canvas.next_page();
        const auto page = sheets.lay_out(i, purpose);
        // What the proof mark lies on is no fault of the sheet.
        if (first_time)
            keep_findings(product, inspect_page(purpose == Purpose::proof
                                                    ? sheets.lay_out(i, Purpose::release)
                                                    : page));
        paint_page(canvas, page, frame);
        if (watch && watch(i + 1, sheets.count()) == Onward::stop) return {};
    }
    return canvas.finish_pdf();
}

Canvas page_as(Canvas canvas, ProductSheets& sheets, const ProductOrder& order, int page) {
    const auto frame = frame_of(order, layout_of(order));
    const int last = sheets.count() - 1;
    paint_page(canvas, sheets.lay_out(std::clamp(page, 0, last), order.purpose), frame);
    return canvas;
}

}  // namespace

std::optional<Product> render_product(const ProductOrder& order, const PageWatch& watch) {
    ProductSheets sheets{order};
    Product product;
    const auto frame = frame_of(order, layout_of(order));
    product.pages = sheets.count(), product.sheet = frame.page, product.trim = frame.trim;
    auto pdf = paint_all(sheets, order, product, watch, order.purpose);
    if (!pdf) return {};
    product.figures = sheets.figures();
    if (!product.releasable() && order.purpose == Purpose::release) {
        pdf = paint_all(sheets, order, product, watch, Purpose::proof);
        if (!pdf) return {};
    }
    product.pdf = std::move(*pdf);
    for (const auto& warning : sheets.warnings())
        if (std::ranges::find(product.warnings, warning) == product.warnings.end())
            product.warnings.push_back(warning);
    return product;
}

int count_pages(const ProductOrder& order) { return ProductSheets{order}.count(); }

std::string render_product_png(const ProductOrder& order, int page, int dpi) {
    ProductSheets sheets{order};
    const auto size = frame_of(order, layout_of(order)).page;
    const double most = Canvas::pixels_max / std::max(size.width, size.height);
    const double density = std::min(std::clamp(dpi, dpi_min, dpi_max) / mm_per_inch, most);
    return page_as(Canvas::pixels({0, 0, size.width, size.height}, density), sheets, order, page)
        .finish_png();
}

std::string render_product_svg(const ProductOrder& order, int page) {
    ProductSheets sheets{order};
    const auto size = frame_of(order, layout_of(order)).page;
    return page_as(Canvas::svg(size.width, size.height), sheets, order, page).finish_svg();
}

}  // namespace print
