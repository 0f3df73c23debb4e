// own_item: somebody is to look after an open item or a difference, until a day; or nobody any
// more.
#pragma once

#include "campaign/finance/open_items.h"
#include "campaign/people/role.h"

namespace finance {

// Refused(not_a_valid_value) for a key that names nothing or an owner who is no colleague.
void own_item(store::Store&, const std::string& key, const ItemOwner&, const people::Actor&,
              Instant now);

}  // namespace finance
