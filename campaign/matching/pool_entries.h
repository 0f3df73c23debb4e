// Pool entries: the ledger rows behind matching gifts. Pure; docs/data_model.md has the chart.
//
// Every row is of the kind `matching`, counts toward the goal and stands in the campaign's first
// fund. What gifts draw is caused by their match, what the sponsor's money does by the pool.
#pragma once

#include "campaign/ledger/transfer.h"
#include "campaign/matching/match.h"

namespace matching {

// What a match has moved: from one amount to another, with the pool as it stands before.
struct Draw {
    Match match;  // As it is afterwards; its version makes the rows unique.
    std::int64_t before = 0;
    Instant given_at;
    FundId fund;
};
// Prepaid: advance -> income, and back with what was returned. Else a promise of the sponsor; what
// is taken back and paid already is owed to the sponsor.
std::vector<ledger::NewTransfer> rows_when_drawn(const Pool&, const Draw&);
// The pool's amounts after it.
void move_by(Pool&, const Draw&);

// The sponsor's money stands on the statement, in or, with a negative amount, out.
struct Movement {
    std::int64_t line = 0;  // The bank line's number.
    BankAccountId account;
    Money amount;
    Date bank_date;
    FundId fund;
};
std::vector<ledger::NewTransfer> rows_when_paid(const Pool&, const Movement&);
std::vector<ledger::NewTransfer> rows_when_repaid(const Pool&, const Movement&);
// The rest of a prepaid pool goes back, or is given all the same.
std::vector<ledger::NewTransfer> rows_when_settled(const Pool&, FundId);

}  // namespace matching
