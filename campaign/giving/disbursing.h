// Disbursing: what providers transfer to our bank is read from them, and booked.
//
// A payout is booked once its movements add up to it to the cent. What is in it and was not known
// is settled first: so its fees stand in the books before their share of the payout does.
#pragma once

#include "campaign/giving/payout.h"
#include "campaign/giving/receiving.h"

namespace giving {

// At most every five minutes for each provider.
Round read_payouts(store::Store&, const providers::Registry&, Instant now);

}  // namespace giving
