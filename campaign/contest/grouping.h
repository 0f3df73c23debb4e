// Grouping: schools, companies, wards: teams of teams, named at the desk.
//
// A name is public when somebody else than its author has agreed to it. A team is in one group at
// most; a group's score is what its teams stand at. All throw Refused.
#pragma once

#include "campaign/contest/contest.h"
#include "campaign/people/role.h"

namespace contest {

constexpr std::size_t group_name_max = 80;

struct NewGroup {
    CampaignId campaign;
    std::string name;
};
Group add_group(store::Store&, const NewGroup&, const people::Actor&, Instant now);
void agree_to_group(store::Store&, CampaignId, GroupId, const people::Actor&, Instant now);

struct Seat {
    CampaignId campaign;
    TeamId team;
    GroupId group;  // Nobody: into none.
};
void seat_team(store::Store&, const Seat&, const people::Actor&, Instant now);

}  // namespace contest
