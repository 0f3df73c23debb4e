#include <algorithm>

#include "campaign/ledger/balances.h"
#include "campaign/words/token.h"

namespace ledger {

namespace {

constexpr int bridges_max = 5000, currencies_max = 200;

struct Bounds {
    std::string sql = "currency = ?";
    std::vector<store::Value> values;
};

Bounds bounds_of(const Span& span, const std::optional<Date>& from, const std::string& table = "") {
    Bounds bounds;
    bounds.sql = table + bounds.sql;
    bounds.values.push_back(store::value_of(span.currency.text()));
    if (span.campaign) {
        bounds.sql += " AND " + table + "campaign_id = ?";
        bounds.values.push_back(store::value_of(span.campaign));
    }
    if (from) {
        bounds.sql += " AND " + table + "booked_on >= ?";
        bounds.values.push_back(store::value_of(*from));
    }
    if (span.until) {
        bounds.sql += " AND " + table + "booked_on <= ?";
        bounds.values.push_back(store::value_of(*span.until));
    }
    return bounds;
}

}  // namespace

std::vector<Balance> trial_balance(store::Session& session, const Span& span) {
    const auto bounds = bounds_of(span, {});
    const auto first = store::value_of(span.from.value_or(Date{std::chrono::sys_days{}}));
    std::vector<store::Value> values(3, first);
    for (int side = 0; side < 2; ++side)
        values.insert(values.end(), bounds.values.begin(), bounds.values.end());
    values.push_back(store::value_of(accounts_max));
    const auto from_rows = " FROM transfer WHERE " + bounds.sql;
    std::vector<Balance> balances;
    for (const auto& row : session.query(
             "SELECT account, CAST(SUM(IF(booked_on < ?, d - k, 0)) AS SIGNED) AS opening,"
             " CAST(SUM(IF(booked_on >= ?, d, 0)) AS SIGNED) AS debits,"
             " CAST(SUM(IF(booked_on >= ?, k, 0)) AS SIGNED) AS credits FROM"
             " (SELECT debit AS account, booked_on, minor AS d, 0 AS k" +
                 from_rows + " UNION ALL SELECT credit, booked_on, 0, minor" + from_rows +
                 ") sides GROUP BY account ORDER BY account LIMIT ?",
             values))
        balances.push_back({row.text("account"), row.number("opening"), row.number("debits"),
                            row.number("credits")});
    return balances;
}

std::vector<BridgeLine> bridges_of(store::Session& session, const Span& span) {
    auto bounds = bounds_of(span, span.from);
    bounds.values.push_back(store::value_of(bridges_max));
    std::vector<BridgeLine> lines;
    for (const auto& row : session.query(
             "SELECT COALESCE(c.slug, '') AS campaign, COALESCE(v.title, '') AS title,"
             " COALESCE(f.name, '') AS fund, s.* FROM (SELECT campaign_id, fund_id, " +
                 sum_figures_sql + " FROM transfer WHERE " + bounds.sql +
                 " GROUP BY campaign_id, fund_id) s LEFT JOIN campaign c ON c.id = s.campaign_id"
                 " LEFT JOIN campaign_version v ON v.id = c.shown_version"
                 " LEFT JOIN fund f ON f.id = s.fund_id"
                 " ORDER BY s.campaign_id IS NULL, title, campaign, fund LIMIT ?",
             bounds.values))
        lines.push_back(
            {row.text("campaign"), row.text("title"), row.text("fund"), figures_from(row)});
    return lines;
}

std::vector<Currency> currencies_used(store::Session& session) {
    std::vector<Currency> used;
    for (const auto& row : session.all(
             "SELECT DISTINCT currency FROM transfer ORDER BY currency LIMIT ?", currencies_max))
        used.push_back(currency_of(row.text("currency")));
    return used;
}

std::optional<Date> first_booked_day(store::Session& session) {
    const auto row = session.one("SELECT MIN(booked_on) AS first FROM transfer");
    return row ? row->maybe_date("first") : std::nullopt;
}

// Of a month that is over nothing can change any more, so the same digest comes out for ever.
Head ledger_head(store::Session& session, Date until) {
    const auto row = session.one(
        "SELECT COALESCE(MAX(id), 0) AS last, COUNT(*) AS n,"
        " COALESCE(SUM(CAST(CONV(LEFT(row_hash, 15), 16, 10) AS DECIMAL(20))), 0) AS hashes,"
        " COALESCE(LOWER(HEX(BIT_XOR(CAST(CONV(RIGHT(row_hash, 15), 16, 10) AS UNSIGNED)))), '')"
        " AS folded FROM transfer WHERE booked_on <= ?",
        until);
    Head head{row->id<TransferId>("last"), row->number("n"), {}};
    head.digest = sha256_hex(row->text("last") + "\x1f" + row->text("n") + "\x1f" +
                             row->text("hashes") + "\x1f" + row->text("folded"));
    return head;
}

}  // namespace ledger
