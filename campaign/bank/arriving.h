// Arriving: finance marks a transfer as arrived by hand, whether or not its line came with a file.
//
// The same money is never booked by hand and by a file: a line of that account, amount and time
// that is here and open is placed; one that has been placed on this gift is told; else a line is
// made.
#pragma once

#include "campaign/bank/line.h"
#include "campaign/bank/placing.h"

namespace bank {

// Refuses as giving::mark_arrived does.
giving::Gift mark_arrived_once(store::Store&, const giving::Arrival&, const people::Actor&,
                               Instant now);

// Refuses with already_decided where an import has placed such a line on one of these gifts.
void refuse_placed_line(store::Session&, const std::vector<GiftId>& gifts, const HandSearch&,
                        const std::string& statement_reference);

}  // namespace bank
