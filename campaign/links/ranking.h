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
    std::int64_t cost = 0;                        // Of its own and of its sheets in print runs.
    std::vector<std::string> earlier_codes = {};  // That still lead on.
};
struct ChannelYield {
    std::string channel;
    // copies: printed ones, of places, as printed_copies(); cost: places', print runs' and its own.
    std::int64_t links = 0, copies = 0, cost = 0;
    Yield yield;
};
struct LinkYield {
    Link link;
    Yield yield;
};

constexpr int dead_after_days = 7;

// The best first: by raised, then scans, then name; ended ones without any scan are left out. What
// a code brought before it was moved stands with the place where it hung then.
std::vector<PlacementYield> rank_placements(store::Session&, CampaignId);
std::vector<ChannelYield> rank_channels(store::Session&, CampaignId);
std::vector<LinkYield> rank_share_links(store::Session&, CampaignId);
std::vector<LinkYield> rank_links_of_participant(store::Session&, ParticipantId);

// Hangs for a week or more and nobody has scanned it in the last one.
bool is_dead_place(const PlacementYield&, Instant now);

// What somebody should see to on this day, each counted by itself, in one query.
struct PlacesDue {
    std::int64_t to_hang = 0, to_take_down = 0, not_possible = 0;
    std::int64_t dead = 0;  // As is_dead_place() has it.

    bool is_any() const { return to_hang + to_take_down + not_possible + dead > 0; }
};
PlacesDue count_places_due(store::Session&, CampaignId, Date today, Instant now);

}  // namespace links
