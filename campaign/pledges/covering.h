// Covering: what a step of a gift takes out of the promise that it keeps, in the same transaction.
//
// How much a gift covers of its pledge is read from its own ledger rows, whatever wrote them: what
// was promised, declared or became income of kind gift covers; what was released or reversed covers
// no more. Money that goes back (returned:…, refunds, disputes) is not in that sum: a promise that
// was kept is not reopened by a refund, and nobody is asked for the same money twice.
#pragma once

#include <vector>

#include "campaign/ledger/transfer.h"
#include "campaign/pledges/pledge.h"

namespace pledges {

// Gifts of pledges bear this origin; all others are told apart by it at no cost.
constexpr std::string_view payment_origin = "pledge";

struct Cover {
    std::int64_t covered = 0, paid = 0;
};
Cover cover_of(const std::vector<ledger::NewTransfer>&);  // Pure.

// Called by every step of a gift of that origin, with the rows it causes.
void cover_pledge(store::Transaction&, const giving::Gift&, const std::vector<ledger::NewTransfer>&,
                  const ledger::Booking&);

// Writes the sums of a pledge that is locked, and the row by which its open amount moves: event 1
// up, 2 down, in the tallies of its campaign, participant and team. For the verbs of this room.
void write_sums(store::Transaction&, const Pledge& before, Pledge after, const ledger::Booking&);

}  // namespace pledges
