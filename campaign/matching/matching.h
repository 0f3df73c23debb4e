// Matching: weighs gifts whose amounts have moved, a batch at a time, and draws from their pool.
//
// Any number of programs may do it: a batch is taken under its pool's lock and its changes are
// removed in the same transaction, so nothing is drawn twice and no cap is passed. A gift's own
// transaction never waits for a pool.
#pragma once

#include "campaign/matching/match.h"

namespace matching {

// Until nothing waits, or for batches_max batches. Returns the campaigns whose figures moved.
std::vector<CampaignId> match_gifts(store::Store&, Instant now);

constexpr int batch_max = 200, batches_max = 100, campaigns_matched_max = 50;

}  // namespace matching
