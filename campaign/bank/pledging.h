// Pledging: a line pays a pledge that it does not name, as a person decides. What names its pledge
// is placed without a person (place_exact_lines).
#pragma once

#include "campaign/bank/line.h"
#include "campaign/bank/placing.h"
#include "campaign/pledges/pledge.h"

namespace bank {

// The whole open rest of a line in: a transfer of the pledge that was announced, or else one that
// is announced now, takes it. It fills the pledge's parts in their order and may be more than is
// open. Refuses: not_found; already_decided where nothing of the line is open; not_allowed for a
// pledge that was withdrawn, of a rehearsal, or in another currency.
void place_as_pledge(store::Store&, LineId, pledges::PledgeId, const Because&, const people::Actor&,
                     Instant now);

}  // namespace bank
