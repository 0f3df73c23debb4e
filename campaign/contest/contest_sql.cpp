#include "campaign/contest/contest_tables.h"
#include "campaign/words/check.h"

namespace contest {

namespace {

constexpr int scores_max = 2'000'000, donors_at_once_max = 1'000;

Scores scores_from(const store::Row& row) {
    return {row.number("raised"), row.number("gifts"), row.number("donors")};
}

// "(?, ?), (?, ?)": as many rows of as many places.
std::string places_for(std::size_t rows, int columns) {
    std::string row = "(?";
    for (int i = 1; i < columns; ++i) row += ", ?";
    row += ")";
    std::string all;
    for (std::size_t i = 0; i < rows; ++i) all += (i == 0 ? "" : ", ") + row;
    return all;
}

std::string list_of(std::size_t count) {
    std::string list;
    for (std::size_t i = 0; i < count; ++i) list += i == 0 ? "?" : ", ?";
    return list;
}

}  // namespace

Contest contest_of(store::Session& session, CampaignId campaign) {
    Contest contest{.campaign = campaign};
    const auto row = session.one(
        "SELECT measure, hold_days, step, returned_since, proposed_by, proposed_at, agreed_by,"
        "       agreed_at, version FROM contest WHERE campaign_id = ?",
        campaign);
    if (!row) return contest;
    const auto measure = find_measure(row->text("measure"));
    check(measure.has_value(), "a contest's measure is one of the table's words");
    contest.measure = *measure;
    contest.hold_days = static_cast<int>(row->number("hold_days"));
    contest.step = row->number("step");
    contest.returned_since = row->number("returned_since");
    contest.proposed_by = row->id<AccountId>("proposed_by");
    contest.agreed_by = row->id<AccountId>("agreed_by");
    contest.proposed_at = row->maybe_instant("proposed_at");
    contest.agreed_at = row->maybe_instant("agreed_at");
    contest.version = static_cast<int>(row->number("version"));
    return contest;
}

void append_score_changes(store::Transaction& tx, const std::vector<ScoreChange>& changes,
                          Instant now) {
    if (changes.empty()) return;
    constexpr int columns = 10;
    std::vector<store::Value> values;
    for (const auto& change : changes)
        for (auto&& value :
             {store::value_of(new_number(now)), store::value_of(change.campaign),
              store::value_of(change.gift), store::value_of(change.participant.value),
              store::value_of(change.team.value), store::value_of(change.raised),
              store::value_of(change.gifts), store::value_of(change.given_at), store::value_of(now),
              store::value_of(change.donor)})
            values.push_back(value);
    tx.change(
        "INSERT INTO score_change (id, campaign_id, gift_id, participant_id, team_id, raised,"
        "                          gifts, given_at, made_at, donor) VALUES " +
            places_for(changes.size(), columns),
        values);
}

ScoreNews scores_after(store::Session& session, CampaignId campaign, std::int64_t step) {
    // The step is read first: what the scorer adds meanwhile comes again next time.
    ScoreNews news{.step = contest_of(session, campaign).step, .rows = {}};
    if (news.step <= step) return news;
    for (const auto& row :
         session.all("SELECT subject_type, subject_id, raised, gifts, donors FROM score"
                     " WHERE campaign_id = ? AND step > ? LIMIT ?",
                     campaign, step, scores_max))
        news.rows.push_back({row.text("subject_type"), row.number("subject_id"), scores_from(row)});
    return news;
}

Scores scores_of(store::Session& session, const std::string& type, std::int64_t id) {
    const auto row = session.one(
        "SELECT raised, gifts, donors FROM score WHERE subject_type = ? AND subject_id = ?", type,
        id);
    return row ? scores_from(*row) : Scores{};
}

std::vector<CampaignId> campaigns_to_score(store::Session& session, int limit) {
    std::vector<CampaignId> found;
    for (const auto& row :
         session.all("SELECT DISTINCT campaign_id FROM score_change LIMIT ?", limit))
        found.push_back(row.id<CampaignId>("campaign_id"));
    return found;
}

std::vector<Pending> pending_changes(store::Session& session, CampaignId campaign, int limit) {
    std::vector<Pending> pending;
    for (const auto& row :
         session.all("SELECT id, gift_id, participant_id, team_id, raised, gifts, given_at,"
                     "       made_at, donor FROM score_change WHERE campaign_id = ?"
                     " ORDER BY id LIMIT ?",
                     campaign, limit))
        pending.push_back({.id = row.number("id"),
                           .change = {.campaign = campaign,
                                      .gift = row.id<GiftId>("gift_id"),
                                      .participant = row.id<ParticipantId>("participant_id"),
                                      .team = row.id<TeamId>("team_id"),
                                      .raised = row.number("raised"),
                                      .gifts = row.number("gifts"),
                                      .given_at = row.instant("given_at"),
                                      .donor = row.text("donor")},
                           .made_at = row.instant("made_at")});
    return pending;
}

std::vector<FirstGift> first_gifts_of(store::Session& session,
                                      const std::vector<std::string>& donors) {
    if (donors.empty()) return {};
    check(donors.size() <= donors_at_once_max, "the scorer asks for one batch");
    std::vector<store::Value> values;
    for (const auto& donor : donors) values.push_back(store::value_of(donor));
    std::vector<FirstGift> found;
    for (const auto& row : session.query(
             "SELECT donor, gift_id, campaign_id, participant_id, team_id FROM known_donor"
             " WHERE donor IN (" +
                 list_of(donors.size()) + ")",
             values))
        found.push_back({row.text("donor"), row.id<GiftId>("gift_id"),
                         row.id<CampaignId>("campaign_id"), row.id<ParticipantId>("participant_id"),
                         row.id<TeamId>("team_id")});
    return found;
}

void open_contest(store::Transaction& tx, CampaignId campaign) {
    tx.run("INSERT IGNORE INTO contest (campaign_id) VALUES (?)", campaign);
}

bool take_step(store::Transaction& tx, const Step& step) {
    return tx.run(
               "UPDATE contest SET counted_from = IF(step = 0, ?, counted_from),"
               "       counted_to = IF(step = 0, ?, counted_to),"
               "       counted_until = IF(step = 0, ?, counted_until),"
               "       step = step + 1, returned_since = returned_since + ?"
               " WHERE campaign_id = ? AND step = ?",
               step.span.opens, step.span.closes, step.span.ends, step.returned, step.campaign,
               step.from) == 1;
}

int remove_changes(store::Transaction& tx, const std::vector<Pending>& pending) {
    std::vector<store::Value> values;
    for (const auto& one : pending) values.push_back(store::value_of(one.id));
    return tx.change("DELETE FROM score_change WHERE id IN (" + list_of(values.size()) + ")",
                     values);
}

void add_scores(store::Transaction& tx, CampaignId campaign, std::int64_t step,
                const std::map<Subject, Scores>& scores) {
    if (scores.empty()) return;
    constexpr int columns = 7;
    std::vector<store::Value> values;
    for (const auto& [subject, more] : scores)
        for (auto&& value :
             {store::value_of(subject.first), store::value_of(subject.second),
              store::value_of(campaign), store::value_of(more.raised), store::value_of(more.gifts),
              store::value_of(more.donors), store::value_of(step)})
            values.push_back(value);
    tx.change(
        "INSERT INTO score (subject_type, subject_id, campaign_id, raised, gifts, donors, step)"
        " VALUES " +
            places_for(scores.size(), columns) +
            " ON DUPLICATE KEY UPDATE raised = raised + VALUES(raised),"
            " gifts = gifts + VALUES(gifts), donors = donors + VALUES(donors),"
            " step = VALUES(step)",
        values);
}

void insert_first_gifts(store::Transaction& tx, const std::vector<FirstGift>& gifts) {
    if (gifts.empty()) return;
    constexpr int columns = 5;
    std::vector<store::Value> values;
    for (const auto& gift : gifts)
        for (auto&& value :
             {store::value_of(gift.donor), store::value_of(gift.gift),
              store::value_of(gift.campaign), store::value_of(gift.participant.value),
              store::value_of(gift.team.value)})
            values.push_back(value);
    tx.change(
        "INSERT INTO known_donor (donor, gift_id, campaign_id, participant_id, team_id) VALUES " +
            places_for(gifts.size(), columns),
        values);
}

void remove_first_gifts(store::Transaction& tx, const std::vector<FirstGift>& gifts) {
    for (const auto& gift : gifts)
        tx.run("DELETE FROM known_donor WHERE donor = ? AND gift_id = ?", gift.donor, gift.gift);
}

bool update_rules(store::Transaction& tx, const Contest& changed) {
    return tx.run(
               "UPDATE contest SET measure = ?, hold_days = ?, version = version + 1"
               " WHERE campaign_id = ? AND version = ? AND proposed_at IS NULL",
               measure_name(changed.measure), changed.hold_days, changed.campaign,
               changed.version) == 1;
}

bool propose_result(store::Transaction& tx, const Contest& seen, AccountId who, Instant now) {
    return tx.run(
               "UPDATE contest SET proposed_by = ?, proposed_at = ?, version = version + 1"
               " WHERE campaign_id = ? AND version = ? AND proposed_at IS NULL",
               who, now, seen.campaign, seen.version) == 1;
}

bool withdraw_proposal(store::Transaction& tx, const Contest& seen) {
    return tx.run(
               "UPDATE contest SET proposed_by = NULL, proposed_at = NULL, version = version + 1"
               " WHERE campaign_id = ? AND version = ? AND agreed_at IS NULL",
               seen.campaign, seen.version) == 1;
}

bool agree_result(store::Transaction& tx, const Contest& seen, AccountId who, Instant now) {
    return tx.run(
               "UPDATE contest SET agreed_by = ?, agreed_at = ?, version = version + 1"
               " WHERE campaign_id = ? AND version = ? AND proposed_at IS NOT NULL"
               "   AND agreed_at IS NULL",
               who, now, seen.campaign, seen.version) == 1;
}

}  // namespace contest
