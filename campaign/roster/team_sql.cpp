#include <algorithm>
#include <array>

#include "campaign/roster/roster_tables.h"
#include "campaign/words/check.h"

namespace roster {

namespace {

constexpr std::array<std::string_view, 3> words_states{"waiting", "published", "sent_back"};
constexpr std::array<std::string_view, 3> joins_names{"open", "approval", "invitation"};

// Every column of a team, read by team_from() and nowhere else.
const std::string select_team =
    "SELECT id, campaign_id, slug, name, words_state, made_at, shown_name, words_reason,"
    "       wanted_slug, joins, captain_id, heir_id, version"
    "  FROM team ";

Team team_from(const store::Row& row) {
    return {.id = row.id<TeamId>("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .slug = row.text("slug"),
            .name = row.text("name"),
            .words_state = words_state_of(row.text("words_state")),
            .made_at = row.instant("made_at"),
            .shown = row.text("shown_name"),
            .words_reason = row.text("words_reason"),
            .wanted_slug = row.text("wanted_slug"),
            .joins = find_joins(row.text("joins")).value_or(Joins::approval),
            .captain = row.id<ParticipantId>("captain_id"),
            .heir = row.id<ParticipantId>("heir_id"),
            .version = static_cast<int>(row.number("version"))};
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

std::string_view words_state_name(WordsState state) {
    return words_states[static_cast<std::size_t>(state)];
}

WordsState words_state_of(const std::string& name) {
    const auto at = std::ranges::find(words_states, name);
    check(at != words_states.end(), "words wait, are published or were sent back");
    return static_cast<WordsState>(at - words_states.begin());
}

std::string_view joins_name(Joins joins) { return joins_names[static_cast<std::size_t>(joins)]; }

std::optional<Joins> find_joins(std::string_view name) {
    const auto at = std::ranges::find(joins_names, name);
    if (at == joins_names.end()) return {};
    return static_cast<Joins>(at - joins_names.begin());
}

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
        .one("SELECT COUNT(*) AS n FROM participant WHERE team_id = ? AND is_public = 1", team)
        ->number("n");
}

std::map<TeamId, std::int64_t> count_members_by_team(store::Session& session, CampaignId campaign) {
    std::map<TeamId, std::int64_t> counts;
    for (const auto& row : session.all("SELECT team_id, COUNT(*) AS n FROM participant"
                                       " WHERE campaign_id = ? AND is_public = 1"
                                       " AND team_id IS NOT NULL GROUP BY team_id LIMIT ?",
                                       campaign, teams_max))
        counts[row.id<TeamId>("team_id")] = row.number("n");
    return counts;
}

void insert_team(store::Transaction& tx, const Team& made) {
    tx.run(
        "INSERT INTO team (id, campaign_id, slug, name, words_state, made_at, joins, captain_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        made.id, made.campaign, made.slug, made.name, words_state_name(made.words_state),
        made.made_at, joins_name(made.joins), made.captain);
}

bool move_team_words(store::Transaction& tx, const WordsMove& move, Instant now) {
    // Undone: what was published a moment ago is taken down, and ready words stand again.
    return tx.run(
               "UPDATE team SET words_state = ?, words_reason = ?, words_decided_by = ?,"
               "       words_decided_at = ?, version = version + 1,"
               "       shown_name = IF(?, ?, shown_name)"
               " WHERE id = ? AND version = ? AND words_state <> ?",
               words_state_name(move.to), move.reason, move.decided_by, now,
               move.to != WordsState::sent_back, move.shown_name, move.subject, move.version,
               words_state_name(move.to)) == 1;
}

bool update_team(store::Transaction& tx, const Team& changed) {
    return tx.run(
               "UPDATE team SET name = ?, wanted_slug = ?, joins = ?, words_state = ?,"
               "       words_reason = '', version = version + 1"
               " WHERE id = ? AND version = ?",
               changed.name, changed.wanted_slug, joins_name(changed.joins),
               words_state_name(changed.words_state), changed.id, changed.version) == 1;
}

void change_team_slug(store::Transaction& tx, TeamId team, const std::string& slug) {
    tx.run("UPDATE team SET slug = ?, wanted_slug = '' WHERE id = ?", slug, team);
}

std::optional<ParticipantId> lock_captain(store::Transaction& tx, TeamId team) {
    const auto row = tx.lock("SELECT captain_id FROM team WHERE id = ? FOR UPDATE", team);
    if (!row) return {};
    return row->id<ParticipantId>("captain_id");
}

void put_captain(store::Transaction& tx, TeamId team, ParticipantId captain) {
    tx.run("UPDATE team SET captain_id = ?, heir_id = NULL WHERE id = ?", captain, team);
}

bool put_heir(store::Transaction& tx, TeamId team, ParticipantId captain, ParticipantId heir) {
    return tx.run("UPDATE team SET heir_id = ? WHERE id = ? AND captain_id = ?", heir, team,
                  captain) == 1;
}

bool captain_steps_back_for(store::Transaction& tx, TeamId team, ParticipantId heir) {
    return tx.run(
               "UPDATE team SET captain_id = heir_id, heir_id = NULL"
               " WHERE id = ? AND heir_id = ?",
               team, heir) == 1;
}

void forget_heir(store::Transaction& tx, TeamId team, ParticipantId heir) {
    tx.run("UPDATE team SET heir_id = NULL WHERE id = ? AND heir_id = ?", team, heir);
}

}  // namespace roster
