#include "web/jobs/receipt_rounds.h"

#include "campaign/receipts/issuing.h"
#include "campaign/receipts/yearly_issuing.h"
#include "web/http/journal.h"

namespace jobs {

ReceiptRounds::ReceiptRounds(store::Store& store, Logbook* logbook)
    : store_{store},
      rounds_{"receipts", round_every, [this](Instant now) { make_round(now); }, logbook} {}

void ReceiptRounds::make_round(Instant now) {
    receipts::work_batches(store_, donors_a_round, now);
    if (looked_at_ && now - *looked_at_ < look_every) return;
    looked_at_ = now;
    const auto cancelled = receipts::cancel_fallen_receipts(store_, looked_at_max, now);
    if (cancelled > 0) http::log_event("receipts cancelled", std::to_string(cancelled), now);
    const auto issued = receipts::issue_wished(store_, looked_at_max, now);
    if (issued > 0) http::log_event("receipts issued", std::to_string(issued), now);
}

}  // namespace jobs
