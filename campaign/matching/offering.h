// Offering: a pool is proposed, read and agreed to by a second person, or sent back; and ended.
//
// All throw Refused. The sponsor's name is public from the yes on, so nobody says yes to their own,
// and not while everything is held. Two pools of a campaign never run at the same time.
#pragma once

#include "campaign/matching/pool.h"
#include "campaign/people/role.h"

namespace matching {

// Sent twice, a form is one pool.
Pool offer_pool(store::Store&, const NewPool&, const people::Actor&, Instant now);

struct Seen {
    PoolId pool;
    int version = 0;
};
// From then on gifts draw from it; from a prepaid one when its money has come. What was given in
// the time of an earlier pool stays that one's: the new window begins where the last one ended.
void agree_to_pool(store::Store&, const Seen&, const people::Actor&, Instant now);
void send_pool_back(store::Store&, const Seen&, const std::string& reason, const people::Actor&,
                    Instant now);
// Before its window is over: gifts given from now on draw nothing. Also of one that waits.
void end_pool(store::Store&, const Seen&, const people::Actor&, Instant now);

}  // namespace matching
