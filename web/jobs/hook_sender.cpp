#include "web/jobs/hook_sender.h"

#include "campaign/programs/repeating.h"

namespace jobs {

HookSender::HookSender(store::Store& store, hooks::Outward outward, Logbook* logbook)
    : store_{store},
      outward_{std::move(outward)},
      rounds_{"hooks", round_every, [this](Instant now) { make_round(now); }, logbook} {}

void HookSender::make_round(Instant now) {
    hooks::spread_events(store_, now);
    hooks::send_due(store_, outward_, sent_at_once, now);
    if (tidied_at_ && now - *tidied_at_ < tidy_every) return;
    tidied_at_ = now;
    hooks::forget_old_events(store_, now);
    programs::forget_old_answers(store_, now);
}

}  // namespace jobs
