// Announced: what interrupts everybody who looks at a campaign now, on top of its pages.
#pragma once

#include "campaign/language/template.h"
#include "web/html/layout.h"
#include "web/live/state.h"

namespace pages {

// SEVERITY, LABEL, WORDS, UNTIL_TEXT, UNTIL, and SILENT where there is nothing to say.
void fill_announcement(language::Values&, const live::State&, const std::string& language);

// The same in a section ANNOUNCING, with its style and script, for a page of a public campaign. A
// page without scripts gets the announcement only where there is one.
void fill_announced(language::Values&, const http::Request&, App&, PublicPage&);

}  // namespace pages
