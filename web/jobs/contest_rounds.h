// ContestRounds: what gifts have added is folded into the rankings twice a second, and races end.
#pragma once

#include "campaign/store/database.h"
#include "web/jobs/rounds.h"

namespace jobs {

class ContestRounds {
public:
    // `changed` is told of each campaign whose ranking has moved.
    ContestRounds(store::Store&, std::function<void(CampaignId)> changed, Logbook* = nullptr);

    static constexpr std::chrono::milliseconds round_every{500}, races_every{5'000};

private:
    void make_round(Instant now);

    store::Store& store_;
    std::function<void(CampaignId)> changed_;
    Instant races_at_{};
    Rounds rounds_;  // Last: it uses all of the above.
};

}  // namespace jobs
