#include "campaign/bank/balance.h"
#include "campaign/bank/sequence.h"
#include "campaign/organisation/bank_account.h"

namespace bank {

namespace {

void read_statements_of(store::Session& session, StatementBalance& balance) {
    const auto told = in_sequence(told_of(session, balance.account));
    balance.gap_days = gap_days(told);
    balance.gaps = static_cast<int>(balance.gap_days.size());
    for (const auto& one : told) {
        if (!balance.opening) balance.opening = one.opening;
        balance.closing = one.closing, balance.until = one.until;
        balance.statement_id = one.statement_id;
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
