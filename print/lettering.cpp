#include "print/lettering.h"

#include <algorithm>

namespace print {
namespace {

constexpr std::string_view separator = "·";  // Not needed where a line ends.

double points(int units) { return double(units) / PANGO_SCALE; }

double width_of(PangoLayout* layout) {
    PangoRectangle logical;
    pango_layout_get_extents(layout, nullptr, &logical);
    return points(logical.width);
}

// Arabic stacks its marks and Devanagari hangs below; Han letters fill their square.
double script_spacing(std::string_view text) {
    for (const char* at = text.data(); at < text.data() + text.size(); at = g_utf8_next_char(at)) {
        const auto letter = g_utf8_get_char_validated(at, text.data() + text.size() - at);
        if (letter >= 0x110000) break;
        if (letter >= 0x590 && letter < 0x1200) return 1.22;
        if (letter >= 0x2E80 && letter < 0xFB00) return 1.1;
    }
    return 1;
}

// The least width at which the text keeps its number of lines.
void narrow_to_balance(PangoLayout* layout, double width) {
    const int lines = pango_layout_get_line_count(layout);
    double low = width / (lines + 1), high = width;
    for (int i = 0; i < 7; ++i) {
        const double middle = (low + high) / 2;
        pango_layout_set_width(layout, static_cast<int>(middle * PANGO_SCALE));
        const bool fits =
            pango_layout_get_line_count(layout) <= lines && width_of(layout) <= middle + 0.5;
        (fits ? high : low) = middle;
    }
    pango_layout_set_width(layout, static_cast<int>(high * PANGO_SCALE));
}

std::string_view trimmed(std::string_view line) {
    while (line.ends_with(' ') || line.ends_with(separator))
        line.remove_suffix(line.ends_with(' ') ? 1 : separator.size());
    while (line.starts_with(' ') || line.starts_with(separator))
        line.remove_prefix(line.starts_with(' ') ? 1 : separator.size());
    return line;
}

}  // namespace

Extent extent_of(PangoLayout* layout) {
    PangoRectangle ink, logical;
    pango_layout_get_extents(layout, &ink, &logical);
    auto* lines = pango_layout_get_iter(layout);
    while (pango_layout_iter_next_line(lines)) {
    }
    const double last = points(pango_layout_iter_get_baseline(lines));
    pango_layout_iter_free(lines);
    const double first = points(pango_layout_get_baseline(layout));
    const double top = std::min(first - ascent_em * set_pt, points(ink.y));
    const double bottom = std::max(last + descent_em * set_pt, points(ink.y + ink.height));
    return {points(logical.width), top, bottom - top};
}

void set_spacing(PangoLayout* layout, const TextStyle& style) {
    pango_layout_set_line_spacing(layout, 0);
    PangoRectangle logical;
    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), nullptr, &logical);
    const double natural = std::max(0.1, points(logical.height) / set_pt);
    const double wanted = style.line_spacing * script_spacing(pango_layout_get_text(layout));
    pango_layout_set_line_spacing(layout, static_cast<float>(wanted / natural));
}

void fix_lines(PangoLayout* layout, double width, Wrap wrap) {
    const int lines = pango_layout_get_line_count(layout);
    if (lines < 2) return;
    if (wrap == Wrap::balanced) narrow_to_balance(layout, width);
    const std::string text = pango_layout_get_text(layout);
    std::string fixed;
    auto* attributes = pango_attr_list_new();
    for (int i = 0; i < lines; ++i) {
        const auto* line = pango_layout_get_line_readonly(layout, i);
        if (line == nullptr) break;
        if (i > 0) {
            auto* tiny = pango_attr_size_new_absolute(1);
            tiny->start_index = static_cast<guint>(fixed.size());
            tiny->end_index = tiny->start_index + 1;
            pango_attr_list_insert(attributes, tiny);
            fixed += " \xE2\x80\xA8";  // U+2028, a new line of the same paragraph.
        }
        fixed += trimmed(std::string_view{text}.substr(line->start_index, line->length));
    }
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_text(layout, fixed.c_str(), static_cast<int>(fixed.size()));
    pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
}

}  // namespace print
