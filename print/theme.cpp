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

Theme paper_theme(std::string name) {
    Theme theme;
    theme.name = std::move(name);
    theme.ground = colour_of(0xFFF8EC);
    theme.panel = colour_of(0xF6E9D0);
    theme.card = colour_of(0xFFFFFF);
    theme.card_shade = colour_of(0xDCCDB2);
    theme.ink = colour_of(0x10151C);
    theme.muted = colour_of(0x4A545F);
    theme.action = colour_of(0xCC391F);
    theme.on_sky = colour_of(0xFFFFFF);
    theme.overline = colour_of(0xFFD37A);
    theme.sun = colour_of(0xF5BE4B);
    theme.clothes = clothes();
    return theme;
}

Theme horizon() {
    auto theme = paper_theme("horizon");
    theme.sky_top = colour_of(0x0B2A45);
    theme.sky_middle = colour_of(0x0B6472);
    theme.sky_low = colour_of(0xE9C48A);
    theme.range_far = colour_of(0x6FA79F);
    theme.range_middle = colour_of(0x3D8A88);
    theme.hill = colour_of(0x1B6A70);
    theme.hill_near = colour_of(0x0D4452);
    return theme;
}

Theme heather() {
    auto theme = paper_theme("heather");
    theme.sky_top = colour_of(0x2A1A4A);
    theme.sky_middle = colour_of(0x6B3F7E);
    theme.sky_low = colour_of(0xF4B88E);
    theme.range_far = colour_of(0xC08BA0);
    theme.range_middle = colour_of(0x94668F);
    theme.hill = colour_of(0x694A7C);
    theme.hill_near = colour_of(0x3E2B59);
    return theme;
}

Theme meadow() {
    auto theme = paper_theme("meadow");
    theme.sky_top = colour_of(0x123524);
    theme.sky_middle = colour_of(0x2A6A48);
    theme.sky_low = colour_of(0xEBDD9A);
    theme.range_far = colour_of(0x93BC8A);
    theme.range_middle = colour_of(0x61996A);
    theme.hill = colour_of(0x357A55);
    theme.hill_near = colour_of(0x1C4F3B);
    return theme;
}

const std::vector<Theme>& all_themes() {
    static const std::vector<Theme> themes{horizon(), heather(), meadow()};
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
    return svg_of(draw_illustration(picture, stage), width, height, prefix);
}

}  // namespace print
