// Announcing: a line that names a pledge and nothing else becomes a gift that is awaited, so that
// it is placed like any other (place_exact_lines).
//
// Left to a person is a line that somebody may have marked by hand already: of that pledge, or
// under a similar name. The same amount alone is no such sign.
#pragma once

#include <vector>

#include "campaign/bank/line.h"
#include "campaign/bank/mention.h"

namespace bank {

// How many were announced. `named`: for each line the gifts that it names.
int announce_pledged_lines(store::Store&, const std::vector<Line>&,
                           const std::vector<std::vector<NamedGift>>& named, Instant now);

}  // namespace bank
