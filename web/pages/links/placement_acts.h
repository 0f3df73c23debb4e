// What happened to a place, on its page at the desk, and the photos of it.
#pragma once

#include "campaign/language/template.h"
#include "web/pages/links/placements.h"

namespace pages {

// The section HAPPENED with rows ACT; none where nothing has happened.
void fill_acts(language::Values&, const http::Request&, App&, const CampaignHere&,
               const links::Placement&);

}  // namespace pages
