#include "web/jobs/contest_rounds.h"

#include "campaign/contest/challenging.h"
#include "campaign/contest/rescoring.h"
#include "campaign/contest/scoring.h"

namespace jobs {

ContestRounds::ContestRounds(store::Store& store, std::function<void(CampaignId)> changed,
                             Logbook* logbook)
    : store_{store},
      changed_{std::move(changed)},
      rounds_{"rankings", round_every, [this](Instant now) { make_round(now); }, logbook} {}

void ContestRounds::make_round(Instant now) {
    for (const auto campaign : contest::score_changes(store_)) changed_(campaign);
    if (now - races_at_ < races_every) return;
    races_at_ = now;
    for (const auto campaign : contest::rescore_moved(store_, now)) changed_(campaign);
    for (const auto campaign : contest::end_races(store_, now)) changed_(campaign);
}

}  // namespace jobs
