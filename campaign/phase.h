// Phase: where a campaign stands now, and the rules that follow from it. Pure: no SQL, no clock.
//
// The names of kinds, states and phases are here too, as stored and as they stand in addresses.
#pragma once

#include "campaign/campaign.h"

namespace campaign {

Phase phase_of(const Campaign&, const Version&, Instant now);
Instant opens_at(const Plan&);    // The first moment of its first day.
Instant closes_at(const Plan&);   // The first moment after its last day.
Instant late_until(const Plan&);  // Until then, gifts are taken and marked late.

// Why a gift is not taken now; nothing if it is.
std::optional<Refusal> gift_objection(const Campaign&, const Version&, Instant now);
std::optional<Refusal> join_objection(const Campaign&, const Version&, Instant now);
bool is_late(const Campaign&, const Version&, Instant now);
// Is a gift given now part of a rehearsal, and so in no figure?
bool is_rehearsing(const Campaign&, const Version&, Instant now);

// Why a plan cannot be saved, by field; the first that is wrong.
std::optional<Refusal> plan_objection(const Plan&);
// What is still missing before it can be submitted.
std::optional<Refusal> submission_objection(const Campaign&, const Plan&);
std::optional<Refusal> slug_objection(std::string_view slug);
bool may_become(State from, State to);

std::string_view kind_name(Kind);
std::string_view state_name(State);
std::string_view version_state_name(VersionState);
std::string_view goal_kind_name(GoalKind);
std::string_view phase_name(Phase);
std::optional<Kind> find_kind(std::string_view);
std::optional<State> find_state(std::string_view);
std::optional<VersionState> find_version_state(std::string_view);
std::optional<GoalKind> find_goal_kind(std::string_view);

constexpr std::size_t title_max = 120, summary_max = 300, story_max = 8000, place_max = 160;
constexpr std::size_t fact_max = 120, contact_max = 160, hashtag_max = 60, reason_max = 400;
constexpr std::size_t sponsors_max = 20, sponsor_name_max = 80, days_max = 1100;

}  // namespace campaign
