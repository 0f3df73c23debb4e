// Brand: an organisation's own colours in the place of a theme's, as far as people can read them.
//
// The guard never refuses: a colour that is too pale for its letters is darkened step by step until
// it passes (WCAG 2.2, 4.5:1), and what was changed is said in a sentence.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "print/theme.h"

namespace print {

struct BrandColours {
    std::optional<Colour> main;    // Sky and hills.
    std::optional<Colour> accent;  // What people shall do, and sums of money.
};

// The theme in these colours. `changed` gets a sentence for each colour that had to give way.
Theme branded(const Theme&, const BrandColours&, std::vector<std::string>& changed);

// White sky, grey hills, dark letters: about a fifth of the ink.
Theme sparing(const Theme&);

// "#CC391F" or "cc391f"; nothing if it is anything else.
std::optional<Colour> read_colour(std::string_view);
std::string colour_text(Colour);  // "#CC391F"

}  // namespace print
