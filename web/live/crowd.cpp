#include "web/live/crowd.h"

#include <algorithm>

namespace live {

Crowd read_crowd(store::Session& session, CampaignId campaign) {
    Crowd crowd{.participants = roster::count_participants(session, campaign),
                .walkers = ledger::ranking_of(session, campaign, "participant", walkers_max),
                .teams = {}};
    const auto ranking = ledger::ranking_of(session, campaign, "team", teams_max);
    const auto teams =
        ranking.empty() ? std::vector<roster::Team>{} : roster::all_teams(session, campaign);
    const auto members = ranking.empty() ? std::map<TeamId, std::int64_t>{}
                                         : roster::count_members_by_team(session, campaign);
    for (const auto& ranked : ranking) {
        const auto team = std::ranges::find(teams, TeamId{ranked.id}, &roster::Team::id);
        if (team == teams.end()) continue;
        const auto counted = members.find(team->id);
        crowd.teams.push_back({.team = *team,
                               .raised = ranked.figures.raised,
                               .members = counted == members.end() ? 0 : counted->second});
    }
    return crowd;
}

}  // namespace live
