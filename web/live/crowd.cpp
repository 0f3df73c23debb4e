#include "web/live/crowd.h"

#include <algorithm>
#include <set>

#include "campaign/contest/result.h"

namespace live {

namespace {

using contest::Scores;

std::vector<std::int64_t> ids_of(const std::vector<contest::Placed>& rows) {
    std::vector<std::int64_t> ids;
    for (const auto& row : rows) ids.push_back(row.id);
    return ids;
}

ledger::Ranked ranked(std::int64_t id, const Scores& scores) {
    ledger::Ranked row{.id = id, .figures = {}};
    row.figures.raised = scores.raised, row.figures.gifts = scores.gifts;
    return row;
}

std::vector<RankedTeam> read_teams(store::Session& session, Boards& boards, CampaignId campaign) {
    const auto teams = roster::all_teams(session, campaign);
    if (teams.empty()) return {};
    const auto members = roster::count_members_by_team(session, campaign);
    std::vector<RankedTeam> rows;
    for (const auto& team : teams) {
        const auto counted = members.find(team.id);
        rows.push_back({.team = team,
                        .raised = boards.scores_of(campaign, "team", team.id.value).raised,
                        .members = counted == members.end() ? 0 : counted->second});
    }
    std::ranges::sort(rows, std::ranges::less{}, [](const RankedTeam& row) {
        return std::pair{-row.raised, row.team.id.value};
    });
    if (rows.size() > teams_max) rows.resize(teams_max);
    return rows;
}

// Who is on no list (under age, not let in yet, gone) is left out: their place stays theirs.
std::vector<Leader> name_people(store::Session& session, const std::vector<contest::Placed>& rows) {
    std::vector<Leader> leaders;
    const auto people = roster::listed_participants(session, ids_of(rows));
    for (const auto& row : rows) {
        Leader leader{.id = row.id, .place = row.place, .scores = row.scores};
        const auto one = std::ranges::find(people, ParticipantId{row.id}, &roster::Participant::id);
        if (one == people.end()) continue;
        leader.name = one->shown_name, leader.slug = one->slug;
        leaders.push_back(std::move(leader));
    }
    return leaders;
}

std::vector<Leader> name_teams(store::Session& session, CampaignId campaign,
                               const std::vector<contest::Placed>& rows) {
    std::vector<Leader> leaders;
    const auto teams = roster::all_teams(session, campaign);
    for (const auto& row : rows) {
        Leader leader{.id = row.id, .place = row.place, .scores = row.scores};
        const auto team = std::ranges::find(teams, TeamId{row.id}, &roster::Team::id);
        if (team != teams.end()) leader.name = team->shown_name(), leader.slug = team->slug;
        leaders.push_back(std::move(leader));
    }
    return leaders;
}

Ranking read_groups(store::Session& session, Boards& boards, const BoardAsked& asked) {
    Ranking ranking{.type = "group", .measure = asked.measure, .size = 0, .leaders = {}};
    for (const auto& group : contest::all_groups(session, asked.campaign)) {
        if (!group.is_public) continue;
        Leader leader{.id = group.id.value, .name = group.name, .slug = {}, .scores = {}};
        for (const auto team : group.teams)
            leader.scores += boards.scores_of(asked.campaign, "team", team.value);
        ranking.leaders.push_back(std::move(leader));
    }
    const auto score = [&](const Leader& leader) { return leader.scores.by(asked.measure); };
    std::ranges::stable_sort(ranking.leaders, std::ranges::greater{}, score);
    for (std::size_t i = 0; i < ranking.leaders.size(); ++i) {
        auto& leader = ranking.leaders[i];
        const bool is_tie = i > 0 && score(ranking.leaders[i - 1]) == score(leader);
        leader.place = is_tie ? ranking.leaders[i - 1].place : static_cast<std::int64_t>(i) + 1;
    }
    ranking.size = static_cast<std::int64_t>(ranking.leaders.size());
    return ranking;
}

Scores only(contest::Measure measure, std::int64_t score) {
    Scores scores;
    (measure == contest::Measure::raised  ? scores.raised
     : measure == contest::Measure::gifts ? scores.gifts
                                          : scores.donors) = score;
    return scores;
}

std::vector<Leader> name_groups(store::Session& session, CampaignId campaign,
                                const std::vector<contest::Placed>& rows) {
    std::vector<Leader> leaders;
    const auto groups = contest::all_groups(session, campaign);
    for (const auto& row : rows) {
        const auto group = std::ranges::find(groups, contest::GroupId{row.id}, &contest::Group::id);
        if (group != groups.end())
            leaders.push_back({row.id, row.place, group->name, {}, row.scores});
    }
    return leaders;
}

// As two people have agreed to it: by what the contest ranked, whatever was asked for. Groups whose
// teams were agreed to before groups had a place in results are summed as ever.
std::optional<Ranking> read_result(store::Session& session, const BoardAsked& asked) {
    const auto rules = contest::contest_of(session, asked.campaign);
    if (!rules.is_final()) return {};
    const auto page =
        contest::result_page(session, {asked.campaign, asked.type, asked.from, asked.limit});
    if (asked.type == "group" && page.size == 0) return {};
    std::vector<contest::Placed> rows;
    for (const auto& row : page.rows)
        rows.push_back({row.id, row.place, only(rules.measure, row.score)});
    return Ranking{.type = asked.type,
                   .measure = rules.measure,
                   .size = static_cast<std::int64_t>(page.size),
                   .leaders = asked.type == "team"    ? name_teams(session, asked.campaign, rows)
                              : asked.type == "group" ? name_groups(session, asked.campaign, rows)
                                                      : name_people(session, rows)};
}

}  // namespace

Ranking read_ranking(store::Session& session, Boards& boards, const BoardAsked& asked) {
    if (auto result = read_result(session, asked)) return *std::move(result);
    if (asked.type == "group") return read_groups(session, boards, asked);
    const auto page = boards.page_of(asked);
    return {.type = asked.type,
            .measure = asked.measure,
            .size = static_cast<std::int64_t>(page.size),
            .leaders = asked.type == "team" ? name_teams(session, asked.campaign, page.rows)
                                            : name_people(session, page.rows)};
}

std::vector<ledger::Ranked> read_walkers(store::Session& session, Boards& boards,
                                         CampaignId campaign, int limit) {
    const auto most = static_cast<std::size_t>(limit);
    std::vector<ledger::Ranked> walkers;
    // More are asked for than are shown, since some of them are on no list.
    const auto rows = boards.page_of({.campaign = campaign, .from = 0, .limit = 2 * most}).rows;
    const auto listed = roster::listed_participants(session, ids_of(rows));
    for (const auto& row : rows)
        if (walkers.size() < most &&
            std::ranges::count(listed, ParticipantId{row.id}, &roster::Participant::id) > 0)
            walkers.push_back(ranked(row.id, row.scores));
    if (walkers.size() >= most) return walkers;
    std::set<std::int64_t> known;
    for (const auto& walker : walkers) known.insert(walker.id);
    for (const auto& one :
         roster::page_of_participants(session, {.campaign = campaign, .limit = limit})) {
        if (walkers.size() >= most) break;
        if (known.insert(one.id.value).second) walkers.push_back(ranked(one.id.value, {}));
    }
    return walkers;
}

Crowd read_crowd(store::Session& session, Boards& boards, CampaignId campaign) {
    const auto rules = contest::contest_of(session, campaign);
    Crowd crowd{.participants = roster::count_participants(session, campaign),
                .walkers = read_walkers(session, boards, campaign, walkers_max),
                .teams = read_teams(session, boards, campaign),
                .best = {}};
    BoardAsked best{.campaign = campaign, .measure = rules.measure, .limit = best_max};
    if (crowd.teams.size() > 2) best.type = "team";
    crowd.best = read_ranking(session, boards, best);
    return crowd;
}

}  // namespace live
