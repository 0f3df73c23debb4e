// Entries: the ledger rows that each step of a gift causes. Pure; docs/data_model.md has the chart.
//
// A promise (or what the desk declared) is one memo row per line; the step that confirms money
// releases the memo in the same set of rows, so that a euro stands in one figure only.
#pragma once

#include <vector>

#include "campaign/giving/gift.h"
#include "campaign/ledger/transfer.h"

namespace giving {

// Lines that take a gift's holding from one total to a larger one.
std::vector<Line> lines_between(const std::vector<Line>& lines, Money from, Money to);

// Event 1 for a promise, 3 for what the desk entered.
std::vector<ledger::NewTransfer> rows_when_recorded(const Gift&, const std::vector<Line>&);

// Event 2 or 4: releases `amount` of what is still open.
std::vector<ledger::NewTransfer> rows_when_released(const Gift&, const std::vector<Line>&,
                                                    Money amount);

// Event 14 (cash, cheque) or 5 (card reader): what two people confirm.
std::vector<ledger::NewTransfer> rows_when_counted(const Gift&, const std::vector<Line>&,
                                                   Money counted);

// Events 12 and 13: a bank line comes in and is placed as this gift.
struct BankLine {
    std::int64_t id = 0;
    BankAccountId account;
    Money amount;
    Date bank_date;
};
std::vector<ledger::NewTransfer> rows_when_arrived(const Gift&, const std::vector<Line>&,
                                                   const BankLine&);

// Event 13, with the release of the promise (2), for a line that is booked already. `placing` makes
// the rows unique, so that what was taken back can be placed again.
struct Placement {
    std::int64_t placing = 0;
    Money amount, released;
    Date bank_date;
};
std::vector<ledger::NewTransfer> rows_when_placed(const Gift&, const std::vector<Line>&,
                                                  const Placement&);
// Event 13 the other way: the bank took money back (a returned transfer, a bounced cheque), of what
// stands of the gift (refund_entries.h).
std::vector<ledger::NewTransfer> rows_when_returned(const Gift&, const std::vector<Line>&,
                                                    const Placement&);
// "gift:17:p42": how the effect keys of one placing's rows begin.
std::string placing_key(GiftId, std::int64_t placing);

}  // namespace giving
