// Writing the rows of pledges: for the verbs of this room alone.
#pragma once

#include "campaign/pledges/pledge.h"

namespace pledges {

void insert_pledge(store::Transaction&, const Pledge&, const std::string& token);
void insert_instalment(store::Transaction&, PledgeId, const Instalment&, Instant now);
void update_instalment(store::Transaction&, PledgeId, const Instalment&);
// Its sums, proof, bill and end, as they now are.
void update_pledge(store::Transaction&, const Pledge&);
void insert_payment_of(store::Transaction&, PledgeId, const std::string& request_key, Instant now);
std::optional<Pledge> lock_pledge(store::Transaction&, PledgeId);
std::optional<Pledge> lock_pledge_of_gift(store::Transaction&, const std::string& request_key);

// Of pledges that may be due: parts with a day in this span, whose pledge has something open.
std::vector<Pledge> pledges_due_between(store::Session&, Date from, Date until, PledgeId after,
                                        int limit);

}  // namespace pledges
