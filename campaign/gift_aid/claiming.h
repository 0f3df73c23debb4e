// Claiming: donors declare and end it, finance makes schedules for HMRC.
//
// All throw Refused. A gift is claimed once, whoever makes two schedules at the same moment; a
// declaration that is ended covers what was given before.
#pragma once

#include "campaign/gift_aid/gift_aid.h"
#include "campaign/people/role.h"

namespace gift_aid {

// One that is open for this gift already stands; it is ended before another one is made.
void declare(store::Store&, const NewDeclaration&, const people::Actor&, Instant now);
void end_declaration(store::Store&, GiftId, const people::Actor&, Instant now);

// Everything that is due now. Refuses where nothing is. Sent twice, a form is one schedule.
Schedule make_schedule(store::Store&, const std::string& request_key, const people::Actor&,
                       Instant now);

}  // namespace gift_aid
