// Expecting: a line of the bank is the payout or the refund that was announced, and has its place.
#pragma once

#include "campaign/bank/expected.h"
#include "campaign/bank/placing.h"

namespace bank {

// Refuse amount_out_of_range where it is not exactly the line, already_decided where somebody was
// faster.
void place_as_payout(store::Store&, LineId, giving::PayoutId, const Because&, const people::Actor&,
                     Instant now);
// One refund that was agreed to, or several that were paid out in one transfer.
void place_as_refunds(store::Store&, LineId, const std::vector<giving::RefundId>&, const Because&,
                      const people::Actor&, Instant now);
// Open lines that are a payout to the letter; what somebody has taken back stays open.
ExactRound place_expected_lines(store::Store&, int limit, const people::Actor&, Instant now);
void take_back_expected(store::Store&, const Placing&, const ledger::Booking&);

}  // namespace bank
