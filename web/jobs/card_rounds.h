// CardRounds: works off what card providers have written, sends the refunds that were approved, and
// asks about what nobody wrote: payments, messages that never came, payouts. Woken when something
// came in or is to go out; other processes' messages are found by looking.
#pragma once

#include <functional>

#include "campaign/giving/receiving.h"
#include "web/jobs/rounds.h"

namespace jobs {

class CardRounds {
public:
    // `changed` is told of every campaign whose figures moved.
    CardRounds(store::Store&, const providers::Addresses&, std::function<void(CampaignId)> changed,
               Logbook* logbook = nullptr);

    void wake() { inbox_.wake(); }

    static constexpr std::chrono::seconds look_every{2}, sweep_every{15};

private:
    using Verb = giving::Round (*)(store::Store&, const providers::Registry&, Instant);
    void make_round(Verb, Instant now);
    void sweep(Instant now);

    store::Store& store_;
    providers::Registry registry_;
    std::function<void(CampaignId)> changed_;
    Rounds inbox_, sweep_;  // Last: they use all of the above.
};

}  // namespace jobs
