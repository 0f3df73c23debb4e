// Card entries: the ledger rows that stand for the facts of a card payment. Pure.
//
// Positions say how much stands where for some facts; the rows of a step are what is missing of
// them. So any order of the facts, and any repetition, leaves the same sums in every account.
// Refunds take the gift first, then the covered fee, then the registration; lost disputes come
// after refunds, open ones after those.
#pragma once

#include <vector>

#include "campaign/giving/card_payment.h"
#include "campaign/ledger/transfer.h"

namespace giving {

// The parts of lines, in the order in which refunds take them, from one total to another.
std::vector<Line> lines_taken(const std::vector<Line>&, Money from, Money to);
// What is left of the lines when so much of them was taken.
std::vector<Line> lines_left(const std::vector<Line>&, Money taken);

// What is to be booked when this becomes of that, and this decides what the gift is: a promise
// stands while the gift as it was read is pending. `before` carries the version that makes the rows
// of things that can come and go (disputes) unique.
std::vector<ledger::NewTransfer> rows_between(const Gift&, const std::vector<Line>&,
                                              const CardPayment& before, const CardPayment& after);
// The same for money that fits no gift: it waits in quarantine, in no campaign.
std::vector<ledger::NewTransfer> quarantine_rows(const CardPayment& before,
                                                 const CardPayment& after);
// Event 11: it leaves quarantine as this gift, whole.
std::vector<ledger::NewTransfer> rows_when_released(const Gift&, const std::vector<Line>&,
                                                    const CardPayment&);

}  // namespace giving
