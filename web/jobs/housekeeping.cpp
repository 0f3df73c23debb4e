#include "web/jobs/housekeeping.h"

#include "campaign/bank/expecting.h"
#include "campaign/bank/importing.h"
#include "campaign/conversations/conversation.h"
#include "campaign/giving/card_event.h"
#include "campaign/giving/giving.h"
#include "campaign/giving/remembering.h"
#include "campaign/giving/telling.h"
#include "campaign/ledger/sealing.h"
#include "campaign/ledger/verifying.h"
#include "campaign/links/hanging.h"
#include "campaign/links/volunteering.h"
#include "campaign/monthly/subscribing.h"
#include "campaign/people/address_code.h"
#include "campaign/people/passkey.h"
#include "campaign/people/session.h"
#include "campaign/people/throttle.h"
#include "campaign/pictures/consenting.h"
#include "campaign/pictures/sweeping.h"
#include "campaign/pledges/billing.h"
#include "campaign/pledges/pledging.h"
#include "campaign/posts/cheering.h"
#include "campaign/posts/reading.h"
#include "web/http/journal.h"

namespace jobs {

Housekeeping::Housekeeping(store::Store& store, Logbook* logbook, int inbox_days,
                           std::string seal_mail)
    : store_{store},
      inbox_kept_{inbox_days},
      seal_mail_{std::move(seal_mail)},
      rounds_{"housekeeping", round_every, [this](Instant now) { make_round(now); }, logbook},
      sealing_{"sealing", seal_every, [this](Instant now) { ledger::seal_rows(store_, now); },
               logbook} {}

void Housekeeping::make_round(Instant now) {
    const auto lapsed = giving::lapse_old_promises(store_, now);
    if (lapsed > 0) http::log_event("promises lapsed", std::to_string(lapsed), now);
    const auto parts = pledges::lapse_parts(store_, now);
    if (parts > 0) http::log_event("pledges lapsed", std::to_string(parts), now);
    const auto billed = pledges::bill_open_laps(store_, now);
    if (billed > 0) http::log_event("pledges billed", std::to_string(billed), now);
    if (!reminded_at_ || now - *reminded_at_ >= remind_every) {
        reminded_at_ = now;
        const auto reminded =
            giving::remind_donors(store_, now) + pledges::remind_of_parts(store_, now);
        if (reminded > 0) http::log_event("donors reminded", std::to_string(reminded), now);
        links::remind_of_taking_down(store_, now);
    }
    const auto over_series = monthly::end_series_of_closed(store_, now);
    if (over_series > 0) http::log_event("monthly gifts to end", std::to_string(over_series), now);
    const auto cards = giving::send_cards(store_, now);
    if (cards > 0) http::log_event("cards of remembrance written", std::to_string(cards), now);
    store_.in_transaction([&](store::Transaction& tx) {
        bank::remove_old_drafts(tx, now);
        people::remove_old_sessions(tx, now);
        people::remove_old_turns(tx, now);
        giving::remove_old_card_events(tx, now);
        people::remove_old_codes(tx, now);
        people::remove_old_challenges(tx, now);
        posts::remove_old_readings(tx, now);
        conversations::remove_closed_conversations(tx, now - inbox_kept_);
    });
    constexpr int bank_lines_at_once = 1000;
    const auto actor = people::program_actor();
    auto round = bank::place_exact_lines(store_, {}, bank_lines_at_once, actor, now);
    round.placed += bank::place_expected_lines(store_, bank_lines_at_once, actor, now).placed;
    if (round.placed > 0) http::log_event("bank lines placed", std::to_string(round.placed), now);
    const auto over = pictures::withdraw_what_is_over(store_, now);
    if (!over.empty()) http::log_event("consents over", std::to_string(over.size()), now);
    pictures::erase_withdrawn(store_, now);
    const auto swept = pictures::sweep_unused_photos(store_, now);
    if (swept > 0) http::log_event("unused photos forgotten", std::to_string(swept), now);
    const auto walls = links::forget_wall_photos(store_, now);
    if (walls > 0) http::log_event("photos of walls forgotten", std::to_string(walls), now);
    posts::forget_cheers(store_, now);
    if (!seal_mail_.empty()) ledger::send_seal(store_, seal_mail_, now);
    if (!verified_at_) verified_at_ = now;
    if (now - *verified_at_ < verify_every) return;
    verified_at_ = now;
    for (const auto& difference : ledger::verify_ledger(store_, {}).differences)
        http::log_event("the ledger does not hold", difference, now);
}

}  // namespace jobs
