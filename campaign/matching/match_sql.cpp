#include "campaign/matching/matching_tables.h"
#include "campaign/words/check.h"

namespace matching {

namespace {

constexpr std::size_t at_once_max = 1'000;

const std::string select_match =
    "SELECT id, pool_id, gift_id, counting, granted, earned, version FROM matched_gift ";

Match match_from(const store::Row& row) {
    return {.id = row.id<MatchId>("id"),
            .pool = row.id<PoolId>("pool_id"),
            .gift = row.id<GiftId>("gift_id"),
            .counting = row.number("counting"),
            .granted = row.number("granted"),
            .earned = row.number("earned"),
            .version = static_cast<int>(row.number("version"))};
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

}  // namespace

void append_match_change(store::Transaction& tx, const MatchChange& change, Instant now) {
    append_match_changes(tx, {change}, now);
}

void append_match_changes(store::Transaction& tx, const std::vector<MatchChange>& changes,
                          Instant now) {
    if (changes.empty()) return;
    constexpr int columns = 4;
    std::vector<store::Value> values;
    auto number = new_numbers(now, static_cast<int>(changes.size()));
    for (const auto& change : changes)
        for (auto&& value : {store::value_of(number++), store::value_of(change.campaign),
                             store::value_of(change.gift), store::value_of(change.given_at)})
            values.push_back(value);
    tx.change("INSERT INTO match_change (id, campaign_id, gift_id, given_at) VALUES " +
                  places_for(changes.size(), columns),
              values);
}

std::optional<Match> find_match(store::Session& session, GiftId gift) {
    const auto row = session.one(select_match + "WHERE gift_id = ?", gift);
    if (!row) return {};
    return match_from(*row);
}

std::vector<Match> matches_of(store::Session& session, const std::vector<GiftId>& gifts) {
    if (gifts.empty()) return {};
    check(gifts.size() <= at_once_max, "the matcher asks for one batch");
    std::vector<store::Value> values;
    for (const auto gift : gifts) values.push_back(store::value_of(gift));
    std::vector<Match> found;
    for (const auto& row : session.query(
             select_match + "WHERE gift_id IN " + places_for(1, static_cast<int>(gifts.size())),
             values))
        found.push_back(match_from(row));
    return found;
}

std::int64_t count_matches(store::Session& session, PoolId pool) {
    return session
        .one("SELECT COUNT(*) AS n FROM matched_gift WHERE pool_id = ? AND earned > 0", pool)
        ->number("n");
}

std::vector<CampaignId> campaigns_to_match(store::Session& session, int limit) {
    std::vector<CampaignId> found;
    for (const auto& row : session.all("SELECT campaign_id FROM match_change UNION"
                                       " SELECT campaign_id FROM matching_pool"
                                       "  WHERE started_at IS NOT NULL AND is_swept = 0 LIMIT ?",
                                       limit))
        found.push_back(row.id<CampaignId>("campaign_id"));
    return found;
}

std::vector<Pending> pending_changes(store::Session& session, CampaignId campaign, int limit) {
    std::vector<Pending> pending;
    for (const auto& row :
         session.all("SELECT id, gift_id, given_at FROM match_change WHERE campaign_id = ?"
                     " ORDER BY id LIMIT ?",
                     campaign, limit))
        pending.push_back(
            {row.number("id"), {campaign, row.id<GiftId>("gift_id"), row.instant("given_at")}});
    return pending;
}

bool lock_waiting(store::Transaction& tx, const Pool& pool) {
    return tx
        .lock(
            "SELECT id FROM match_change WHERE campaign_id = ? AND given_at >= ? AND given_at < ?"
            " LIMIT 1 FOR UPDATE",
            pool.campaign, pool.from, pool.until)
        .has_value();
}

int remove_changes(store::Transaction& tx, const std::vector<Pending>& pending) {
    if (pending.empty()) return 0;
    std::vector<store::Value> values;
    for (const auto& one : pending) values.push_back(store::value_of(one.id));
    return tx.change(
        "DELETE FROM match_change WHERE id IN " + places_for(1, static_cast<int>(values.size())),
        values);
}

void put_matches(store::Transaction& tx, const std::vector<Match>& matches, Instant now) {
    if (matches.empty()) return;
    constexpr int columns = 8;
    std::vector<store::Value> values;
    for (const auto& match : matches)
        for (auto&& value :
             {store::value_of(match.id), store::value_of(match.pool), store::value_of(match.gift),
              store::value_of(match.counting), store::value_of(match.granted),
              store::value_of(match.earned), store::value_of(now), store::value_of(match.version)})
            values.push_back(value);
    tx.change(
        "INSERT INTO matched_gift (id, pool_id, gift_id, counting, granted, earned, changed_at,"
        "                          version) VALUES " +
            places_for(matches.size(), columns) +
            " ON DUPLICATE KEY UPDATE counting = VALUES(counting), granted = VALUES(granted),"
            " earned = VALUES(earned), changed_at = VALUES(changed_at),"
            " version = VALUES(version)",
        values);
}

}  // namespace matching
