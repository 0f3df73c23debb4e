// Ruling: what a coordinator lays down for those who join, and what these say yes to.
//
// All throw Refused; the caller has asked whether the role covers it.
#pragma once

#include "campaign/people/role.h"
#include "campaign/roster/guidelines.h"
#include "campaign/roster/invitation.h"
#include "campaign/roster/joining_rules.h"

namespace roster {

void set_joining_rules(store::Store&, CampaignId, const JoiningRules&, const people::Actor&,
                       Instant now);

// A new number, unless the text is the one in use.
Guidelines write_guidelines(store::Store&, CampaignId, const std::string& text,
                            const people::Actor&, Instant now);
// Refuses if meanwhile there are newer ones: nobody says yes to what they have not read.
void accept_guidelines(store::Store&, const Participant&, int number, const people::Actor&,
                       Instant now);

// Whose invitation it is: a team's (its captain's, or a coordinator's) or the campaign's.
struct Inviting {
    CampaignId campaign;
    TeamId team = {};
    JoinInvitationId invitation = {};  // To end it.
};
Invitation make_invitation(store::Store&, const Inviting&, const people::Actor&, Instant now);
void end_invitation(store::Store&, const Inviting&, const people::Actor&, Instant now);

}  // namespace roster
