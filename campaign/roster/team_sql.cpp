#include <algorithm>

#include "campaign/roster/roster_tables.h"

namespace roster {

namespace {

// Every column of a team, read by team_from() and nowhere else.
const std::string select_team =
    "SELECT id, campaign_id, slug, name, words_state, made_at FROM team ";

Team team_from(const store::Row& row) {
    Team team{.id = row.id<TeamId>("id"),
              .campaign = row.id<CampaignId>("campaign_id"),
              .slug = row.text("slug"),
              .name = row.text("name"),
              .made_at = row.instant("made_at")};
    for (const auto state : {WordsState::published, WordsState::sent_back})
        if (row.text("words_state") == words_state_name(state)) team.words_state = state;
    return team;
}

std::optional<Team> maybe_team(const std::optional<store::Row>& row) {
    if (!row) return {};
    return team_from(*row);
}

std::vector<Team> teams_from(const std::vector<store::Row>& rows) {
    std::vector<Team> teams;
    for (const auto& row : rows) teams.push_back(team_from(row));
    return teams;
}

}  // namespace

std::optional<Team> find_team(store::Session& session, CampaignId campaign, std::string_view slug) {
    return maybe_team(
        session.one(select_team + "WHERE campaign_id = ? AND slug = ?", campaign, slug));
}

std::optional<Team> find_team_by_id(store::Session& session, TeamId id) {
    return maybe_team(session.one(select_team + "WHERE id = ?", id));
}

std::vector<Team> all_teams(store::Session& session, CampaignId campaign) {
    return teams_from(session.all(select_team + "WHERE campaign_id = ? ORDER BY name, id LIMIT ?",
                                  campaign, teams_max));
}

std::vector<Team> teams_to_review(store::Session& session, CampaignId campaign, int limit) {
    return teams_from(session.all(select_team + "WHERE words_state = 'waiting'"
                                                "   AND (? = 0 OR campaign_id = ?)"
                                                " ORDER BY made_at, id LIMIT ?",
                                  campaign.value, campaign.value, std::min(limit, teams_max)));
}

std::int64_t count_members(store::Session& session, TeamId team) {
    return session
        .one("SELECT COUNT(*) AS n FROM participant WHERE team_id = ? AND left_at IS NULL", team)
        ->number("n");
}

std::map<TeamId, std::int64_t> count_members_by_team(store::Session& session,
                                                     CampaignId campaign) {
    std::map<TeamId, std::int64_t> counts;
    for (const auto& row : session.all("SELECT team_id, COUNT(*) AS n FROM participant"
                                       " WHERE campaign_id = ? AND left_at IS NULL"
                                       " AND team_id IS NOT NULL GROUP BY team_id LIMIT ?",
                                       campaign, teams_max))
        counts[row.id<TeamId>("team_id")] = row.number("n");
    return counts;
}

void insert_team(store::Transaction& tx, const Team& made) {
    tx.run(
        "INSERT INTO team (id, campaign_id, slug, name, words_state, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        made.id, made.campaign, made.slug, made.name, words_state_name(made.words_state),
        made.made_at);
}

bool move_team_words(store::Transaction& tx, const WordsMove& move, Instant now) {
    return tx.run(
               "UPDATE team SET words_state = ?, words_reason = ?, words_decided_by = ?,"
               "       words_decided_at = ?"
               " WHERE id = ? AND words_state <> ?",
               words_state_name(move.to), move.reason, move.decided_by, now, move.subject,
               words_state_name(move.to)) == 1;
}

}  // namespace roster
