// Gift search: any gift of any campaign, by what finance has in hand of it.
#pragma once

#include <string>
#include <vector>

#include "campaign/giving/gift.h"

namespace giving {

// By reference (or at least four of its digits), e-mail or its beginning, the donor's or the
// receipt's name or a part of it, or an amount of that currency, "82.40" or "82,40". Nothing that
// was only begun by card, and no rehearsals.
struct GiftSearch {
    std::string query;  // Empty finds nothing.
    Currency currency;
    int limit = 30;
    bool only_confirmed = false;  // What the bank could take back.
};
std::vector<Gift> gifts_like(store::Session&, const GiftSearch&);  // The latest first.

}  // namespace giving
