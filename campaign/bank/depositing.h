// Depositing: a line of the bank is a deposit of cash (event 16), or change that was drawn (17).
//
// A deposit may be several lines. What is more or less than the deposit is not mended here: two
// people agree on the difference where the deposit is (cash::agree_difference).
#pragma once

#include "campaign/bank/line.h"
#include "campaign/bank/placing.h"
#include "campaign/cash/deposit.h"

namespace bank {

// The whole open rest of a line in goes to this deposit.
void place_as_deposit(store::Store&, LineId, cash::DepositId, const Because&, const people::Actor&,
                      Instant now);
// A line out is change that was drawn; what was booked then stands, so no row is written.
void place_as_float(store::Store&, LineId, const Because&, const people::Actor&, Instant now);
void take_back_deposit(store::Store&, const Placing&, const people::Actor&, Instant now);

// Which deposits a line could be: by slip number, by amount, by day; the best first. With
// the day alone it is hardly more than possible.
struct DepositGuess {
    cash::Deposit deposit;
    bool is_named = false, is_whole = false;  // Its slip stands in the words; the rest is the line.
    bool is_at_counter = false;               // Nobody else's name or account stands in it.
    int days = 0;                             // From the bank's counter to the statement.
    int score = 0;                            // As suggestions are scored (suggestion.h).
};
std::vector<DepositGuess> deposits_like(store::Session&, const Line&);

}  // namespace bank
