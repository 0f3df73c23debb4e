// Alarms: what stands above every page of the desk until somebody has dealt with it: campaigns in
// which everything is held, and emergencies that one person showed alone.
#pragma once

#include "campaign/language/template.h"
#include "web/app.h"

namespace pages {

// Rows HELD and LOOK, of the campaigns that this person works for.
void fill_alarms(language::Values&, const http::Request&, App&);

}  // namespace pages
