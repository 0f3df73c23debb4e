#include "web/live/crowd.h"

#include <algorithm>

namespace live {

namespace {

// More are asked for than are shown, since some of them are on no list.
std::vector<ledger::Ranked> listed_ranking(store::Session& session, CampaignId campaign) {
    auto ranking = ledger::ranking_of(session, campaign, "participant", 4 * walkers_max);
    std::vector<std::int64_t> ids;
    for (const auto& ranked : ranking) ids.push_back(ranked.id);
    const auto listed = roster::listed_participants(session, ids);
    std::erase_if(ranking, [&](const ledger::Ranked& ranked) {
        return std::ranges::none_of(listed,
                                    [&](const auto& one) { return one.id.value == ranked.id; });
    });
    if (ranking.size() > std::size_t{walkers_max}) ranking.resize(walkers_max);
    return ranking;
}

}  // namespace

Crowd read_crowd(store::Session& session, CampaignId campaign) {
    Crowd crowd{.participants = roster::count_participants(session, campaign),
                .walkers = listed_ranking(session, campaign),
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
