#include "web/jobs/matching_rounds.h"

#include "campaign/matching/matching.h"

namespace jobs {

MatchingRounds::MatchingRounds(store::Store& store, std::function<void(CampaignId)> changed,
                               Logbook* logbook)
    : store_{store},
      changed_{std::move(changed)},
      rounds_{"matching", round_every,
              [this](Instant now) {
                  for (const auto campaign : matching::match_gifts(store_, now)) changed_(campaign);
              },
              logbook} {}

}  // namespace jobs
