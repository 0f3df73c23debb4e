#include "campaign/bank/balance.h"
#include "campaign/organisation/bank_account.h"

namespace bank {

namespace {

constexpr int statements_max = 5000;

void read_statements_of(store::Session& session, StatementBalance& balance) {
    std::optional<std::int64_t> before;
    for (const auto& row :
         session.all("SELECT opening, closing, until_on, statement_id FROM bank_import WHERE"
                     " bank_account_id = ? AND undone_at IS NULL AND closing IS NOT NULL"
                     " ORDER BY until_on, made_at LIMIT ?",
                     balance.account, statements_max)) {
        const bool opens = !row.is_null("opening");
        if (!balance.opening && opens) balance.opening = row.number("opening");
        if (before && opens && *before != row.number("opening")) ++balance.gaps;
        before = balance.closing = row.number("closing");
        balance.until = row.maybe_date("until_on");
        balance.statement_id = row.text("statement_id");
    }
}

void read_lines_of(store::Session& session, StatementBalance& balance) {
    const auto until = balance.until.value_or(Date{std::chrono::sys_days{}});
    const auto row = session.one(
        "SELECT CAST(COALESCE(SUM(IF(bank_date <= ?, minor, 0)), 0) AS SIGNED) AS booked,"
        " CAST(COALESCE(SUM(IF(bank_date > ?, minor, 0)), 0) AS SIGNED) AS later,"
        " CAST(COALESCE(SUM(IF(bank_date <= ? AND family = 'hand', minor, 0)), 0) AS SIGNED)"
        "   AS by_hand,"
        " CAST(COALESCE(SUM(bank_date <= ? AND family = 'hand'), 0) AS SIGNED) AS lines_by_hand,"
        " MIN(IF(bank_date <= ? AND family = 'hand', bank_date, NULL)) AS oldest"
        " FROM bank_line WHERE bank_account_id = ? AND undone_at IS NULL",
        until, until, until, until, until, balance.account);
    balance.booked = row->number("booked"), balance.later = row->number("later");
    balance.by_hand = row->number("by_hand");
    balance.lines_by_hand = static_cast<int>(row->number("lines_by_hand"));
    balance.oldest_by_hand = row->maybe_date("oldest");
}

}  // namespace

std::vector<StatementBalance> statement_balances(store::Session& session) {
    std::vector<StatementBalance> balances;
    for (const auto& account : organisation::all_bank_accounts(session)) {
        if (account.state != organisation::AccountState::active) continue;
        StatementBalance balance;
        balance.account = account.id, balance.currency = account.currency;
        read_statements_of(session, balance);
        read_lines_of(session, balance);
        balances.push_back(balance);
    }
    return balances;
}

}  // namespace bank
