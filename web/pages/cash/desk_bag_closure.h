// What stands on a bag's page when both counts agree: what was found, what its sheets say, and the
// button, for whoever may close it and only where it would be taken.
#pragma once

#include <string>

#include "campaign/cash/bag.h"
#include "web/pages/campaigns/desk_view.h"

namespace pages {

// Section CLOSE, if the bag is to be closed; `action` is where it is posted to.
void fill_bag_closure(language::Values&, const DeskView&, const cash::Bag&,
                      const std::string& action);

}  // namespace pages
