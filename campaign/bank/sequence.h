// Sequence: do the statements of one account follow each other, or is one missing between two?
//
// Files come in any order, twice, and more than one for a day. The same statement again tells
// nothing new; those of one day follow each other by their balances; one that reaches back into
// days that were told (an export of a longer time) leaves no gap before it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/bank/import.h"

namespace bank {

// Told: the balances of a statement and the days of its first and last line.
struct Told {
    Date from, until;
    std::optional<std::int64_t> opening;
    std::int64_t closing = 0;
    std::string statement_id;
};

// Each once, in the order in which they follow each other. Pure.
std::vector<Told> in_sequence(std::vector<Told>);
// Of statements that do not begin where the one before ended. Pure.
// The first day of each.
std::vector<Date> gap_days(const std::vector<Told>& in_sequence);
// The closing balance that this one should have begun with and did not; nothing where it follows,
// or where nothing stood before it. Pure.
std::optional<std::int64_t> closing_missed(const Told&, const std::vector<Told>& others);

// Of the imports that stand and told a closing balance.
std::vector<Told> told_of(store::Session&, BankAccountId);

}  // namespace bank
