// Depositing: bags to the bank (event 16), differences of deposits (15), change drawn (17).
#pragma once

#include "campaign/cash/deposit.h"
#include "campaign/people/role.h"

namespace cash {

struct NewDeposit {
    CampaignId campaign;
    std::vector<BagId> bags = {};
    std::int64_t desk = 0;  // Of what was counted at the desk, minor units.
    std::string slip = {};
    Date taken_on;
    std::string request_key;
};
// The same key again returns the same deposit.
Deposit make_deposit(store::Store&, const NewDeposit&, const people::Actor&, Instant now);

// Typed wrong, as long as no line was placed on it: its rows are reversed, its bags are counted and
// in hand again, and what was taken from the desk's box lies in it. Wants a reason.
void undo_deposit(store::Store&, DepositId, const std::string& reason, const people::Actor&,
                  Instant now);

// What the bank counted differs: proposed by one person with a reason, booked by another's yes.
void propose_difference(store::Store&, DepositId, const std::string& reason, const people::Actor&,
                        Instant now);
void agree_difference(store::Store&, DepositId, const people::Actor&, Instant now);
void withdraw_difference(store::Store&, DepositId, const people::Actor&, Instant now);

// Change for the tables, drawn from the bank: it is out until it comes back in a bag. The line of
// the statement is placed on it later.
struct NewFloat {
    CampaignId campaign;
    std::int64_t minor = 0;
    std::string note = {}, request_key;
};
void draw_float(store::Store&, const NewFloat&, const people::Actor&, Instant now);

}  // namespace cash
