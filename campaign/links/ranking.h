// Ranking: what each placement and each channel brought, from print to money.
//
// Amounts are minor units of the campaign's currency, read from the ledger, so that they add up to
// what finance sees: raised is confirmed money that counts, promised what is still open.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/links/placement.h"

namespace links {

struct Yield {
    std::int64_t scans = 0;  // By people; others are kept apart.
    std::int64_t others = 0, pages = 0, gifts = 0, raised = 0, promised = 0;
    std::optional<Instant> last_at = {};  // The last scan by a person.
};

struct PlacementYield {
    Placement placement;
    std::string code, channel, landing;
    Yield yield;
};
struct ChannelYield {
    std::string channel;
    std::int64_t links = 0, copies = 0, cost = 0;
    Yield yield;
};
struct LinkYield {
    Link link;
    Yield yield;
};

constexpr int dead_after_days = 7;

// The best first: by raised, then scans, then name; ended ones without any scan are left out.
std::vector<PlacementYield> rank_placements(store::Session&, CampaignId);
std::vector<ChannelYield> rank_channels(store::Session&, CampaignId);
std::vector<LinkYield> rank_share_links(store::Session&, CampaignId);
std::vector<LinkYield> rank_links_of_participant(store::Session&, ParticipantId);

// Hangs for a week or more and nobody has scanned it in the last one.
bool is_dead_place(const PlacementYield&, Instant now);

}  // namespace links
