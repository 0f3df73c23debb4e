#include <algorithm>
#include <array>
#include <cstdlib>

#include "campaign/matching/matching_tables.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace matching {

namespace {

constexpr std::array<std::string_view, 5> state_names{"waiting", "agreed", "sent_back", "ended",
                                                      "settled"};

// Every column of a pool, read by pool_from() and nowhere else.
const std::string select_pool =
    "SELECT id, campaign_id, sponsor, currency, gives, per, cap, gift_cap, from_at, until_at,"
    "       is_prepaid, remainder, state, author_id, made_at, request_key, decided_by, reason,"
    "       started_at, is_swept, swept_to, ended_at, settled_at, earned, paid, owed, repaid,"
    "       kept, version"
    "  FROM matching_pool ";

// Windows that have held gifts, or will.
const std::string select_others =
    "SELECT until_at FROM matching_pool WHERE campaign_id = ? AND id <> ?"
    "   AND decided_by IS NOT NULL AND (state = 'agreed' OR started_at IS NOT NULL)"
    "   AND from_at < until_at ";

State state_of(const std::string& name) {
    const auto at = std::ranges::find(state_names, name);
    check(at != state_names.end(), "a pool's state is one of the table's words");
    return static_cast<State>(at - state_names.begin());
}

std::string state_name(State state) {
    return std::string{state_names[static_cast<std::size_t>(state)]};
}

Pool pool_from(const store::Row& row) {
    const auto currency = currency_of(row.text("currency"));
    Pool pool;
    pool.campaign = row.id<CampaignId>("campaign_id");
    pool.sponsor = row.text("sponsor");
    pool.ratio = {static_cast<int>(row.number("gives")), static_cast<int>(row.number("per"))};
    pool.cap = {row.number("cap"), currency}, pool.gift_cap = {row.number("gift_cap"), currency};
    pool.from = row.instant("from_at"), pool.until = row.instant("until_at");
    pool.is_prepaid = row.flag("is_prepaid");
    pool.remainder = find_remainder(row.text("remainder")).value();
    pool.request_key = row.text("request_key");
    pool.id = row.id<PoolId>("id"), pool.state = state_of(row.text("state"));
    pool.author = row.id<AccountId>("author_id");
    pool.decided_by = row.id<AccountId>("decided_by");
    pool.made_at = row.instant("made_at"), pool.started_at = row.maybe_instant("started_at");
    pool.ended_at = row.maybe_instant("ended_at");
    pool.settled_at = row.maybe_instant("settled_at");
    pool.reason = row.text("reason"), pool.is_swept = row.flag("is_swept");
    pool.swept_to = row.id<GiftId>("swept_to");
    pool.earned = row.number("earned"), pool.paid = row.number("paid");
    pool.owed = row.number("owed"), pool.repaid = row.number("repaid");
    pool.kept = row.number("kept"), pool.version = static_cast<int>(row.number("version"));
    return pool;
}

std::optional<Pool> maybe(const std::optional<store::Row>& row) {
    if (!row) return {};
    return pool_from(*row);
}

std::vector<Pool> list(const std::vector<store::Row>& rows) {
    std::vector<Pool> pools;
    for (const auto& row : rows) pools.push_back(pool_from(row));
    return pools;
}

}  // namespace

std::optional<Pool> find_pool(store::Session& session, PoolId id) {
    return maybe(session.one(select_pool + "WHERE id = ?", id));
}

std::optional<Pool> find_pool_by_key(store::Session& session, const std::string& key) {
    return maybe(session.one(select_pool + "WHERE request_key = ?", key));
}

std::vector<Pool> recent_pools(store::Session& session, CampaignId campaign, int limit) {
    return list(session.all(select_pool + "WHERE campaign_id = ? ORDER BY made_at DESC, id DESC"
                                          " LIMIT ?",
                            campaign, std::min(limit, pools_listed_max)));
}

std::vector<Pool> started_pools(store::Session& session, CampaignId campaign) {
    return list(session.all(select_pool + "WHERE campaign_id = ? AND started_at IS NOT NULL"
                                          " ORDER BY from_at, id LIMIT ?",
                            campaign, pools_started_max));
}

std::optional<Pool> find_shown_pool(store::Session& session, CampaignId campaign, Instant now) {
    return maybe(session.one(
        select_pool + "WHERE campaign_id = ? AND started_at IS NOT NULL AND from_at < until_at"
                      " ORDER BY (from_at <= ? AND until_at > ? AND state = 'agreed') DESC,"
                      "          (from_at > ? AND state = 'agreed') DESC,"
                      "          IF(from_at > ?, 0, 1), IF(from_at > ?, from_at, NULL),"
                      "          until_at DESC, id DESC LIMIT 1",
        campaign, now, now, now, now, now));
}

void insert_pool(store::Transaction& tx, const Pool& pool) {
    tx.run(
        "INSERT INTO matching_pool (id, campaign_id, sponsor, currency, gives, per, cap, gift_cap,"
        "                           from_at, until_at, is_prepaid, remainder, author_id, made_at,"
        "                           request_key)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        pool.id, pool.campaign, pool.sponsor, pool.cap.currency.text(), pool.ratio.gives,
        pool.ratio.per, pool.cap.minor, pool.gift_cap.minor, pool.from, pool.until, pool.is_prepaid,
        remainder_name(pool.remainder), pool.author, pool.made_at, pool.request_key);
}

bool agree_pool(store::Transaction& tx, const Pool& seen, AccountId who, Instant now) {
    return tx.run(
               "UPDATE matching_pool SET state = 'agreed', decided_by = ?, decided_at = ?,"
               "       from_at = ?, started_at = IF(is_prepaid, NULL, ?), version = version + 1"
               " WHERE id = ? AND version = ? AND state = 'waiting'",
               who, now, seen.from, now, seen.id, seen.version) == 1;
}

bool refuse_pool(store::Transaction& tx, const Pool& seen, AccountId who, const std::string& reason,
                 Instant now) {
    return tx.run(
               "UPDATE matching_pool SET state = 'sent_back', decided_by = ?, decided_at = ?,"
               "       reason = ?, version = version + 1"
               " WHERE id = ? AND version = ? AND state = 'waiting'",
               who, now, reason, seen.id, seen.version) == 1;
}

bool end_pool_now(store::Transaction& tx, const Pool& seen, AccountId who, Instant now) {
    return tx.run(
               "UPDATE matching_pool SET state = 'ended', ended_by = ?, ended_at = ?,"
               "       until_at = GREATEST(from_at, LEAST(until_at, ?)), version = version + 1"
               " WHERE id = ? AND version = ? AND state IN ('waiting', 'agreed')",
               who, now, now, seen.id, seen.version) == 1;
}

Pool lock_pool(store::Transaction& tx, PoolId id) {
    const auto row = tx.lock(select_pool + "WHERE id = ? FOR UPDATE", id);
    if (!row) throw Refused{{Reason::not_found}};
    return pool_from(*row);
}

bool lock_overlap(store::Transaction& tx, const Pool& pool, Instant now) {
    return tx
        .lock(select_others + "AND from_at < ? AND until_at > ? LIMIT 1 FOR UPDATE", pool.campaign,
              pool.id, pool.until, std::max(pool.from, now))
        .has_value();
}

std::optional<Instant> lock_last_end(store::Transaction& tx, const Pool& pool, Instant now) {
    const auto row = tx.lock(select_others +
                                 "AND until_at > ? AND until_at <= ?"
                                 " ORDER BY until_at DESC LIMIT 1 FOR UPDATE",
                             pool.campaign, pool.id, pool.from, now);
    if (!row) return {};
    return row->instant("until_at");
}

void update_amounts(store::Transaction& tx, const Pool& pool, AccountId settled_by) {
    tx.run(
        "UPDATE matching_pool SET earned = ?, paid = ?, owed = ?, repaid = ?, kept = ?,"
        "       started_at = ?, state = ?, settled_at = ?,"
        "       settled_by = COALESCE(?, settled_by) WHERE id = ?",
        pool.earned, pool.paid, pool.owed, pool.repaid, pool.kept, pool.started_at,
        state_name(pool.state), pool.settled_at, settled_by, pool.id);
}

void update_sweep(store::Transaction& tx, const Pool& pool) {
    tx.run("UPDATE matching_pool SET is_swept = ?, swept_to = ? WHERE id = ?", pool.is_swept,
           pool.swept_to.value, pool.id);
}

void insert_bank_line(store::Transaction& tx, const BankLine& line, Instant now) {
    const auto fingerprint =
        sha256_hex(std::to_string(line.account.value) + "|" + iso_text(line.bank_date) + "|" +
                   decimal_text(line.amount) + "|" + line.statement_reference);
    tx.run(
        "INSERT INTO bank_line (id, bank_account_id, bank_date, minor, currency,"
        " statement_reference, fingerprint, origin, placed_minor, made_by, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, 'by hand', ?, ?, ?)",
        line.id, line.account.value, line.bank_date, line.amount.minor, line.amount.currency.text(),
        line.statement_reference, fingerprint, std::abs(line.amount.minor), line.marked_by, now);
}

}  // namespace matching
