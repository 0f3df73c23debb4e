// Holding: what stands on an account by one method, and how an amount that leaves it is told apart.
//
// Cash and cheques lie in one bag and go to the bank on one slip. So that each leaves "on the way"
// by its own method, every row that moves them on names the method that it moves.
#pragma once

#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/money.h"

namespace ledger {

struct Holding {
    std::string method;
    std::int64_t minor = 0;  // Debits less credits.
};

// Of one account of a campaign, by method, none of them 0. Read before the unit of work: whoever
// moves the money on turns the version of what holds it.
std::vector<Holding> holdings_of(store::Session&, CampaignId, const std::string& account);

// What `minor` is made of when it goes on: all of one method where that is the amount; else what
// cannot be broken up (cheques) goes first, and cash makes up the rest. More than is there is cash.
// The parts are positive and make the amount to the cent. Pure.
std::vector<Holding> parts_moved(const std::vector<Holding>&, std::int64_t minor);
// What is missing, of what stands there: cash first. Pure.
std::vector<Holding> parts_missing(const std::vector<Holding>&, std::int64_t minor);

}  // namespace ledger
