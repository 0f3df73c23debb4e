// Billing: laps are typed by one person, confirmed by another, and become what promises per lap
// owe.
//
// Each bill is a unit of work of its own, after the one that confirmed the laps; what is cut off
// between them is made up by the next round, because a bill is due wherever the confirmed laps are
// not those of the pledge. A correction moves the bill by the difference; what was paid stays.
#pragma once

#include "campaign/people/role.h"
#include "campaign/pledges/lap.h"
#include "campaign/pledges/pledge.h"

namespace pledges {

// Sent twice, a form is one batch.
LapBatchId enter_laps(store::Store&, const NewLapBatch&, const people::Actor&, Instant now);
// By somebody else than who typed it; makes and sends the bills. Their number.
int confirm_laps(store::Store&, LapBatchId, const people::Actor&, Instant now);
void reject_laps(store::Store&, LapBatchId, const std::string& reason, const people::Actor&,
                 Instant now);

// What would be billed if this batch were confirmed: before and after, of those that change.
struct Bill {
    Pledge pledge;
    std::int64_t laps = 0;
    Money amount;
    bool is_capped = false;
};
std::vector<Bill> bills_of(store::Session&, const LapBatch&);

// Bills whatever is not billed as its laps were confirmed. May run at any time.
int bill_open_laps(store::Store&, Instant now);

}  // namespace pledges
