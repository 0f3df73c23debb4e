// Crowd: who takes part in a campaign, ranked by what they raised, as its page shows them.
//
// Several queries for something that moves slowly: the feed keeps it for crowd_age_max. Names are
// the roster's own; what of them may be shown is said by the pages. Those who stand at nothing yet
// follow the ranking, newest first.
#pragma once

#include <vector>

#include "campaign/contest/contest.h"

#include "campaign/ledger/tally.h"
#include "campaign/roster/participant.h"
#include "web/live/boards.h"

namespace live {

struct RankedTeam {
    roster::Team team;
    std::int64_t raised = 0, members = 0;
};

// One row of a ranking as everybody may see it: an empty name is one that nobody has read, or of
// somebody who is not listed; an empty slug leads nowhere.
struct Leader {
    std::int64_t id = 0, place = 0;
    std::string name, slug;
    contest::Scores scores;
};

struct Ranking {
    std::string type = "participant";  // participant, team, group
    contest::Measure measure = contest::Measure::raised;
    std::int64_t size = 0;
    std::vector<Leader> leaders;
};
// A page of a ranking. Groups are few and come all at once.
Ranking read_ranking(store::Session&, Boards&, const BoardAsked&);

struct Crowd {
    std::int64_t participants = 0;
    std::vector<ledger::Ranked> walkers;  // The best walkers_max of them.
    std::vector<RankedTeam> teams;        // The best teams_max of them.
    Ranking best;  // By the contest's measure: people, and of many teams these.
};

constexpr int walkers_max = 24, teams_max = 12, best_max = 5;

// The best of a campaign, then those who stand at nothing yet.
std::vector<ledger::Ranked> read_walkers(store::Session&, Boards&, CampaignId, int limit);
Crowd read_crowd(store::Session&, Boards&, CampaignId);

}  // namespace live
