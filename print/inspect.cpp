#include "print/inspect.h"

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include <algorithm>
#include <cstdio>

namespace print {
namespace {

constexpr double dark_luminance_max = 0.2, light_luminance_min = 0.8, contrast_min = 7;

std::string tenths(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%.1f", value);
    return text;
}

struct Inspector {
    void say(Weight weight, std::string sentence, const Rect& where) {
        inspection.findings.push_back({weight, std::move(sentence), where});
    }
    void look_at_size(const PlacedCode&);
    void look_at_pixels(const PlacedCode&);
    void look_at_boxes();

    const PageLayout& page;
    Inspection inspection = {};
};

Rect safe_area(Size size) {
    return {safe_margin_mm, safe_margin_mm, size.width - 2 * safe_margin_mm,
            size.height - 2 * safe_margin_mm};
}

double module_of(const PlacedCode& code) {
    return code.area.width / (code.symbol.side + 2 * quiet_modules);
}

void Inspector::look_at_size(const PlacedCode& code) {
    const double module = module_of(code);
    if (module < module_mm_min)
        say(Weight::fault,
            "The modules of the code are " + tenths(module) + " mm wide; printers need 0.5 mm.",
            code.area);
    else if (module < code.distance_mm / modules_per_distance_hard)
        say(Weight::fault,
            "The code is too small to be read from " + tenths(code.distance_mm / 1000) + " m.",
            code.area);
    else if (module < 0.75 * code.distance_mm / modules_per_distance_easy)
        say(Weight::note,
            "The code is read best from " + tenths(module * modules_per_distance_easy / 1000) +
                " m or nearer.",
            code.area);
    if (code.symbol.version > version_easy_max)
        say(Weight::note, "The code is dense; a shorter link makes it easier to read.", code.area);
    const double quiet = quiet_modules * module;
    const Rect dark{code.area.x + quiet, code.area.y + quiet, code.area.width - 2 * quiet,
                    code.area.height - 2 * quiet};
    if (!dark.within(safe_area(page.size)))
        say(Weight::fault, "The code is too near to the edge of the sheet.", code.area);
}

double luminance_of_grey(int grey) {
    const auto part = static_cast<std::uint8_t>(grey);
    return luminance({part, part, part});
}

void Inspector::look_at_pixels(const PlacedCode& code) {
    auto canvas = Canvas::pixels(code.area, pixels_per_module / module_of(code));
    page.paint(canvas);
    const auto grey = canvas.read_grey();
    if (read_symbol(grey) != code.text)
        say(Weight::fault, "The code could not be read back from the drawing.", code.area);
    int lightest_dark = 0, darkest_light = 255;
    const int whole = code.symbol.side + 2 * quiet_modules;
    for (int row = 0; row < whole; ++row) {
        for (int column = 0; column < whole; ++column) {
            const int x =
                std::min(column * pixels_per_module + pixels_per_module / 2, grey.width - 1);
            const int y =
                std::min(row * pixels_per_module + pixels_per_module / 2, grey.height - 1);
            const int c = column - quiet_modules, r = row - quiet_modules;
            const bool inside = c >= 0 && r >= 0 && c < code.symbol.side && r < code.symbol.side;
            const int value = grey.at(x, y);
            if (inside && code.symbol.dark(c, r))
                lightest_dark = std::max(lightest_dark, value);
            else
                darkest_light = std::min(darkest_light, value);
            if (!inside && luminance_of_grey(value) < light_luminance_min) {
                say(Weight::fault, "Something reaches into the white border of the code.",
                    code.area);
                return;
            }
        }
    }
    const double dark = luminance_of_grey(lightest_dark), light = luminance_of_grey(darkest_light);
    if (dark > dark_luminance_max || light < light_luminance_min ||
        (light + 0.05) / (dark + 0.05) < contrast_min)
        say(Weight::fault, "The code does not stand out enough from what is around it.", code.area);
}

void Inspector::look_at_boxes() {
    const Rect safe = safe_area(page.size);
    for (std::size_t i = 0; i < page.boxes.size(); ++i) {
        const auto& box = page.boxes[i];
        if (!box.area.within(safe))
            say(Weight::fault, "The " + box.name + " does not fit on the sheet.", box.area);
        if (box.shortened)
            say(Weight::fault,
                "The " + box.name + " is too long for this sheet; please shorten it.", box.area);
        if (box.letters_without_font > 0)
            say(Weight::fault, "The " + box.name + " has letters that cannot be printed.",
                box.area);
        for (std::size_t other = i + 1; other < page.boxes.size(); ++other)
            if (box.area.overlaps(page.boxes[other].area))
                say(Weight::fault,
                    "The " + box.name + " runs into the " + page.boxes[other].name + ".", box.area);
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
        inspector.look_at_pixels(code);
    }
    inspector.look_at_boxes();
    return std::move(inspector.inspection);
}

std::string read_symbol(const Canvas::Grey& grey) {
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode);
    const auto result = ZXing::ReadBarcode(
        {grey.pixels.data(), grey.width, grey.height, ZXing::ImageFormat::Lum}, hints);
    return result.isValid() ? result.text() : std::string{};
}

}  // namespace print
