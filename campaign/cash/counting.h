// Counting: two people count a bag blind, in rounds, until they agree.
//
// Neither figure is shown before both are in. Where they differ both count again; after tries_max
// rounds a third person decides for one of the two, with a reason. Nobody counts what they handed
// in themselves.
#pragma once

#include "campaign/cash/count.h"
#include "campaign/people/role.h"

namespace cash {

enum class Result { first, agreed, differ, disputed };
struct Counted {
    Result result;
    Count own;
    std::optional<Count> other = {};
};
// The same device key again answers what it answered. Refuses: a round that is over
// (already_decided), the same person twice or their own envelope (needs_second_person).
Counted count_bag(store::Store&, const NewCount&, const people::Actor&, Instant now);

// A third person takes one of the last round's counts for true.
void decide_count(store::Store&, BagId, CountId, const std::string& reason, const people::Actor&,
                  Instant now);

// What was counted and booked is counted once more, by two people again.
void begin_recount(store::Store&, BagId, const people::Actor&, Instant now);
// Recounting was a mistake: nobody has counted yet.
void end_recount(store::Store&, BagId, const people::Actor&, Instant now);

}  // namespace cash
