// Leaving: going from team to team, out of a team, out of the campaign and back.
//
// Invariants:
//   * What was given stays credited where it was; only later gifts go elsewhere.
//   * A captain hands the captaincy over first, unless nobody else is in the team.
// All throw Refused.
#pragma once

#include "campaign/people/role.h"
#include "campaign/roster/participant.h"

namespace roster {

void leave_team(store::Store&, const Participant&, const people::Actor&, Instant now);
// By a coordinator, who says why; a captain cannot.
void remove_member(store::Store&, ParticipantId, const std::string& reason, const people::Actor&,
                   Instant now);

struct TeamWish {
    ParticipantId participant;
    TeamId team;
    std::string invitation = {};  // The token of a link, if they came by one.
};
// At once where the team is open, else once its captain has said yes.
void ask_for_team(store::Store&, const TeamWish&, const people::Actor&, Instant now);
// Takes the wish back: the page stands without a team.
void walk_alone(store::Store&, const Participant&, const people::Actor&, Instant now);

// The page goes from everywhere; the gifts stay. And back again.
void leave_campaign(store::Store&, const Participant&, const people::Actor&, Instant now);
void come_back(store::Store&, const Participant&, const people::Actor&, Instant now);

}  // namespace roster
