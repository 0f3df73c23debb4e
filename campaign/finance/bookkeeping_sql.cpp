#include <algorithm>
#include <map>
#include <set>

#include "campaign/finance/bookkeeping.h"

namespace finance {

namespace {

constexpr int page_rows = 2000, centres_max = 2000, numbers_max = 2000;

const std::string of_journal =
    " t.debit NOT IN ('promised', 'declared', 'in_kind', 'memo')"
    " AND t.credit NOT IN ('promised', 'declared', 'in_kind', 'memo')";

struct Where {
    std::string sql, joins;
    std::vector<store::Value> values;
};

Where where_of(const JournalCut& cut) {
    Where where;
    const auto add = [&](const std::string& condition, store::Value value) {
        where.sql += " AND " + condition;
        where.values.push_back(std::move(value));
    };
    if (cut.batch != 0) {
        where.joins = " JOIN batch_row b ON b.transfer_id = t.id";
        add("b.batch_id = ?", store::value_of(cut.batch));
        return where;
    }
    const auto& span = cut.span;
    add("t.currency = ?", store::value_of(span.currency.text()));
    if (span.campaign) add("t.campaign_id = ?", store::value_of(span.campaign));
    if (span.from) add("t.booked_on >= ?", store::value_of(*span.from));
    if (span.until) add("t.booked_on <= ?", store::value_of(*span.until));
    return where;
}

std::map<std::string, std::string> numbers_of(store::Session& session) {
    std::map<std::string, std::string> numbers;
    for (const auto& row :
         session.all("SELECT account, number FROM account_map LIMIT ?", numbers_max))
        numbers[row.text("account")] = row.text("number");
    return numbers;
}

// Of the rows, each once, as it is numbered.
std::set<std::string> accounts_of(store::Session& session, const Where& where) {
    auto values = where.values;
    values.insert(values.end(), where.values.begin(), where.values.end());
    values.push_back(store::value_of(ledger::accounts_max));
    const auto rest = " FROM transfer t" + where.joins + " WHERE" + of_journal + where.sql;
    std::set<std::string> accounts;
    for (const auto& row : session.query(
             "SELECT t.debit AS account" + rest + " UNION SELECT t.credit" + rest + " LIMIT ?",
             values))
        accounts.insert(numbered_account(row.text("account")));
    return accounts;
}

}  // namespace

std::string numbered_account(std::string_view account) {
    const auto group = ledger::account_class(account);
    for (const auto* memo : {"promised", "declared", "in_kind", "memo"})
        if (group == memo) return {};
    for (const auto* shared : {"cash", "transit", "quarantine"})
        if (group == shared) return std::string{group};
    return std::string{account};
}

std::vector<AccountNumber> account_numbers(store::Session& session) {
    const auto numbers = numbers_of(session);
    auto accounts = accounts_of(session, {});
    for (const auto& [account, number] : numbers) accounts.insert(account);
    std::vector<AccountNumber> all;
    for (const auto& account : accounts) {
        const auto found = numbers.find(account);
        all.push_back({account, found == numbers.end() ? std::string{} : found->second});
    }
    return all;
}

std::vector<CostCentre> cost_centres(store::Session& session) {
    std::vector<CostCentre> centres;
    for (const auto& row :
         session.all("SELECT c.id, 0 AS fund_id, COALESCE(v.title, c.slug) AS title, '' AS fund,"
                     " COALESCE(m.code, '') AS code FROM campaign c"
                     " LEFT JOIN campaign_version v ON v.id = c.shown_version"
                     " LEFT JOIN cost_centre m ON m.campaign_id = c.id AND m.fund_id = 0"
                     " UNION ALL SELECT c.id, f.id, COALESCE(v.title, c.slug), f.name,"
                     " COALESCE(m.code, '') FROM fund f JOIN campaign c ON c.id = f.campaign_id"
                     " LEFT JOIN campaign_version v ON v.id = c.shown_version"
                     " LEFT JOIN cost_centre m ON m.campaign_id = c.id AND m.fund_id = f.id"
                     " ORDER BY title, id, fund_id LIMIT ?",
                     centres_max))
        centres.push_back({row.id<CampaignId>("id"), row.id<FundId>("fund_id"), row.text("title"),
                           row.text("fund"), row.text("code")});
    return centres;
}

void put_account_number(store::Transaction& tx, const AccountNumber& mapped, AccountId by,
                        Instant now) {
    if (mapped.number.empty()) {
        tx.run("DELETE FROM account_map WHERE account = ?", mapped.account);
        return;
    }
    tx.run(
        "INSERT INTO account_map (account, number, changed_by, changed_at) VALUES (?, ?, ?, ?)"
        " ON DUPLICATE KEY UPDATE number = VALUES(number), changed_by = VALUES(changed_by),"
        " changed_at = VALUES(changed_at)",
        mapped.account, mapped.number, by, now);
}

void put_cost_centre(store::Transaction& tx, const CostCentre& centre, AccountId by, Instant now) {
    if (centre.code.empty()) {
        tx.run("DELETE FROM cost_centre WHERE campaign_id = ? AND fund_id = ?", centre.campaign,
               centre.fund.value);
        return;
    }
    tx.run(
        "INSERT INTO cost_centre (campaign_id, fund_id, code, changed_by, changed_at)"
        " VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE code = VALUES(code),"
        " changed_by = VALUES(changed_by), changed_at = VALUES(changed_at)",
        centre.campaign, centre.fund.value, centre.code, by, now);
}

std::vector<std::string> unnumbered_accounts(store::Session& session, const JournalCut& cut) {
    const auto numbers = numbers_of(session);
    std::vector<std::string> missing;
    for (const auto& account : accounts_of(session, where_of(cut)))
        if (!numbers.contains(account)) missing.push_back(account);
    return missing;
}

Table journal_table(store::Session& session, const JournalCut& cut) {
    Table table{"journal",
                {{"row", Sort::thing, 22},
                 {"booked_on", Sort::day, 12},
                 {"document_on", Sort::day, 12},
                 {"debit", Sort::text, 12},
                 {"credit", Sort::text, 12},
                 {"amount", Sort::money},
                 {"currency", Sort::text, 9},
                 {"cost_centre", Sort::text, 14},
                 {"text", Sort::text, 40},
                 {"campaign", Sort::text, 24},
                 {"fund", Sort::text, 20},
                 {"document", Sort::text, 30},
                 {"our_debit", Sort::text, 20},
                 {"our_credit", Sort::text, 20},
                 {"reverses", Sort::thing, 22}},
                {}};
    const auto where = where_of(cut);
    const auto numbers = numbers_of(session);
    table.next = [&session, where, numbers,
                  last = TransferId{}](std::vector<TableRow>& page) mutable {
        const auto number_of = [&](const std::string& account) {
            const auto found = numbers.find(numbered_account(account));
            return found == numbers.end() ? std::string{} : found->second;
        };
        auto values = where.values;
        values.push_back(store::value_of(last.value));
        values.push_back(store::value_of(page_rows));
        const auto rows = session.query(
            "SELECT t.id, t.event, t.debit, t.credit, t.minor, t.currency, t.booked_on,"
            " t.bank_date, t.cause_type, t.cause_id, t.reverses, COALESCE(c.slug, '') AS campaign,"
            " COALESCE(f.name, '') AS fund, COALESCE(m.code, n.code, '') AS centre"
            " FROM transfer t" +
                where.joins +
                " LEFT JOIN campaign c ON c.id = t.campaign_id LEFT JOIN fund f ON f.id = t.fund_id"
                " LEFT JOIN cost_centre m ON m.campaign_id = t.campaign_id AND m.fund_id ="
                " t.fund_id AND m.fund_id <> 0 LEFT JOIN cost_centre n ON n.campaign_id ="
                " t.campaign_id AND n.fund_id = 0 WHERE" +
                of_journal + where.sql + " AND t.id > ? ORDER BY t.id LIMIT ?",
            values);
        for (const auto& row : rows) {
            const auto debit = row.text("debit"), credit = row.text("credit");
            const auto event = static_cast<ledger::Event>(row.number("event"));
            page.push_back(
                {row.number("id"), row.date("booked_on"), cell_of(row.maybe_date("bank_date")),
                 number_of(debit), number_of(credit),
                 Money{row.number("minor"), currency_of(row.text("currency"))},
                 row.text("currency"), row.text("centre"),
                 std::string{ledger::event_words(event, debit, credit)}, row.text("campaign"),
                 row.text("fund"), row.text("cause_type") + " " + row.text("cause_id"), debit,
                 credit, thing(row.number("reverses"))});
            last = row.id<TransferId>("id");
        }
        return rows.size() == page_rows;
    };
    return table;
}

}  // namespace finance
