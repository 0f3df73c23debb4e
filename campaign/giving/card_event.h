// CardEvent: one thing that is counted to slow down who tries out cards: a refusal, a checkout that
// was begun, a payment. Its subject is kept only as a digest, and for an hour.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "campaign/store/database.h"

namespace giving {

constexpr std::chrono::hours card_event_kept{1};

struct CardCount {
    std::int64_t made = 0;
    std::optional<Instant> latest = {};
};
CardCount count_card_events(store::Session&, const std::string& subject, Instant since);
void insert_card_event(store::Transaction&, const std::string& subject, Instant now);
void forgive_card_event(store::Transaction&, const std::string& subject);  // The latest of it.
void remove_old_card_events(store::Transaction&, Instant now);

}  // namespace giving
