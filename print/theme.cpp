#include "print/theme.h"

#include <algorithm>

namespace print {
namespace {

const std::vector<Colour>& clothes() {
    static const std::vector<Colour> colours{
        colour_of(0xE4512F), colour_of(0xF5BE4B), colour_of(0xFFF8EC), colour_of(0x9FD8D2),
        colour_of(0xF08A5D), colour_of(0xF3D9B1), colour_of(0x17375A), colour_of(0xC94B6D)};
    return colours;
}

struct Paper {
    std::uint32_t ground, panel, shade, ink, muted, action;
};
constexpr Paper cream{0xFFF8EC, 0xF6E9D0, 0xDCCDB2, 0x10151C, 0x4A545F, 0xCC391F};

struct Sky {
    std::uint32_t top, middle, low, sun;
};
struct Land {
    std::uint32_t far, middle, hill, near;
};

Theme theme_from(std::string name, Backdrop backdrop, const Sky& sky, const Land& land,
                 const Paper& paper = cream) {
    Theme theme;
    theme.name = std::move(name), theme.backdrop = backdrop;
    theme.sky_top = colour_of(sky.top), theme.sky_middle = colour_of(sky.middle);
    theme.sky_low = colour_of(sky.low), theme.sun = colour_of(sky.sun);
    theme.range_far = colour_of(land.far), theme.range_middle = colour_of(land.middle);
    theme.hill = colour_of(land.hill), theme.hill_near = colour_of(land.near);
    theme.ground = colour_of(paper.ground), theme.panel = colour_of(paper.panel);
    theme.card = colour_of(0xFFFFFF), theme.card_shade = colour_of(paper.shade);
    theme.ink = colour_of(paper.ink), theme.muted = colour_of(paper.muted);
    theme.action = colour_of(paper.action);
    theme.on_sky = colour_of(0xFFFFFF), theme.overline = colour_of(0xFFD37A);
    theme.clothes = clothes();
    return theme;
}

std::vector<Theme> make_themes() {
    return {theme_from("horizon", Backdrop::hills, {0x0B2A45, 0x0B6472, 0xE9C48A, 0xF5BE4B},
                       {0x6FA79F, 0x3D8A88, 0x1B6A70, 0x0D4452}),
            theme_from("heather", Backdrop::moor, {0x2A1A4A, 0x6B3F7E, 0xF4B88E, 0xF5BE4B},
                       {0xC08BA0, 0x94668F, 0x694A7C, 0x3E2B59}),
            theme_from("meadow", Backdrop::flowers, {0x123524, 0x2A6A48, 0xEBDD9A, 0xF5BE4B},
                       {0x93BC8A, 0x61996A, 0x357A55, 0x1C4F3B}),
            theme_from("harbour", Backdrop::harbour, {0x0A2747, 0x1C5A8E, 0xC4E1E6, 0xFFD98A},
                       {0x86BBCB, 0x5B96B2, 0x2E6C93, 0x143B5C},
                       {0xF6FAFC, 0xE2EDF4, 0xC3D3DF, 0x0D1B2A, 0x435465, 0xC2331D}),
            theme_from("skyline", Backdrop::skyline, {0x1D1138, 0x5A2A6E, 0xF7A06F, 0xFFC66E},
                       {0xA4648F, 0x70407A, 0x432760, 0x281640},
                       {0xFFF7F2, 0xF7E6E0, 0xE0C9C4, 0x1A1024, 0x54485C, 0xB83A12}),
            theme_from("blossom", Backdrop::blossom, {0x57184A, 0x93356E, 0xFAD3C9, 0xFFE3A3},
                       {0xDDA3B8, 0xB9C79A, 0x86AD78, 0x4C7C58},
                       {0xFFF8F8, 0xFBE7EA, 0xE6CBD1, 0x221019, 0x5C4650, 0xA11E5C}),
            theme_from("starlight", Backdrop::starlight, {0x081433, 0x24407E, 0xA9C3EA, 0xFFF3CF},
                       {0x8BA5D3, 0xD3E1F4, 0xB9CDEA, 0xB4C9E8},
                       {0xF6F9FE, 0xE4EDF9, 0xC6D3E8, 0x0C1630, 0x45516B, 0xB4232E}),
            theme_from("balloons", Backdrop::balloons, {0x0C3C6E, 0x196BA3, 0xFCE6B8, 0xFFC94D},
                       {0xAFCDA8, 0x83B381, 0x4F8F63, 0x2C6B4F},
                       {0xFFFBF0, 0xF6EFD8, 0xDDD3B8, 0x101C28, 0x47535F, 0xBE3A14})};
}

const std::vector<Theme>& all_themes() {
    static const auto themes = make_themes();
    return themes;
}

}  // namespace

const Theme& theme_of(std::string_view name) {
    for (const auto& theme : all_themes())
        if (theme.name == name) return theme;
    return all_themes().front();
}

std::vector<std::string> all_theme_names() {
    std::vector<std::string> names;
    for (const auto& theme : all_themes()) names.push_back(theme.name);
    return names;
}

Scene scene_of(std::string_view kind) {
    if (kind == "contest") return Scene::contest;
    if (kind == "crowdfunding") return Scene::crowdfunding;
    if (kind == "broadcast") return Scene::broadcast;
    if (kind == "recruiting") return Scene::recruiting;
    return Scene::walk;
}

std::string render_illustration_svg(const Illustration& picture, double width, double height) {
    return render_illustration_svg(picture, theme_of(picture.theme), width, height);
}

std::string render_illustration_svg(const Illustration& picture, const Theme& theme, double width,
                                    double height) {
    width = std::clamp(width, 200.0, 4000.0);
    height = std::clamp(height, 200.0, 4000.0);
    const double figure = std::min(height * 0.36, width * 0.2);
    const Stage stage{.width = width,
                      .height = height,
                      .floor = height * 0.93,
                      .figure_height = figure,
                      .first_x = width * 0.06,
                      .last_x = width * 0.94,
                      .sun = {width * 0.74, height * 0.46},
                      .sun_radius = height * 0.13};
    const auto prefix = "s" + std::to_string(static_cast<int>(picture.scene)) + picture.theme +
                        std::to_string(picture.seed) + "g";
    return svg_of(draw_illustration(picture, theme, stage), width, height, prefix);
}

}  // namespace print
