// Crowd: who takes part in a campaign, ranked by what they raised, as its page shows them.
//
// Many queries for something that moves slowly: the feed keeps it for crowd_age_max. Names are the
// roster's own; what of them may be shown is said by the pages.
#pragma once

#include <vector>

#include "campaign/ledger/tally.h"
#include "campaign/roster/participant.h"

namespace live {

struct RankedTeam {
    roster::Team team;
    std::int64_t raised = 0, members = 0;
};

struct Crowd {
    std::int64_t participants = 0;
    std::vector<ledger::Ranked> walkers;  // The best walkers_max of them.
    std::vector<RankedTeam> teams;        // The best teams_max of them.
};

constexpr int walkers_max = 24, teams_max = 12;

Crowd read_crowd(store::Session&, CampaignId);

}  // namespace live
