// Releasing: money in quarantine becomes a gift after all, because a person says so.
#pragma once

#include "campaign/giving/card_payment.h"
#include "campaign/people/role.h"

namespace giving {

// A new gift by the same donor of what came, for those whom the gift that it names was for (event
// 11). `gift` names one where the payment names none. Refuses not_allowed where there is none,
// where its currency is another, or where some of it went back or is on its way there.
Gift release_payment(store::Store&, PaymentId, GiftId like, const std::string& reason,
                     const people::Actor&, Instant now);

}  // namespace giving
