#include "print/canvas.h"

#include <cairo-pdf.h>
#include <cairomm/cairomm.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "campaign/words/check.h"
#include "print/lettering.h"

namespace print {

struct Canvas::State {
    std::string bytes;  // What the PDF surface has written so far.
    Cairo::RefPtr<Cairo::Surface> surface;
    Cairo::RefPtr<Cairo::ImageSurface> image;
    Cairo::RefPtr<Cairo::Context> context;
    std::vector<std::string> open_tags;
};

namespace {

void set_path(Cairo::Context& context, const Path& path) {
    context.begin_new_path();
    for (const auto& step : path.steps()) {
        switch (step.verb) {
            case Path::Verb::move:
                context.move_to(step.a.x, step.a.y);
                break;
            case Path::Verb::line:
                context.line_to(step.a.x, step.a.y);
                break;
            case Path::Verb::curve:
                context.curve_to(step.a.x, step.a.y, step.b.x, step.b.y, step.c.x, step.c.y);
                break;
            case Path::Verb::close:
                context.close_path();
                break;
        }
    }
}

void set_colour(Cairo::Context& context, Colour colour) {
    const double r = colour.red / 255.0, g = colour.green / 255.0, b = colour.blue / 255.0;
    if (colour.opacity >= 1)
        context.set_source_rgb(r, g, b);
    else
        context.set_source_rgba(r, g, b, colour.opacity);
}

void set_paint(Cairo::Context& context, const Shape& shape) {
    if (shape.stops.empty()) return set_colour(context, shape.colour);
    const auto gradient =
        Cairo::LinearGradient::create(shape.from.x, shape.from.y, shape.to.x, shape.to.y);
    for (const auto& stop : shape.stops)
        gradient->add_color_stop_rgba(stop.at, stop.colour.red / 255.0, stop.colour.green / 255.0,
                                      stop.colour.blue / 255.0, stop.colour.opacity);
    context.set_source(gradient);
}

// Letters are dear to paint: those that would fall outside are not even tried.
bool in_sight(Cairo::Context& context, double width_pt, double height_pt) {
    double left = 0, top = 0, right = 0, bottom = 0;
    context.get_clip_extents(left, top, right, bottom);
    return right > 0 && left < width_pt && bottom > 0 && top < height_pt;
}

}  // namespace

bool Rect::overlaps(const Rect& other) const {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
}

bool Rect::within(const Rect& outer) const {
    return x >= outer.x && y >= outer.y && right() <= outer.right() && bottom() <= outer.bottom();
}

Canvas::Canvas(std::unique_ptr<State> state) : state_{std::move(state)} {}
Canvas::Canvas(Canvas&&) noexcept = default;
Canvas::~Canvas() = default;

Canvas Canvas::pdf(double width, double height, const PdfInfo& info) {
    auto state = std::make_unique<State>();
    auto* bytes = &state->bytes;
    const auto surface = Cairo::PdfSurface::create_for_stream(
        [bytes](const unsigned char* data, unsigned int length) {
            bytes->append(reinterpret_cast<const char*>(data), length);
            return CAIRO_STATUS_SUCCESS;
        },
        width * points_per_mm, height * points_per_mm);
    const auto describe = [&](cairo_pdf_metadata_t what, const std::string& text) {
        cairo_pdf_surface_set_metadata(surface->cobj(), what, text.c_str());
    };
    describe(CAIRO_PDF_METADATA_TITLE, info.title);
    describe(CAIRO_PDF_METADATA_AUTHOR, info.author);
    describe(CAIRO_PDF_METADATA_CREATE_DATE, iso_text(info.created));
    describe(CAIRO_PDF_METADATA_MOD_DATE, iso_text(info.created));
    state->surface = surface;
    state->context = Cairo::Context::create(surface);
    state->context->scale(points_per_mm, points_per_mm);
    return Canvas{std::move(state)};
}

Canvas Canvas::pixels(const Rect& part, double pixels_per_mm) {
    const int width = static_cast<int>(std::lround(part.width * pixels_per_mm));
    const int height = static_cast<int>(std::lround(part.height * pixels_per_mm));
    check(width > 0 && height > 0 && width <= pixels_max && height <= pixels_max,
          "a picture is bounded");
    auto state = std::make_unique<State>();
    state->image = Cairo::ImageSurface::create(Cairo::Surface::Format::RGB24, width, height);
    state->surface = state->image;
    state->context = Cairo::Context::create(state->image);
    state->context->scale(pixels_per_mm, pixels_per_mm);
    state->context->translate(-part.x, -part.y);
    return Canvas{std::move(state)};
}

void Canvas::begin_tag(const char* name) {
    if (state_->image) return;
    state_->open_tags.emplace_back(name);
    cairo_tag_begin(state_->context->cobj(), name, "");
}

void Canvas::end_tag() {
    if (state_->image) return;
    check(!state_->open_tags.empty(), "a tag is open");
    cairo_tag_end(state_->context->cobj(), state_->open_tags.back().c_str());
    state_->open_tags.pop_back();
}

void Canvas::fill(const Path& path, Colour colour) {
    set_colour(*state_->context, colour);
    set_path(*state_->context, path);
    state_->context->fill();
}

void Canvas::paint(const Drawing& drawing, Point origin) {
    auto& context = *state_->context;
    context.save();
    context.translate(origin.x, origin.y);
    context.set_line_cap(Cairo::Context::LineCap::ROUND);
    context.set_line_join(Cairo::Context::LineJoin::ROUND);
    for (const auto& shape : drawing) {
        set_paint(context, shape);
        set_path(context, shape.path);
        context.set_line_width(shape.line_width);
        shape.line_width > 0 ? context.stroke() : context.fill();
    }
    context.restore();
}

void Canvas::paint_text(const FittedText& text, Point top_left) {
    auto& context = *state_->context;
    context.save();
    context.translate(top_left.x, top_left.y);
    context.scale(1 / points_per_mm, 1 / points_per_mm);
    set_colour(context, text.state_->style.colour);
    context.move_to(0, -text.state_->top_pt);
    if (in_sight(context, text.state_->width_pt, text.state_->height_pt))
        pango_cairo_show_layout(context.cobj(), text.state_->layout.get());
    context.restore();
}

void Canvas::paint_turned_text(const FittedText& text, Point centre, double degrees,
                               double opacity) {
    auto& context = *state_->context;
    context.save();
    context.translate(centre.x, centre.y);
    context.rotate(degrees * std::numbers::pi / 180);
    context.scale(1 / points_per_mm, 1 / points_per_mm);
    auto colour = text.state_->style.colour;
    colour.opacity = opacity;
    set_colour(context, colour);
    context.move_to(-text.state_->width_pt / 2, -text.state_->top_pt - text.state_->height_pt / 2);
    pango_cairo_show_layout(context.cobj(), text.state_->layout.get());
    context.restore();
}

void Canvas::paint_upright_strip(const FittedText& text, Point top_left) {
    auto& context = *state_->context;
    context.save();
    context.translate(top_left.x + text.height_mm(), top_left.y);
    context.rotate(std::numbers::pi / 2);
    paint_text(text, {0, 0});
    context.restore();
}

void Canvas::paint_symbol(const Symbol& symbol, const Rect& area, Colour dark) {
    const double module = area.width / (symbol.side + 2 * quiet_modules);
    Path path;
    for (int row = 0; row < symbol.side; ++row) {
        for (int column = 0; column < symbol.side; ++column) {
            int run = 0;
            while (column + run < symbol.side && symbol.dark(column + run, row)) ++run;
            if (run == 0) continue;
            path.add(box(area.x + (column + quiet_modules) * module,
                         area.y + (row + quiet_modules) * module, run * module, module));
            column += run;
        }
    }
    fill(path, dark);
}

void Canvas::next_page() {
    check(state_->open_tags.empty(), "every tag is closed");
    state_->context->show_page();
}

std::string Canvas::finish_pdf() {
    check(state_->open_tags.empty(), "every tag is closed");
    state_->context->show_page();
    state_->surface->finish();
    return std::move(state_->bytes);
}

std::string Canvas::finish_png() {
    check(state_->image != nullptr, "only pixels make a PNG");
    std::string bytes;
    state_->image->write_to_png_stream([&bytes](const unsigned char* data, unsigned int length) {
        bytes.append(reinterpret_cast<const char*>(data), length);
        return CAIRO_STATUS_SUCCESS;
    });
    return bytes;
}

Canvas::Grey Canvas::read_grey() const {
    check(state_->image != nullptr, "only pixels can be read");
    auto& image = *state_->image;
    image.flush();
    Grey grey{image.get_width(), image.get_height(), {}};
    grey.pixels.reserve(static_cast<std::size_t>(grey.width) * grey.height);
    for (int y = 0; y < grey.height; ++y) {
        const auto* row = reinterpret_cast<const std::uint32_t*>(
            image.get_data() + static_cast<std::ptrdiff_t>(y) * image.get_stride());
        for (int x = 0; x < grey.width; ++x) {
            const auto pixel = row[x];
            const auto luma =
                ((pixel >> 16 & 255) * 299 + (pixel >> 8 & 255) * 587 + (pixel & 255) * 114) / 1000;
            grey.pixels.push_back(static_cast<std::uint8_t>(luma));
        }
    }
    return grey;
}

}  // namespace print
