// Walkers: those who take part in the demo's campaigns, their teams and the links they share.
#pragma once

#include "web/demo/stage.h"

namespace demo {

struct Walker {
    ParticipantId id;
    TeamId team;
    std::vector<LinkId> links;  // Their own code first, then those of their share buttons.
    Instant since;
    std::int64_t pull = 1;      // How many people they reach.
};

// By show, in the order of Stage::shows. The first of the first show is the colleague who walks.
using Walkers = std::vector<std::vector<Walker>>;
Walkers join_walkers(store::Store&, const Stage&, const Cast&, Instant now);

}  // namespace demo
