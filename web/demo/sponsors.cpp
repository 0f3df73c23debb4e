#include "web/demo/sponsors.h"

#include "campaign/matching/matching.h"
#include "campaign/matching/offering.h"

namespace demo {

// Paid afterwards, so that what is raised is what people gave.
void match_some_gifts(store::Store& store, const Stage& stage, Instant now) {
    using std::chrono::days;
    constexpr std::int64_t cap_minor = 300'000;
    for (const auto& show : stage.shows) {
        if (show.campaign.kind != campaign::Kind::walk) continue;
        matching::NewPool asked;
        asked.campaign = show.campaign.id, asked.sponsor = "Riverside Savings Bank";
        asked.cap = {cap_minor, show.campaign.currency};
        asked.gift_cap = {0, show.campaign.currency};
        asked.from = now - days{3}, asked.until = now + days{4};
        asked.request_key = "demo-pool-" + show.campaign.slug;
        const auto pool =
            matching::offer_pool(store, asked, stage.colleagues.coordinator.actor, now - days{4});
        matching::agree_to_pool(store, {pool.id, pool.version}, stage.colleagues.organiser.actor,
                                now - days{3});
        break;
    }
    matching::match_gifts(store, now);
}

}  // namespace demo
