// Captaining: what a team's captain does, and a coordinator in their place.
//
// Invariants:
//   * A captain answers for their own team alone; a coordinator for all, with a reason.
//   * The captaincy moves only when the other accepts, or a coordinator appoints somebody.
//   * What was raised is never moved: shares name the team of their day.
// All throw Refused; the caller has asked whether the role covers what a coordinator does.
#pragma once

#include "campaign/people/role.h"
#include "campaign/roster/participant.h"

namespace roster {

// `by`: the captain who answers; nobody: a coordinator. A no needs a reason.
struct Answer {
    ParticipantId participant;
    Says says = Says::yes;
    std::string reason = {};
    ParticipantId by = {};
};
void answer_for_team(store::Store&, const Answer&, const people::Actor&, Instant now);
void answer_for_campaign(store::Store&, const Answer&, const people::Actor&, Instant now);

struct TeamChange {
    TeamId team;
    ParticipantId by = {};  // The captain; nobody: a coordinator.
    std::string name, wanted_slug = {};
    Joins joins = Joins::open;
    int seen_version = 0;
};
Team change_team(store::Store&, const TeamChange&, const people::Actor&, Instant now);

struct Handover {
    TeamId team;
    ParticipantId from, to;
};
// To nobody: the offer is taken back.
void offer_captaincy(store::Store&, const Handover&, const people::Actor&, Instant now);
void accept_captaincy(store::Store&, TeamId, ParticipantId heir, const people::Actor&, Instant now);
void decline_captaincy(store::Store&, TeamId, ParticipantId heir, const people::Actor&,
                       Instant now);
// By a coordinator, with a reason.
void appoint_captain(store::Store&, const Handover&, const std::string& reason,
                     const people::Actor&, Instant now);

constexpr std::size_t reason_max = 300;

}  // namespace roster
