// verify_ledger: rebuilds every tally and every hash from the ledger and names each difference.
//
// Reads in pages, so that memory stays constant. The ledger is the truth: a tally that differs is
// named, and so is a row whose hash differs; nothing is changed.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "campaign/ledger/tally.h"

namespace ledger {

struct Verdict {
    std::int64_t rows = 0, tallies = 0;
    std::vector<std::string> differences;  // Empty: everything holds. At most differences_max.

    static constexpr std::size_t differences_max = 200;
    bool holds() const { return differences.empty(); }
};

// Tells now and then how many rows were read.
using Progress = std::function<void(std::int64_t rows)>;

// Checks: every row's hash and pair of accounts; the bridge per campaign, fund and day; every tally
// of campaigns, participants and teams; the amounts on gifts and matching pools against their rows;
// visits counted.
// Quiet writers: a tally is compared again before it is called different.
Verdict verify_ledger(store::Store&, const Progress&);

}  // namespace ledger
