#include "web/jobs/housekeeping.h"

#include "campaign/bank/importing.h"
#include "campaign/bank/placing.h"
#include "campaign/conversations/conversation.h"
#include "campaign/giving/card_event.h"
#include "campaign/giving/giving.h"
#include "campaign/giving/telling.h"
#include "campaign/ledger/verifying.h"
#include "campaign/people/address_code.h"
#include "campaign/people/passkey.h"
#include "campaign/people/session.h"
#include "campaign/people/throttle.h"
#include "campaign/pictures/consenting.h"
#include "campaign/pictures/sweeping.h"
#include "campaign/posts/cheering.h"
#include "campaign/posts/reading.h"
#include "web/http/journal.h"

namespace jobs {

Housekeeping::Housekeeping(store::Store& store, Logbook* logbook, int inbox_days)
    : store_{store},
      inbox_kept_{inbox_days},
      rounds_{"housekeeping", round_every, [this](Instant now) { make_round(now); }, logbook} {}

void Housekeeping::make_round(Instant now) {
    const auto lapsed = giving::lapse_old_promises(store_, now);
    if (lapsed > 0) http::log_event("promises lapsed", std::to_string(lapsed), now);
    if (!reminded_at_ || now - *reminded_at_ >= remind_every) {
        reminded_at_ = now;
        const auto reminded = giving::remind_donors(store_, now);
        if (reminded > 0) http::log_event("donors reminded", std::to_string(reminded), now);
    }
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
    const auto round =
        bank::place_exact_lines(store_, {}, bank_lines_at_once, people::program_actor(), now);
    if (round.placed > 0) http::log_event("bank lines placed", std::to_string(round.placed), now);
    const auto over = pictures::withdraw_what_is_over(store_, now);
    if (!over.empty()) http::log_event("consents over", std::to_string(over.size()), now);
    pictures::erase_withdrawn(store_, now);
    const auto swept = pictures::sweep_unused_photos(store_, now);
    if (swept > 0) http::log_event("unused photos forgotten", std::to_string(swept), now);
    posts::forget_cheers(store_, now);
    if (!verified_at_) verified_at_ = now;
    if (now - *verified_at_ < verify_every) return;
    verified_at_ = now;
    for (const auto& difference : ledger::verify_ledger(store_, {}).differences)
        http::log_event("the ledger does not hold", difference, now);
}

}  // namespace jobs
