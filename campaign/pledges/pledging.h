// Pledging: a pledge is made, proven, withdrawn; its parts are reminded of and lapse.
//
// Every verb is one unit of work: the pledge, its ledger row, the tallies, the audit and the mails.
// Each says no by throwing Refused.
#pragma once

#include "campaign/people/role.h"
#include "campaign/pledges/pledge.h"

namespace pledges {

struct Made {
    Pledge pledge;
    std::string token;       // For /pledge/{token}.
    bool was_there = false;  // The same request came before: nothing new was written.
};

// Refuses: what objection() says; same_key_other_gift for a key that was used for something else.
Made make_pledge(store::Store&, const NewPledge&, const giving::Terms&, const people::Actor&,
                 Instant now);
// The address is the donor's (a mailed link), or a colleague has the signed paper before them.
Pledge prove_pledge(store::Store&, PledgeId, const people::Actor&, Instant now);
// What is open of it ends; what was paid stays.
Pledge withdraw_pledge(store::Store&, PledgeId, const std::string& reason, const people::Actor&,
                       Instant now);

// Parts lapse giving::promise_days after their day, as promises do.
int lapse_parts(store::Store&, Instant now);

// Three days before a part is due, three days after and fourteen days after, once each; only to
// proven addresses, but for the first. May run at any time and any number of times.
constexpr int before_days = 3, after_days = 3, again_days = 14, window_days = 4;
int remind_of_parts(store::Store&, Instant now);

}  // namespace pledges
