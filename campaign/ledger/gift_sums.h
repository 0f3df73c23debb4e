// GiftSum: how much of a gift counts toward the goal, as its own ledger rows say.
//
// What a sponsor adds to it has rows of its own and is not in here.
#pragma once

#include <vector>

#include "campaign/store/database.h"

namespace ledger {

struct GiftSum {
    GiftId gift;
    std::int64_t raised = 0;        // Minor units; what was refunded or is disputed is taken away.
    Instant given_at, received_at;  // Its donor's act; the first booking of money.
};

// Of those to which money has ever come, as rows of this campaign: a gift may have been moved.
std::vector<GiftSum> gift_sums(store::Session&, CampaignId, const std::vector<GiftId>&);

// Those given in a window, in the order in which they were given, after one of them.
struct GiftsGiven {
    CampaignId campaign;
    Instant from, until;
    GiftId after = {};
    int limit = 0;
};
std::vector<GiftSum> gift_sums_given(store::Session&, const GiftsGiven&);

}  // namespace ledger
