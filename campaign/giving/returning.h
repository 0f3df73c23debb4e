// Returning: refunds by card that were approved are asked for at their provider, each once.
//
// One of several programs claims a refund, commits that, and only then asks. Before it asks it
// looks whether the refund is there already; a question whose answer was lost is asked again with
// the same key, which the provider answers as before. Booked is only what the provider then says is
// so.
#pragma once

#include "campaign/giving/receiving.h"

namespace giving {

Round send_refunds(store::Store&, const providers::Registry&, Instant now);

}  // namespace giving
