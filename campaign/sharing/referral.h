// Referral: who brought whom to take part.
//
// Invariants:
//   * Somebody is brought by at most one participant, in the same campaign, who was there before
//     (a constraint): so a chain has no loop.
//   * Who came by their own link was brought by nobody.
// Chains are followed chain_depth_max steps and people_followed_max people, no further.
#pragma once

#include <string_view>
#include <vector>

#include "campaign/roster/participant.h"

namespace sharing {

constexpr int chain_depth_max = 4, people_followed_max = 500;

struct Referral {
    ParticipantId participant, brought_by;
    CampaignId campaign;
    LinkId link;
};

// Storage: referral_sql.cpp. insert: false if somebody has brought them already.
bool insert_referral(store::Transaction&, const Referral&, Instant now);
std::optional<ParticipantId> brought_by(store::Session&, ParticipantId);

// What one participant set in motion: whom they brought, and what those raised.
struct Following {
    std::vector<ParticipantId> first;  // Those they brought themselves, oldest first.
    std::int64_t raised = 0;           // By them; minor units of the campaign.
    std::int64_t further = 0;          // Whom those brought in turn,
    std::int64_t further_raised = 0;   // and what they raised.
};
Following read_following(store::Session&, ParticipantId);

}  // namespace sharing
