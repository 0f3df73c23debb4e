#include "print/canvas.h"

#include <cairo-pdf.h>
#include <cairomm/cairomm.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "campaign/words/check.h"
#include "print/lettering.h"
#include "print/picture_state.h"

namespace print {

struct Canvas::State {
    std::string bytes;  // What the PDF surface has written so far.
    Cairo::RefPtr<Cairo::Surface> surface;
    Cairo::RefPtr<Cairo::ImageSurface> image;
    Cairo::RefPtr<Cairo::Context> context;
    bool is_tagged = false;  // Structure exists in a PDF alone.
    std::vector<std::string> open_tags;
    Finish finish = {};  // Of a PDF.
    int page = 1;
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

// Cairo counts surfaces over the whole life of the process; the same drawing gets the same names.
std::string numbered_anew(const std::string& svg) {
    constexpr std::string_view word = "surface";
    std::map<std::string, std::size_t> seen;
    std::string text;
    for (std::size_t at = 0; at < svg.size();) {
        const auto found = std::min(svg.find(word, at), svg.size());
        const auto digits = found + word.size();
        auto end = digits;
        while (end < svg.size() && svg[end] >= '0' && svg[end] <= '9') ++end;
        const bool names =
            found > 0 && end > digits && (svg[found - 1] == '"' || svg[found - 1] == '#');
        text.append(svg, at, std::min(digits, svg.size()) - at);
        at = std::min(digits, svg.size());
        if (!names) continue;
        const auto number = seen.try_emplace(svg.substr(digits, end - digits), seen.size() + 1);
        text += std::to_string(number.first->second), at = end;
    }
    return text;
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
Canvas::~Canvas() {
    const auto turn = take_font_turn();
    state_.reset();
}

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
    state->is_tagged = true;
    state->context = Cairo::Context::create(surface);
    state->context->scale(points_per_mm, points_per_mm);
    state->finish = {info.language, {}, info.slug_mm};
    return Canvas{std::move(state)};
}

Canvas Canvas::svg(double width, double height) {
    auto state = std::make_unique<State>();
    auto* bytes = &state->bytes;
    state->surface = Cairo::SvgSurface::create_for_stream(
        [bytes](const unsigned char* data, unsigned int length) {
            bytes->append(reinterpret_cast<const char*>(data), length);
            return CAIRO_STATUS_SUCCESS;
        },
        width * points_per_mm, height * points_per_mm);
    state->context = Cairo::Context::create(state->surface);
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
    if (!state_->is_tagged) return;
    state_->open_tags.emplace_back(name);
    if (state_->open_tags.back() == "Figure") state_->finish.alts.emplace_back();
    cairo_tag_begin(state_->context->cobj(), name, "");
}

void Canvas::begin_figure(const std::string& alt) {
    if (!state_->is_tagged) return;
    begin_tag("Figure");
    state_->finish.alts.back() = alt;
}

void Canvas::name_page(const std::string& name) {
    if (!state_->is_tagged || name.empty()) return;
    const auto place = "page=" + std::to_string(state_->page);
    cairo_pdf_surface_add_outline(state_->surface->cobj(), CAIRO_PDF_OUTLINE_ROOT, name.c_str(),
                                  place.c_str(), static_cast<cairo_pdf_outline_flags_t>(0));
}

void Canvas::end_tag() {
    if (!state_->is_tagged) return;
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
    const auto turn = take_font_turn();
    auto& context = *state_->context;
    context.save();
    context.translate(top_left.x, top_left.y);
    const double scale = text.state_->scale();
    context.scale(scale / points_per_mm, scale / points_per_mm);
    set_colour(context, text.state_->style.colour);
    context.move_to(0, -text.state_->top_pt / scale);
    if (in_sight(context, text.state_->width_pt / scale, text.state_->height_pt / scale))
        pango_cairo_show_layout(context.cobj(), text.state_->layout.get());
    context.restore();
}

void Canvas::paint_turned_text(const FittedText& text, Point centre, double degrees,
                               double opacity) {
    const auto turn = take_font_turn();
    auto& context = *state_->context;
    context.save();
    context.translate(centre.x, centre.y);
    context.rotate(degrees * std::numbers::pi / 180);
    const double scale = text.state_->scale();
    context.scale(scale / points_per_mm, scale / points_per_mm);
    auto colour = text.state_->style.colour;
    colour.opacity = opacity;
    set_colour(context, colour);
    context.move_to(-text.state_->width_pt / scale / 2,
                    (-text.state_->top_pt - text.state_->height_pt / 2) / scale);
    pango_cairo_show_layout(context.cobj(), text.state_->layout.get());
    context.restore();
}

void Canvas::paint_upright_strip(const FittedText& text, Point top_left) {
    const auto turn = take_font_turn();
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

void Canvas::paint_picture(const std::string& bytes, const Rect& room, Align align) {
    paint_picture(Picture{bytes}, room, align);
}

void Canvas::paint_picture(const Picture& picture, const Rect& room, Align align) {
    if (!picture.is_there()) return;
    const double scale = std::min(room.width / picture.width(), room.height / picture.height());
    const double spare = room.width - scale * picture.width();
    const double x = align == Align::left ? 0 : align == Align::right ? spare : spare / 2;
    auto& context = *state_->context;
    context.save();
    context.translate(room.x + x, room.y);
    context.scale(scale, scale);
    context.set_source(picture.state_->surface, 0, 0);
    context.paint();
    context.restore();
}

void Canvas::cover_with_picture(const Picture& picture, const Rect& room) {
    if (!picture.is_there()) return;
    const double scale = std::max(room.width / picture.width(), room.height / picture.height());
    auto& context = *state_->context;
    context.save();
    set_path(context, box(room.x, room.y, room.width, room.height));
    context.clip();
    context.translate(room.x + (room.width - scale * picture.width()) / 2,
                      room.y + (room.height - scale * picture.height()) / 2);
    context.scale(scale, scale);
    context.set_source(picture.state_->surface, 0, 0);
    context.paint();
    context.restore();
}

void Canvas::begin_clip(const Path& path) {
    state_->context->save();
    set_path(*state_->context, path);
    state_->context->clip();
}

void Canvas::begin_turn(Point centre, double degrees) {
    auto& context = *state_->context;
    context.save();
    context.translate(centre.x, centre.y);
    context.rotate(degrees * std::numbers::pi / 180);
    context.translate(-centre.x, -centre.y);
}

void Canvas::begin_shift(Point by) {
    state_->context->save();
    state_->context->translate(by.x, by.y);
}

bool Canvas::sees(const Rect& area) const {
    double left = 0, top = 0, right = 0, bottom = 0;
    state_->context->get_clip_extents(left, top, right, bottom);
    return area.overlaps({left, top, right - left, bottom - top});
}

void Canvas::end_part() { state_->context->restore(); }

void Canvas::next_page() {
    const auto turn = take_font_turn();
    auto& state = *state_;
    check(state.open_tags.empty(), "every tag is closed");
    state.context->show_page();
    ++state.page;
}

std::string Canvas::finish_pdf() {
    auto& state = *state_;
    check(state.open_tags.empty(), "every tag is closed");
    {
        const auto turn = take_font_turn();
        state.context->show_page();
        state.surface->finish();
    }
    return finish_document(state.bytes, state.finish);
}

std::string Canvas::finish_svg() {
    const auto turn = take_font_turn();
    state_->context->show_page();
    state_->surface->finish();
    return numbered_anew(std::move(state_->bytes));
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
