// Concluding: the rules of a contest and its end: one person proposes the result, another agrees.
//
// Invariants:
//   * The rules stand once a result is proposed, and a result is proposed only after the hold and
//     when everything confirmed before it has been scored.
//   * What was agreed is written once; nothing moves it afterwards.
// All throw Refused.
#pragma once

#include "campaign/contest/contest.h"
#include "campaign/people/role.h"

namespace contest {

struct Rules {
    CampaignId campaign;
    Measure measure = Measure::raised;
    int hold_days = 14;
    int seen_version = 0;
};
void set_rules(store::Store&, const Rules&, const people::Actor&, Instant now);

// Why no result can be proposed now; nothing if it can.
std::optional<Refusal> result_objection(const campaign::Campaign&, const campaign::Plan&,
                                        const Contest&, Instant now);
void propose_end(store::Store&, CampaignId, const people::Actor&, Instant now);
void take_proposal_back(store::Store&, CampaignId, const people::Actor&, Instant now);
void agree_to_end(store::Store&, CampaignId, const people::Actor&, Instant now);

}  // namespace contest
