// Scoring: folds what gifts have added into the scores, a batch at a time.
//
// Any number of programs may do it: a batch is taken by a conditional step of its campaign, and
// what was folded is gone in the same transaction, so nothing counts twice.
#pragma once

#include "campaign/contest/contest.h"

namespace contest {

// Until nothing waits, or for batches_max batches. Returns the campaigns whose scores moved.
std::vector<CampaignId> score_changes(store::Store&);

constexpr int batch_max = 1'000, batches_max = 200, campaigns_scored_max = 50;

}  // namespace contest
