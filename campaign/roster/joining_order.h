// JoiningOrder: everybody who ever joined a campaign, the first one first.
//
// Who leaves keeps the place, so that the number counted from it (on a bib, on a list) is the same
// for ever.
#pragma once

#include "campaign/roster/participant.h"

namespace roster {

// Behind one of them (0: from the first).
std::vector<Participant> participants_behind(store::Session&, CampaignId, std::int64_t after,
                                             int limit);
// How many there are up to one, who is counted.
std::int64_t count_participants_up_to(store::Session&, CampaignId, std::int64_t through);

}  // namespace roster
