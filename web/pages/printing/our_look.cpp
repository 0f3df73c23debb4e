#include "web/pages/printing/our_look.h"

#include "campaign/language/catalogue.h"

namespace pages {

namespace {

using language::say_with;
using print::Colour;

// The darkest that any theme makes of it.
Colour darkest(const organisation::Look& look, Colour asked, Colour print::Theme::*part) {
    auto found = asked;
    for (const auto& name : print::all_theme_names()) {
        const auto theme = our_theme(look, name);
        if (theme && print::luminance((*theme).*part) < print::luminance(found))
            found = (*theme).*part;
    }
    return found;
}

}  // namespace

print::BrandColours asked_colours(const organisation::Look& look) {
    return {print::read_colour(look.main_colour), print::read_colour(look.accent_colour)};
}

std::optional<print::Theme> our_theme(const organisation::Look& look, std::string_view name) {
    const auto asked = asked_colours(look);
    if (!asked.main && !asked.accent) return {};
    std::vector<std::string> changed;
    return print::branded(print::theme_of(name), asked, changed);
}

print::BrandColours our_colours(const organisation::Look& look, std::string_view name) {
    auto colours = asked_colours(look);
    const auto theme = our_theme(look, name);
    if (colours.main) colours.main = theme->sky_middle;
    if (colours.accent) colours.accent = theme->action;
    return colours;
}

std::vector<std::string> darkened_words(const organisation::Look& look, const std::string& lang) {
    std::vector<std::string> said;
    const auto asked = asked_colours(look);
    const auto compare = [&](const std::optional<Colour>& colour, Colour print::Theme::*part,
                             std::string_view sentence) {
        if (!colour) return;
        const auto was = print::colour_text(*colour);
        const auto is = print::colour_text(darkest(look, *colour, part));
        if (was != is) said.push_back(say_with(sentence, {was, is}, lang));
    };
    compare(asked.main, &print::Theme::sky_middle,
            language::to_say("The main colour {1} is darkened to {2}: white letters could not be "
                             "read on it."));
    compare(asked.accent, &print::Theme::action,
            language::to_say("The accent colour {1} is darkened to {2}: letters in it could not be "
                             "read on paper."));
    return said;
}

}  // namespace pages
