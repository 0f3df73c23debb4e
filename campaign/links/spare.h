// Spare: a code that is printed without a place, for the good wall that somebody finds on the way.
//
// Its link belongs to no place until it is bound, once; from then on it is a placement's like any
// other, with all that was scanned before.
#pragma once

#include "campaign/links/placement_act.h"

namespace links {

struct Spare {
    Link link;
    std::int64_t number = 0;  // Within the campaign, as it stands on the paper.
    PrintRunId run;
    PlacementId placement = {};  // Once it hangs.
    std::optional<Instant> bound_at = {};
};

constexpr int spares_max = 200;  // In one run.

std::vector<Spare> spares_of_campaign(store::Session&, CampaignId);  // By number.
std::vector<Spare> spares_of_run(store::Session&, PrintRunId);
std::optional<Spare> find_spare(store::Session&, LinkId);
void insert_spare(store::Transaction&, const Spare&);
// False: it hangs already.
bool bind_spare_row(store::Transaction&, LinkId, PlacementId, Instant at);

}  // namespace links
