// Pages of gifts: long lists in steps, each step beginning after the last row of the one before.
//
// A place in a list is a moment and an id, so that nothing is skipped or told twice while new gifts
// come in. Anonymity and review are applied in the query, as in gift_lists.h.
#pragma once

#include "campaign/giving/gift_lists.h"

namespace giving {

struct Place {
    Instant at;
    std::int64_t id = 0;
};

struct PublicPage {
    CampaignId campaign;
    std::optional<Place> after = {};
    int limit = 50;
};
// Confirmed ones, newest first.
std::vector<PublicGift> page_of_public_gifts(store::Session&, const PublicPage&);
std::optional<PublicGift> find_public_gift(store::Session&, GiftId);

struct DeskPage {
    CampaignId campaign;
    std::optional<State> state = {};
    std::string method = {};  // Empty: every one.
    std::optional<Place> after = {};
    int limit = 50;
};
// As finance sees them, newest first by when they were given. Not those of a rehearsal.
std::vector<Gift> page_of_gifts(store::Session&, const DeskPage&);

}  // namespace giving
