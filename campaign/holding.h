// Holding: one big button stops everything new in a campaign; an organiser lets it go on.
//
// Both throw Refused; both are in the audit with who, when and why.
#pragma once

#include "campaign/hold.h"
#include "campaign/people/role.h"

namespace campaign {

struct NewHold {
    CampaignId campaign;
    std::string reason;
    bool hides_posts = false;
};
// Held already: the posts are hidden as well, if that is asked for now; else nothing changes.
void hold_everything(store::Store&, const NewHold&, const people::Actor&, Instant now);
void release_hold(store::Store&, CampaignId, const people::Actor&, Instant now);

}  // namespace campaign
