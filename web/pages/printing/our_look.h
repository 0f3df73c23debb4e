// Our look: the organisation's stored colours as paper and pages take them, readable whatever was
// asked for (print/brand.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/organisation/look.h"
#include "print/brand.h"

namespace pages {

// As they were asked for.
print::BrandColours asked_colours(const organisation::Look&);
// As this theme takes them: darkened already, so that no sheet says so again.
print::BrandColours our_colours(const organisation::Look&, std::string_view theme);
// Nothing where there are no colours of our own: the theme stays as it is.
std::optional<print::Theme> our_theme(const organisation::Look&, std::string_view theme);

// A sentence for each colour that some theme has to darken.
std::vector<std::string> darkened_words(const organisation::Look&, const std::string& language);

}  // namespace pages
