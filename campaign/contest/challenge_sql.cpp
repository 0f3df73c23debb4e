#include <algorithm>
#include <array>

#include "campaign/contest/challenge.h"
#include "campaign/words/check.h"

namespace contest {

namespace {

constexpr std::array<std::string_view, 5> race_names{"asked", "running", "declined", "cancelled",
                                                     "over"};

// Every column of a challenge, read by challenge_from() and nowhere else.
const std::string select_challenge =
    "SELECT id, campaign_id, subject_type, asking_id, asked_id, measure, state, until_at,"
    "       asked_at, agreed_at, asking_from, asked_from, asking_until, asked_until, version"
    "  FROM challenge ";

Race race_of(const std::string& name) {
    const auto at = std::ranges::find(race_names, name);
    check(at != race_names.end(), "a challenge's state is one of the table's words");
    return static_cast<Race>(at - race_names.begin());
}

Challenge challenge_from(const store::Row& row) {
    const auto maybe = [&](const char* column) {
        return row.is_null(column) ? std::optional<std::int64_t>{} : row.number(column);
    };
    return {.id = row.id<ChallengeId>("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .type = row.text("subject_type"),
            .asking = row.number("asking_id"),
            .asked = row.number("asked_id"),
            .measure = find_measure(row.text("measure")).value_or(Measure::raised),
            .state = race_of(row.text("state")),
            .until = row.instant("until_at"),
            .asked_at = row.instant("asked_at"),
            .agreed_at = row.maybe_instant("agreed_at"),
            .asking_from = row.number("asking_from"),
            .asked_from = row.number("asked_from"),
            .asking_until = maybe("asking_until"),
            .asked_until = maybe("asked_until"),
            .version = static_cast<int>(row.number("version"))};
}

std::vector<Challenge> challenges_from(const std::vector<store::Row>& rows) {
    std::vector<Challenge> found;
    for (const auto& row : rows) found.push_back(challenge_from(row));
    return found;
}

std::optional<Challenge> maybe_challenge(const std::optional<store::Row>& row) {
    if (!row) return {};
    return challenge_from(*row);
}

}  // namespace

std::string_view race_name(Race race) { return race_names[static_cast<std::size_t>(race)]; }

Gained gained_in(const Challenge& race, const Scores& asking_now, const Scores& asked_now) {
    if (race.asking_until && race.asked_until) return {*race.asking_until, *race.asked_until};
    if (race.state != Race::running) return {};
    return {asking_now.by(race.measure) - race.asking_from,
            asked_now.by(race.measure) - race.asked_from};
}

std::optional<Challenge> find_challenge(store::Session& session, ChallengeId id) {
    return maybe_challenge(session.one(select_challenge + "WHERE id = ?", id));
}

std::optional<Challenge> find_challenge_by_key(store::Session& session,
                                               const std::string& request_key) {
    return maybe_challenge(session.one(select_challenge + "WHERE request_key = ?", request_key));
}

std::vector<Challenge> challenges_of(store::Session& session, const std::string& type,
                                     std::int64_t id) {
    auto found =
        challenges_from(session.all(select_challenge + "WHERE subject_type = ? AND asking_id = ?"
                                                       " ORDER BY asked_at DESC, id LIMIT ?",
                                    type, id, challenges_listed_max));
    for (auto& one :
         challenges_from(session.all(select_challenge + "WHERE subject_type = ? AND asked_id = ?"
                                                        " ORDER BY asked_at DESC, id LIMIT ?",
                                     type, id, challenges_listed_max)))
        found.push_back(std::move(one));
    std::ranges::sort(found, std::ranges::greater{}, [](const Challenge& one) {
        return std::pair{one.asked_at, one.id.value};
    });
    return found;
}

std::vector<Challenge> challenges_due(store::Session& session, Instant now, int limit) {
    return challenges_from(session.all(
        select_challenge + "WHERE state IN ('asked', 'running') AND until_at <= ? LIMIT ?", now,
        limit));
}

void insert_challenge(store::Transaction& tx, const Challenge& made,
                      const std::string& request_key) {
    tx.run(
        "INSERT INTO challenge (id, campaign_id, subject_type, asking_id, asked_id, measure,"
        "                       until_at, asked_at, request_key)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        made.id, made.campaign, made.type, made.asking, made.asked, measure_name(made.measure),
        made.until, made.asked_at, request_key);
}

bool update_challenge(store::Transaction& tx, const Challenge& changed, Race before, Instant now) {
    const bool is_over = changed.state != Race::asked && changed.state != Race::running;
    return tx.run(
               "UPDATE challenge SET state = ?, agreed_at = ?, over_at = ?, asking_from = ?,"
               "       asked_from = ?, asking_until = ?, asked_until = ?, version = version + 1"
               " WHERE id = ? AND version = ? AND state = ?",
               race_name(changed.state), changed.agreed_at,
               is_over ? std::optional{now} : std::nullopt, changed.asking_from, changed.asked_from,
               changed.asking_until, changed.asked_until, changed.id, changed.version,
               race_name(before)) == 1;
}

}  // namespace contest
