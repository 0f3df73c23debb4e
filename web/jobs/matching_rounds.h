// MatchingRounds: gifts that have come or gone draw from their sponsors' pools twice a second.
#pragma once

#include "campaign/store/database.h"
#include "web/jobs/rounds.h"

namespace jobs {

class MatchingRounds {
public:
    // `changed` is told of each campaign whose figures have moved.
    MatchingRounds(store::Store&, std::function<void(CampaignId)> changed, Logbook* = nullptr);

    static constexpr std::chrono::milliseconds round_every{500};

private:
    store::Store& store_;
    std::function<void(CampaignId)> changed_;
    Rounds rounds_;  // Last: it uses all of the above.
};

}  // namespace jobs
