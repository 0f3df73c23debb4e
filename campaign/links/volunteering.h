// Volunteering: asking people to hang posters, sending them their rounds, and taking that back.
//
// Each verb writes its audit and says no by throwing Refused: not_a_valid_value with the field, or
// already_decided where somebody changed the same volunteer meanwhile.
#pragma once

#include "campaign/links/volunteer.h"
#include "campaign/people/role.h"

namespace links {

Volunteer add_volunteer(store::Store&, const NewVolunteer&, const people::Actor&, Instant now);
void edit_volunteer(store::Store&, const Volunteer& before, const NewVolunteer&,
                    const people::Actor&, Instant now);
// Their link opens nothing any more; their places wait for somebody else.
void end_volunteer(store::Store&, const Volunteer& before, const people::Actor&, Instant now);
// Another link instead of the one they had, which opens nothing from now on.
void renew_volunteer(store::Store&, const Volunteer& before, const people::Actor&, Instant now);

// These places are theirs from now on, in this round; places of other campaigns are passed over.
struct Handing {
    std::vector<PlacementId> places;
    int round = 1;
};
int hand_places(store::Store&, const Volunteer&, const Handing&, const people::Actor&, Instant now);

// A mail with their link to everybody who has an address and something to do. How many it were.
int send_rounds(store::Store&, CampaignId, const people::Actor&, Instant now);
int send_round(store::Store&, const Volunteer&, const people::Actor&, Instant now);

// Housekeeping: whoever has something to take down hears of it, once for each day it is due by.
// How many mails that were. At most a few hundred at a time.
int remind_of_taking_down(store::Store&, Instant now);

// Rule: nothing of theirs hangs any more, and the campaign is over. Their link still shows what
// they did, but their phone is a visitor's again.
bool is_round_over(store::Session&, const Volunteer&, Instant now);

// They have opened their link.
void note_volunteer_came(store::Store&, const Volunteer&, Instant now);

}  // namespace links
