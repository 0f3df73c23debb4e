#include "print/brand.h"

#include <cstdio>

namespace print {
namespace {

constexpr double letters_min = 4.5;  // WCAG 2.2, 1.4.3.
constexpr int steps_max = 60;
constexpr Colour black = colour_of(0), white = colour_of(0xFFFFFF);

template <typename Passes>
Colour darkened_until(Colour colour, Passes passes) {
    for (int step = 0; step < steps_max && !passes(colour); ++step)
        colour = mix(colour, black, 0.04);
    return colour;
}

bool differs(Colour one, Colour other) { return colour_text(one) != colour_text(other); }

std::string gave_way(const char* what, Colour asked, Colour taken, const char* why) {
    return std::string{"The "} + what + " " + colour_text(asked) + " was darkened to " +
           colour_text(taken) + ": " + why;
}

void dress_in_main(Theme& theme, Colour asked, std::vector<std::string>& changed) {
    const auto sky = darkened_until(
        asked, [](Colour colour) { return contrast(colour, white) >= letters_min + 0.3; });
    if (differs(sky, asked))
        changed.push_back(
            gave_way("main colour", asked, sky, "white letters could not be read on it."));
    theme.sky_middle = sky;
    theme.sky_top = mix(sky, black, 0.42);
    theme.sky_low = mix(mix(sky, white, 0.62), theme.sun, 0.3);
    theme.range_far = mix(sky, white, 0.46);
    theme.range_middle = mix(sky, white, 0.26);
    theme.hill = mix(sky, black, 0.12);
    theme.hill_near = mix(sky, black, 0.36);
    if (contrast(theme.overline, theme.sky_top) < letters_min) theme.overline = theme.on_sky;
}

void dress_in_accent(Theme& theme, Colour asked, std::vector<std::string>& changed) {
    const auto action = darkened_until(asked, [&](Colour colour) {
        return contrast(colour, theme.ground) >= letters_min &&
               contrast(colour, theme.card) >= letters_min &&
               contrast(colour, theme.panel) >= letters_min;
    });
    if (differs(action, asked))
        changed.push_back(
            gave_way("accent colour", asked, action, "letters in it could not be read on paper."));
    theme.action = action;
    if (!theme.clothes.empty()) theme.clothes.front() = asked;
}

int digit(char letter) {
    if (letter >= '0' && letter <= '9') return letter - '0';
    if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
    if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
    return -1;
}

}  // namespace

Theme branded(const Theme& theme, const BrandColours& brand, std::vector<std::string>& changed) {
    Theme own = theme;
    if (brand.main) dress_in_main(own, *brand.main, changed);
    if (brand.accent) dress_in_accent(own, *brand.accent, changed);
    return own;
}

Theme sparing(const Theme& theme) {
    Theme thin = theme;
    const auto grey = [](int level) {
        return colour_of(static_cast<std::uint32_t>(level) * 0x10101);
    };
    thin.sky_top = thin.sky_middle = thin.sky_low = white;
    thin.range_far = grey(0xF4), thin.range_middle = grey(0xEC);
    thin.hill = grey(0xE2), thin.hill_near = grey(0xD2);
    thin.ground = thin.card = thin.panel = white;
    thin.card_shade = grey(0xC8);
    thin.on_sky = thin.ink;
    thin.overline = thin.muted;
    thin.sun = grey(0xE6);
    return thin;
}

std::optional<Colour> read_colour(std::string_view text) {
    if (text.starts_with('#')) text.remove_prefix(1);
    if (text.size() != 6) return {};
    std::uint32_t value = 0;
    for (const char letter : text) {
        const int part = digit(letter);
        if (part < 0) return {};
        value = value * 16 + static_cast<std::uint32_t>(part);
    }
    return colour_of(value);
}

std::string colour_text(Colour colour) {
    char text[8];
    std::snprintf(text, sizeof text, "#%02X%02X%02X", colour.red, colour.green, colour.blue);
    return text;
}

}  // namespace print
