// HookSender: tells programs what happened, every two seconds, after the commit of what it tells.
#pragma once

#include "campaign/hooks/sending.h"
#include "web/jobs/rounds.h"

namespace jobs {

class HookSender {
public:
    HookSender(store::Store&, hooks::Outward, Logbook* = nullptr);

    static constexpr std::chrono::seconds round_every{2};
    static constexpr std::chrono::hours tidy_every{1};
    static constexpr int sent_at_once = 100;

private:
    void make_round(Instant now);

    store::Store& store_;
    hooks::Outward outward_;
    std::optional<Instant> tidied_at_;
    Rounds rounds_;  // Last: it uses all of the above.
};

}  // namespace jobs
