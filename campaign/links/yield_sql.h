// What the rankings of links, channels and places have in common: sums of money in SQL, and which
// of two yields is the better one.
#pragma once

#include "campaign/links/ranking.h"

namespace links {

// What one step of money adds, of gifts `given`; of what has no gift nothing.
const std::string& money_of_given();
Yield yield_from(const store::Row&);
// More raised first, then more scans.
bool is_better(const Yield&, const Yield&);

}  // namespace links
