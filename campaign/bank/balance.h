// StatementBalance: what the bank said last about each account, and what no statement has shown.
//
// The ledger begins with the first line that was imported, so what stood on the account before it,
// the opening of the first statement, is added to what the ledger says.
#pragma once

#include <optional>
#include <vector>

#include "campaign/bank/import.h"

namespace bank {

struct StatementBalance {
    BankAccountId account;
    Currency currency;
    std::optional<std::int64_t> opening, closing;  // Of the first and the last statement.
    std::optional<Date> until;                     // The last day of the last one.
    std::string statement_id;
    std::int64_t booked = 0;   // Ledger: lines until that day, in and out.
    std::int64_t later = 0;    // Ledger: lines after it.
    std::int64_t by_hand = 0;  // Of booked: lines that somebody marked and no statement has shown.
    int lines_by_hand = 0;
    std::optional<Date> oldest_by_hand;
    int gaps = 0;  // Statements that do not begin where the one before ended.
    std::vector<Date> gap_days = {};  // The first day of each of those.
};
std::vector<StatementBalance> statement_balances(store::Session&);

}  // namespace bank
