// Rescoring: where the window or the hold of a contest was changed, its scores are made anew from
// what was folded before, and races that run begin at what counted when they were agreed to.
//
// Gifts never wait for it: they only append, to a table that it does not read. It takes the
// scorer's next step, so no change is folded meanwhile. What two people have agreed to is never
// touched; a result that is only proposed is taken back, since it was proposed by another ranking.
#pragma once

#include "campaign/contest/contest.h"

namespace contest {

constexpr int contests_watched_max = 200;

// Contests without a result whose span has moved. Returns those that were made anew.
std::vector<CampaignId> rescore_moved(store::Store&, Instant now);
// The same for one.
bool rescore_if_moved(store::Store&, CampaignId, Instant now);

}  // namespace contest
