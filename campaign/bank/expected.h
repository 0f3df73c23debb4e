// Expected: money that is announced before the bank shows it: a payout of a card provider, a refund
// that we pay out. A line of that amount, name and time is offered as it with one click.
#pragma once

#include <string>
#include <vector>

#include "campaign/bank/line.h"
#include "campaign/giving/payout.h"
#include "campaign/giving/refund.h"

namespace bank {

enum class Clue {
    same_amount,
    names_it,   // Its trace, descriptor or reference stands in the line.
    same_name,  // The provider, or whom we pay.
    same_account,
    soon  // It arrives on that day, or a few days later.
};

struct Expected {
    std::optional<giving::Payout> payout = {};
    std::optional<giving::Refund> refund = {};
    std::vector<giving::Refund> more = {};  // To the same donor, in the same transfer.
    std::vector<Clue> clues = {};
    int score = 0;
    int days = 0;  // From the day when it should arrive.
};

constexpr int arrives_within_days = 6, exact_score = 120;
// The best first: open payouts and refunds of exactly what is open of the line, one or several to
// one donor.
std::vector<Expected> expected_for(store::Session&, const Line&);
// Pure: names of a payout in the words of a line, and the day.
Expected judge_payout(const giving::Payout&, const Line&);
Expected judge_refund(const giving::Refund&, const Line&, Date proposed_on);
// May be placed without a person: a payout that is named, in time, and is the only one so.
bool is_exactly_expected(const std::vector<Expected>&);

}  // namespace bank
