// MoneyPath: how far the money of a confirmed gift has come, from where it was seen to the bank.
//
// A gift that moves to another campaign takes its money along where it stands (money.md, event 21):
// each hop is undone in the one campaign and done in the other.
#pragma once

#include <vector>

#include "campaign/giving/gift.h"
#include "campaign/ledger/transfer.h"

namespace giving {

struct Hop {
    ledger::Event event;
    std::string debit, credit;
    Money amount;
};

struct MoneyPath {
    std::vector<Hop> hops = {};
    // It lies with the money of others in a bag, a deposit or a payout that the bank has not shown:
    // it cannot be taken out of there.
    bool is_between = false;
};

MoneyPath path_of_money(store::Session&, const Gift&);

}  // namespace giving
