// What the desk's page about printing does when a form is sent.
#pragma once

#include "campaign/links/placement.h"
#include "web/pages/campaigns/desk_view.h"

namespace pages {

// Not printed yet, and on the list.
bool is_to_print(const links::Placement&);
// Returns where to go on. Throws Refused.
std::string act_on_printing(const DeskView&);

}  // namespace pages
