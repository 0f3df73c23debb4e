// Sides: what the ledger says beside what providers and banks say, and why they differ.
//
// A difference has a name, an age and somebody who looks after it (open_items.h: its key). Where
// the other side has said nothing, that is said, and no difference is made up.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/finance/open_items.h"
#include "campaign/ledger/balances.h"

namespace finance {

enum class Cause {
    not_told,        // The other side's balance is not known.
    shared_account,  // Others' lines pass through it, so its balance is not ours to compare.
    by_hand,         // Marked by hand, and no statement has shown it.
    gap,             // A statement is missing: one does not begin where the other ended.
    unexplained,     // None of these.
    lines_waiting,   // On the statement, and without a place.
    other_rows,      // In unplaced, and no line waits for it.
};

struct Difference {
    std::string key;
    Cause cause;
    Money amount;  // 0 where it is not known.
    std::optional<Date> since;
    std::int64_t count = 0;  // Lines or statements.
    ItemOwner owner = {};
};

struct Side {
    std::string account;  // bank:17, clearing:stripe, unplaced
    std::string name;     // Of a bank account: its label.
    Money ledger;
    // Of a bank account that is compared: what stood on it before the first statement. The ledger
    // knows only what moved since: ledger = opening + moved - later.
    std::optional<Money> opening = {}, moved = {};
    std::optional<Money> theirs;
    std::optional<Date> as_of;   // Of theirs.
    std::optional<Money> later;  // Of the ledger, after that day.
    std::vector<Difference> differences = {};

    bool agrees() const { return theirs && differences.empty(); }
};

std::vector<Side> all_sides(store::Session&, Currency);

}  // namespace finance
