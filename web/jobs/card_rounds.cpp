#include "web/jobs/card_rounds.h"

#include <set>

#include "campaign/giving/disbursing.h"
#include "campaign/giving/returning.h"
#include "campaign/monthly/following.h"
#include "web/http/journal.h"

namespace jobs {

CardRounds::CardRounds(store::Store& store, const providers::Addresses& addresses,
                       std::function<void(CampaignId)> changed, Logbook* logbook)
    : store_{store},
      registry_{store.session(), addresses},
      changed_{std::move(changed)},
      inbox_{"card messages", look_every,
             [this](Instant now) {
                 make_round(giving::work_off_inbox, now);
                 make_round(giving::send_refunds, now);
             },
             logbook},
      sweep_{"card sweep", sweep_every, [this](Instant now) { sweep(now); }, logbook} {}

void CardRounds::sweep(Instant now) {
    make_round(giving::sweep_payments, now);
    make_round(monthly::sweep_series, now);
    make_round(giving::hear_missed, now);
    make_round(giving::read_payouts, now);
    inbox_.wake();
}

void CardRounds::make_round(Verb verb, Instant now) {
    const auto round = verb(store_, registry_, now);
    for (const auto id : std::set<CampaignId>{round.changed.begin(), round.changed.end()})
        changed_(id);
    if (round.put_off > 0)
        http::log_event("a card provider could not be asked", std::to_string(round.put_off), now);
}

}  // namespace jobs
