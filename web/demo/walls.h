// Walls: the places where the demo's posters hang, the links of its share buttons, and the visits
// that they brought.
#pragma once

#include <map>

#include "campaign/links/visit.h"
#include "web/demo/walkers.h"

namespace demo {

// Wall: one link of a campaign and how well it works, from `since` on.
struct Wall {
    LinkId link;
    std::string channel;
    std::int64_t pull = 0;
    Instant since, until;
};
using Walls = std::vector<std::vector<Wall>>;  // By show.

Walls hang_posters(store::Store&, const Stage&, const Cast&, Instant now);

// Who came by which link and gave; every one of them was seen a few minutes before.
struct Lead {
    LinkId link;
    CampaignId campaign;
    std::string channel;
    Instant at;
};
// What record_visits() is given: those who gave, and many more who only looked; bots apart.
std::vector<links::Visit> draw_visits(const Stage&, const Walls&, const std::vector<Lead>&,
                                      Instant now);
void write_visits(store::Store&, const std::vector<links::Visit>&);

}  // namespace demo
