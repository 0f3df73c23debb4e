// Thanking: a participant thanks a donor, once: by a mail of ours, or in their own way.
#pragma once

#include "campaign/giving/thanks.h"
#include "campaign/people/role.h"
#include "campaign/roster/participant.h"

namespace giving {

// Refuses with already_decided where there is nothing to thank for any more, and with not_allowed
// where the donor may not be written to. The mail has ready words alone.
void thank_donor(store::Store&, const roster::Participant&, GiftId, ThankWay, const people::Actor&,
                 Instant now);

}  // namespace giving
