#include <pango/pangofc-fontmap.h>

#include <string>

#include "campaign/words/check.h"
#include "print/lettering.h"

namespace print {
namespace {

constexpr const char* families[] = {"Inter",
                                    "Inter Display",
                                    "Noto Sans",
                                    "Noto Sans Arabic",
                                    "Noto Sans Hebrew",
                                    "Noto Sans Devanagari",
                                    "Noto Sans Bengali",
                                    "Noto Sans Tamil",
                                    "Noto Sans Thai",
                                    "Noto Sans Georgian",
                                    "Noto Sans Armenian",
                                    "Noto Sans Ethiopic",
                                    "Noto Sans CJK SC",
                                    "Noto Sans CJK TC",
                                    "Noto Sans CJK JP",
                                    "Noto Sans CJK KR"};

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

// One for all threads, which take turns; it shows only our fonts.
PangoFontMap* font_map() {
    static PangoFontMap* const map = [] {
        auto* made = pango_cairo_font_map_new();
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(made), load_fonts());
        return made;
    }();
    return map;
}

std::string han_family_for(std::string_view language) {
    if (language.starts_with("ja")) return "Noto Sans CJK JP";
    if (language.starts_with("ko")) return "Noto Sans CJK KR";
    if (language.starts_with("zh-TW") || language.starts_with("zh-Hant")) return "Noto Sans CJK TC";
    return "Noto Sans CJK SC";
}

std::string families_for(const TextStyle& style) {
    const auto han = han_family_for(style.language);
    std::string list = style.face == Face::display ? "Inter Display" : "Inter";
    for (const std::string family : families)
        if (!family.starts_with("Noto Sans CJK") || family == han) list += "," + family;
    return list;
}

}  // namespace

FontTurn take_font_turn() {
    static std::recursive_mutex fonts;
    return FontTurn{fonts};
}

Layout new_layout(const TextStyle& style) {
    const auto turn = take_font_turn();
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
    Layout layout{pango_layout_new(context.get())};
    auto* font = pango_font_description_new();
    pango_font_description_set_family(font, families_for(style).c_str());
    pango_font_description_set_weight(font, static_cast<PangoWeight>(style.weight));
    pango_font_description_set_absolute_size(font, set_pt * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font);
    pango_font_description_free(font);
    return layout;
}

}  // namespace print
