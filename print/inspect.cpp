#include "print/inspect.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>
#include <tuple>

namespace print {
namespace {

constexpr double dark_luminance_max = 0.2, light_luminance_min = 0.8, contrast_min = 7;
constexpr double mm_per_inch = 25.4;

std::string tenths(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

std::string filled(std::string pattern, const std::vector<std::string>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto hole = "{" + std::to_string(i + 1) + "}";
        if (const auto at = pattern.find(hole); at != pattern.npos)
            pattern.replace(at, hole.size(), values[i]);
    }
    return pattern;
}

Rect safe_area(Size size) {
    return {safe_margin_mm, safe_margin_mm, size.width - 2 * safe_margin_mm,
            size.height - 2 * safe_margin_mm};
}

double module_of(const PlacedCode& code) {
    return code.area.width / (code.symbol.side + 2 * quiet_modules);
}

Rect dark_area(const PlacedCode& code) {
    const double quiet = quiet_modules * module_of(code);
    return {code.area.x + quiet, code.area.y + quiet, code.area.width - 2 * quiet,
            code.area.height - 2 * quiet};
}

double luminance_of_grey(int grey) {
    const auto part = static_cast<std::uint8_t>(grey);
    return luminance({part, part, part});
}

// Codes that are painted in one go, because they are equally fine and stand close together.
struct Band {
    Rect area;
    double module = 0, codes_area = 0;
    std::vector<const PlacedCode*> codes;
};

Rect around(const Rect& one, const Rect& other) {
    const double x = std::min(one.x, other.x), y = std::min(one.y, other.y);
    return {x, y, std::max(one.right(), other.right()) - x,
            std::max(one.bottom(), other.bottom()) - y};
}

std::vector<Band> bands_of(const std::vector<PlacedCode>& codes) {
    constexpr double waste_max = 1.7, side_px_max = 6'000;
    std::vector<Band> bands;
    for (const auto& code : codes) {
        const double own = code.area.width * code.area.height, module = module_of(code);
        const auto fits = [&](const Band& band) {
            const auto area = around(band.area, code.area);
            return std::abs(band.module - module) < 1e-9 &&
                   area.width * area.height <= waste_max * (band.codes_area + own) &&
                   std::max(area.width, area.height) * pixels_per_module / module < side_px_max;
        };
        const auto found = std::find_if(bands.begin(), bands.end(), fits);
        if (found == bands.end()) {
            bands.push_back({code.area, module, own, {&code}});
            continue;
        }
        found->area = around(found->area, code.area);
        found->codes_area += own;
        found->codes.push_back(&code);
    }
    return bands;
}

Canvas::Grey part_of(const Canvas::Grey& whole, Point from, double side_px) {
    const int left = std::max(0, static_cast<int>(std::floor(from.x))),
              top = std::max(0, static_cast<int>(std::floor(from.y)));
    const int width = std::min(static_cast<int>(std::ceil(side_px)), whole.width - left),
              height = std::min(static_cast<int>(std::ceil(side_px)), whole.height - top);
    Canvas::Grey part{width, height, {}};
    part.pixels.reserve(static_cast<std::size_t>(width) * height);
    for (int y = 0; y < height; ++y) {
        const auto row =
            whole.pixels.begin() + static_cast<std::ptrdiff_t>(top + y) * whole.width + left;
        part.pixels.insert(part.pixels.end(), row, row + width);
    }
    return part;
}

struct Inspector {
    void say(const char* pattern, std::vector<std::string> values, Weight weight,
             const Rect& where) {
        auto sentence = filled(pattern, values);
        inspection.findings.push_back(
            {weight, std::move(sentence), where, pattern, std::move(values)});
    }
    void look_at_size(const PlacedCode&);
    void look_at_logo(const PlacedCode&);
    void look_at_band(const Band&);
    void look_at_modules(const PlacedCode&, const Canvas::Grey&, Point from);
    void read_under_strain(const PlacedCode&, const Canvas::Grey&);
    void look_at_boxes();
    void look_at_pictures();

    const PageLayout& page;
    Inspection inspection = {};
    std::set<std::tuple<std::string, int, int>> strained = {};  // What was read under strain.
};

void Inspector::look_at_size(const PlacedCode& code) {
    const double module = module_of(code);
    if (module < module_mm_min)
        say("The modules of the code are {1} mm wide; printers need 0.5 mm.", {tenths(module)},
            Weight::fault, code.area);
    else if (module < code.distance_mm / modules_per_distance_hard)
        say("The code is too small to be read from {1} m.", {tenths(code.distance_mm / 1000)},
            Weight::fault, code.area);
    else if (module < module_mm_easy)
        say("The code is fine: print it at the best quality, without fitting it to the page.", {},
            Weight::note, code.area);
    else if (module < 0.75 * code.distance_mm / modules_per_distance_easy)
        say("The code is read best from {1} m or nearer.",
            {tenths(module * modules_per_distance_easy / 1000)}, Weight::note, code.area);
    if (code.symbol.version > version_easy_max)
        say("The code is dense; a shorter link makes it easier to read.", {}, Weight::note,
            code.area);
    if (!dark_area(code).within(safe_area(page.size)))
        say("The code is too near to the edge of the sheet.", {}, Weight::fault, code.area);
}

void Inspector::look_at_logo(const PlacedCode& code) {
    if (!code.logo) return;
    const auto dark = dark_area(code);
    const double side = std::max(code.logo->width, code.logo->height);
    if (side > logo_share_max * dark.width + 1e-6)
        say("The logo covers {1} % of the code's side; up to 22 % can be read.",
            {std::to_string(std::lround(side / dark.width * 100))}, Weight::fault, *code.logo);
    if (code.symbol.correction != Correction::h || code.symbol.version < logo_version_min)
        say("A code with a logo needs the strongest correction and 29 modules a side.", {},
            Weight::fault, *code.logo);
    const double off = module_of(code);
    const auto middle = [](double from, double length) { return from + length / 2; };
    if (std::abs(middle(code.logo->x, code.logo->width) - middle(dark.x, dark.width)) > off ||
        std::abs(middle(code.logo->y, code.logo->height) - middle(dark.y, dark.height)) > off)
        say("The logo does not lie on the middle of the code.", {}, Weight::fault, *code.logo);
}

void Inspector::look_at_band(const Band& band) {
    const double scale = pixels_per_module / band.module;
    auto canvas = Canvas::pixels(band.area, scale);
    page.paint(canvas);
    const auto grey = canvas.read_grey();
    for (const auto* code : band.codes) {
        const Point from{(code->area.x - band.area.x) * scale,
                         (code->area.y - band.area.y) * scale};
        look_at_modules(*code, grey, from);
        const auto key = std::tuple{code->text, code->symbol.side,
                                    static_cast<int>(std::lround(band.module * 1000))};
        if (strained.insert(key).second)
            read_under_strain(*code, part_of(grey, from, code->area.width * scale));
    }
}

void Inspector::read_under_strain(const PlacedCode& code, const Canvas::Grey& grey) {
    for (const auto& name : failed_readings(grey, pixels_per_module, code.text)) {
        if (name.empty())
            say("The code could not be read back from the drawing.", {}, Weight::fault, code.area);
        else
            say("The code cannot be read {1}.", {name}, Weight::fault, code.area);
    }
}

// The middle of every module, and of every place in the border, has to be what it should be.
void Inspector::look_at_modules(const PlacedCode& code, const Canvas::Grey& grey, Point from) {
    int lightest_dark = 0, darkest_light = 255;
    const int whole = code.symbol.side + 2 * quiet_modules;
    const auto under_logo = [&](int column, int row) {
        if (!code.logo) return false;
        const double module = module_of(code);
        return Rect{code.area.x + column * module, code.area.y + row * module, module, module}
            .overlaps(*code.logo);
    };
    for (int row = 0; row < whole; ++row) {
        for (int column = 0; column < whole; ++column) {
            if (under_logo(column, row)) continue;
            const auto pixel = [&](double start, int place, int limit) {
                return std::min(static_cast<int>(start + (place + 0.5) * pixels_per_module),
                                limit - 1);
            };
            const int value =
                grey.at(pixel(from.x, column, grey.width), pixel(from.y, row, grey.height));
            const int c = column - quiet_modules, r = row - quiet_modules;
            const bool inside = c >= 0 && r >= 0 && c < code.symbol.side && r < code.symbol.side;
            if (inside && code.symbol.dark(c, r))
                lightest_dark = std::max(lightest_dark, value);
            else
                darkest_light = std::min(darkest_light, value);
            if (!inside && luminance_of_grey(value) < light_luminance_min) {
                say("Something reaches into the white border of the code.", {}, Weight::fault,
                    code.area);
                return;
            }
        }
    }
    const double dark = luminance_of_grey(lightest_dark), light = luminance_of_grey(darkest_light);
    if (dark > dark_luminance_max || light < light_luminance_min ||
        (light + 0.05) / (dark + 0.05) < contrast_min)
        say("The code does not stand out enough from what is around it.", {}, Weight::fault,
            code.area);
}

void Inspector::look_at_boxes() {
    const Rect safe = safe_area(page.size);
    for (std::size_t i = 0; i < page.boxes.size(); ++i) {
        const auto& box = page.boxes[i];
        if (!box.area.within(safe))
            say("The {1} does not fit on the sheet.", {box.name}, Weight::fault, box.area);
        if (box.shortened)
            say("The {1} is too long for this sheet; please shorten it.", {box.name}, Weight::fault,
                box.area);
        if (box.letters_without_font > 0)
            say("The {1} has letters that cannot be printed.", {box.name}, Weight::fault, box.area);
        for (std::size_t other = i + 1; other < page.boxes.size(); ++other)
            if (box.area.overlaps(page.boxes[other].area))
                say("The {1} runs into the {2}.", {box.name, page.boxes[other].name}, Weight::fault,
                    box.area);
    }
}

void Inspector::look_at_pictures() {
    for (const auto& picture : page.pictures) {
        const double ppi = std::min(picture.width_px / picture.area.width,
                                    picture.height_px / picture.area.height) *
                           mm_per_inch;
        const std::vector<std::string> values{picture.name, std::to_string(std::lround(ppi))};
        if (ppi < picture_ppi_min)
            say("The {1} is too coarse for its size: {2} dots an inch, and 150 are needed.", values,
                Weight::fault, picture.area);
        else if (ppi < picture_ppi_easy)
            say("The {1} will look a little soft: {2} dots an inch.", values, Weight::note,
                picture.area);
    }
}

}  // namespace

bool Inspection::releasable() const {
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.weight == Weight::fault; });
}

Inspection inspect_page(const PageLayout& page) {
    Inspector inspector{page};
    for (const auto& code : page.codes) {
        inspector.look_at_size(code);
        inspector.look_at_logo(code);
    }
    for (const auto& band : bands_of(page.codes)) inspector.look_at_band(band);
    inspector.look_at_boxes();
    inspector.look_at_pictures();
    return std::move(inspector.inspection);
}

}  // namespace print
