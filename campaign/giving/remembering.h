// Remembering: a card tells somebody of a gift in memory or in honour of a person.
//
// It leaves when the gift is confirmed and its words have been public for as long as a reviewer may
// take a verdict back: what has been mailed to a family cannot be taken back. Once for each gift;
// to nobody who asked us never to write unasked.
#pragma once

#include "campaign/giving/gift.h"

namespace giving {

// What is due now; how many cards were written. May run at any time and any number of times.
int send_cards(store::Store&, Instant now);
// One click in such a mail; false if no card of ours has this token.
bool refuse_cards(store::Store&, const std::string& refuse_token, Instant now);
// The donor takes the mention and what is not yet sent of it back.
Gift take_mention_back(store::Store&, GiftId, Instant now);

}  // namespace giving
