// Bagging: envelopes go into a bag, it is sealed, and it passes from hand to hand.
//
// A bag is where its holder says it is: it passes on only when the receiver, in their own session,
// says that they have it and whether its seal is whole. A broken seal is kept beside the bag and
// asks for a recount. Envelopes go in and out, and its seal is put on, in the hands of its holder.
#pragma once

#include "campaign/cash/bag.h"
#include "campaign/people/role.h"

namespace cash {

// An empty bag, held by whoever begins it. The same key again returns the same bag.
Bag begin_bag(store::Store&, CampaignId, const std::string& request_key, const people::Actor&,
              Instant now);
void put_in_bag(store::Store&, BagId, const std::vector<EnvelopeId>&, const people::Actor&,
                Instant now);
void take_out_of_bag(store::Store&, BagId, EnvelopeId, const people::Actor&, Instant now);
// With at least one envelope in it. open -> sealed; also again after a count (not for a recount).
void seal_bag(store::Store&, BagId, const std::string& seal, const people::Actor&, Instant now);
// Its seal was broken by nobody's count, or an envelope is missing: sealed -> open.
void reopen_bag(store::Store&, BagId, const people::Actor&, Instant now);

// The holder says to whom it goes; nothing has moved yet.
void hand_over(store::Store&, BagId, AccountId to, const std::string& note, const people::Actor&,
               Instant now);
void call_back(store::Store&, BagId, const people::Actor&, Instant now);
// The receiver alone: it is theirs from now on.
void take_over(store::Store&, BagId, bool seal_is_whole, const people::Actor&, Instant now);

}  // namespace cash
