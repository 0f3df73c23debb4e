// What causes left on the accounts that should become empty; open_items.h makes items of it.
#pragma once

#include <vector>

#include "campaign/finance/open_items.h"

namespace finance {

std::vector<Net> open_nets(store::Session&);          // All but unplaced.
std::vector<Net> unplaced_balances(store::Session&);  // One for each currency.

}  // namespace finance
