#include "print/lettering.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>

#include <algorithm>
#include <cmath>

#include "campaign/words/check.h"

namespace print {
namespace {

constexpr double shrink_step = 0.955;
constexpr std::size_t text_bytes_max = 2'000;  // Far above every cap of a poster's lines.

constexpr const char* families[] = {
    "Inter", "Inter Display", "Noto Sans", "Noto Sans Arabic", "Noto Sans Hebrew",
    "Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Tamil", "Noto Sans Thai",
    "Noto Sans Georgian", "Noto Sans Armenian", "Noto Sans Ethiopic", "Noto Sans CJK SC",
    "Noto Sans CJK TC", "Noto Sans CJK JP", "Noto Sans CJK KR"};

// The system's fonts less everything but ours. Made once, never changed afterwards.
FcConfig* load_fonts() {
    std::string rules = "<fontconfig><selectfont><acceptfont>";
    for (const char* family : families)
        rules += std::string{"<pattern><patelt name=\"family\"><string>"} + family +
                 "</string></patelt></pattern>";
    rules += "</acceptfont><rejectfont><pattern/></rejectfont></selectfont></fontconfig>";
    FcConfig* fonts = FcInitLoadConfig();
    check(fonts != nullptr, "fontconfig has a configuration");
    FcConfigParseAndLoadFromMemory(fonts, reinterpret_cast<const FcChar8*>(rules.c_str()), FcTrue);
    FcConfigBuildFonts(fonts);
    return fonts;
}

// Pango keeps one font map for each thread; ours shows it only our fonts.
PangoFontMap* font_map() {
    static FcConfig* const fonts = load_fonts();
    auto* map = pango_cairo_font_map_get_default();
    if (pango_fc_font_map_get_config(PANGO_FC_FONT_MAP(map)) != fonts)
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), fonts);
    return map;
}

std::string families_for(const TextStyle& style) {
    const std::string han = style.language.starts_with("ja")   ? "Noto Sans CJK JP"
                            : style.language.starts_with("ko") ? "Noto Sans CJK KR"
                            : style.language.starts_with("zh-TW") || style.language.starts_with("zh-Hant")
                                ? "Noto Sans CJK TC"
                                : "Noto Sans CJK SC";
    std::string list = style.face == Face::display ? "Inter Display" : "Inter";
    for (const std::string family : families)
        if (!family.starts_with("Noto Sans CJK") || family == han) list += "," + family;
    return list;
}

Layout new_layout(const TextStyle& style) {
    const std::unique_ptr<PangoContext, ReleaseObject> context{
        pango_font_map_create_context(font_map())};
    pango_cairo_context_set_resolution(context.get(), 72);
    pango_context_set_language(context.get(), pango_language_from_string(style.language.c_str()));
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    auto* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
    return Layout{pango_layout_new(context.get())};
}

void set_size(PangoLayout* layout, const TextStyle& style, double size_pt) {
    auto* font = pango_font_description_new();
    pango_font_description_set_family(font, families_for(style).c_str());
    pango_font_description_set_weight(font, static_cast<PangoWeight>(style.weight));
    pango_font_description_set_absolute_size(font, size_pt * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
}

struct Extent { double width, height; };
Extent extent_of(PangoLayout* layout) {
    PangoRectangle logical;
    pango_layout_get_extents(layout, nullptr, &logical);
    return {double(logical.width) / PANGO_SCALE, double(logical.height) / PANGO_SCALE};
}

PangoAlignment alignment_for(Align align, std::string_view text) {
    if (align == Align::centre) return PANGO_ALIGN_CENTER;
    // In a paragraph read from the right, Pango exchanges the meaning of left and right.
    return (align == Align::left) != reads_from_right(text) ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT;
}

// Width in points at which the text keeps its number of lines but they are about equally long.
void balance_lines(PangoLayout* layout, double width_pt) {
    const int lines = pango_layout_get_line_count(layout);
    if (lines < 2) return;
    double low = width_pt / (lines + 1), high = width_pt;
    for (int i = 0; i < 9; ++i) {
        const double middle = (low + high) / 2;
        pango_layout_set_width(layout, static_cast<int>(middle * PANGO_SCALE));
        const bool fits = pango_layout_get_line_count(layout) <= lines &&
                          extent_of(layout).width <= middle + 0.5;
        (fits ? high : low) = middle;
    }
    pango_layout_set_width(layout, static_cast<int>(high * PANGO_SCALE));
    // The lines were broken for the narrow width; align them in the whole one by fixing the breaks.
    const std::string text = pango_layout_get_text(layout);
    std::string fixed;
    for (int i = 0; i < lines; ++i) {
        const auto* line = pango_layout_get_line_readonly(layout, i);
        if (!line) break;
        auto part = text.substr(line->start_index, line->length);
        while (!part.empty() && part.back() == ' ') part.pop_back();
        fixed += (i ? "\xE2\x80\xA8" : "") + part;  // U+2028, a new line of the same paragraph.
    }
    pango_layout_set_text(layout, fixed.c_str(), static_cast<int>(fixed.size()));
    pango_layout_set_width(layout, static_cast<int>(width_pt * PANGO_SCALE));
}

}  // namespace

// Hebrew, Arabic, Syriac, Thaana, NKo and their presentation forms (Unicode Bidi_Class R and AL).
bool reads_from_right(std::string_view text) {
    const char* end = text.data() + text.size();
    for (const char* at = text.data(); at < end; at = g_utf8_next_char(at)) {
        const auto letter = g_utf8_get_char_validated(at, end - at);
        if (letter >= 0x110000) return false;  // Not UTF-8.
        if ((letter >= 0x590 && letter < 0x900 && g_unichar_isalpha(letter)) ||
            (letter >= 0xFB1D && letter < 0xFE00) || (letter >= 0xFE70 && letter < 0xFF00))
            return true;
        if (g_unichar_isalpha(letter)) return false;
    }
    return false;
}

FittedText::FittedText(std::string_view text, double width, double height, const TextStyle& style,
                       Wrap wrap) {
    check(text.size() <= text_bytes_max && width > 0, "a text for paper is bounded");
    const double width_pt = width * points_per_mm, height_pt = height * points_per_mm;
    state_ = std::make_unique<State>(State{new_layout(style), style, style.size_pt, width_pt, false});
    auto* layout = state_->layout.get();
    pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
    pango_layout_set_auto_dir(layout, TRUE);
    pango_layout_set_line_spacing(layout, static_cast<float>(style.line_spacing));
    pango_layout_set_alignment(layout, alignment_for(style.align, text));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_width(layout, static_cast<int>(width_pt * PANGO_SCALE));
    const auto fits = [&] {
        const auto extent = extent_of(layout);
        return extent.width <= width_pt + 0.5 && extent.height <= height_pt + 0.5 &&
               pango_layout_get_line_count(layout) <= style.lines_max;
    };
    for (double size = style.size_pt;; size = std::max(size * shrink_step, style.smallest_pt)) {
        set_size(layout, style, size);
        state_->size_pt = size;
        if (fits()) {
            if (wrap == Wrap::balanced) balance_lines(layout, width_pt);
            return;
        }
        if (size <= style.smallest_pt) break;
    }
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    if (fits()) return;
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    const double line_pt = extent_of(layout).height / std::max(1, pango_layout_get_line_count(layout));
    const int lines = std::clamp(static_cast<int>((height_pt + 0.5) / line_pt), 1, style.lines_max);
    pango_layout_set_height(layout, -lines);
    state_->shortened = pango_layout_is_ellipsized(layout) != 0;
}

FittedText::FittedText(FittedText&&) noexcept = default;
FittedText& FittedText::operator=(FittedText&&) noexcept = default;
FittedText::~FittedText() = default;

double FittedText::height_mm() const { return extent_of(state_->layout.get()).height / points_per_mm; }
double FittedText::width_mm() const { return extent_of(state_->layout.get()).width / points_per_mm; }
double FittedText::size_pt() const { return state_->size_pt; }
int FittedText::lines() const { return pango_layout_get_line_count(state_->layout.get()); }
bool FittedText::shortened() const { return state_->shortened; }
int FittedText::letters_without_font() const {
    return pango_layout_get_unknown_glyphs_count(state_->layout.get());
}

}  // namespace print
