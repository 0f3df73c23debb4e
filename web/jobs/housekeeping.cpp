#include "web/jobs/housekeeping.h"

#include "campaign/giving/giving.h"
#include "campaign/ledger/verifying.h"
#include "campaign/people/session.h"
#include "campaign/people/throttle.h"
#include "web/http/journal.h"

namespace jobs {

namespace {

Instant present() {
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
}

}  // namespace

Housekeeping::Housekeeping(store::Store& store)
    : store_{store}, verified_at_{present()}, thread_{[this] { keep(); }} {}

Housekeeping::~Housekeeping() {
    {
        const std::lock_guard lock{mutex_};
        is_closing_ = true;
    }
    closing_.notify_all();
    thread_.join();
}

void Housekeeping::keep() {
    std::unique_lock lock{mutex_};
    while (!is_closing_) {
        lock.unlock();
        const auto now = present();
        try {
            make_round(now);
        } catch (const std::exception& failure) {
            http::log_event("housekeeping failed", failure.what(), now);
        }
        lock.lock();
        closing_.wait_for(lock, round_every, [this] { return is_closing_; });
    }
}

void Housekeeping::make_round(Instant now) {
    const auto lapsed = giving::lapse_old_promises(store_, now);
    if (lapsed > 0) http::log_event("promises lapsed", std::to_string(lapsed), now);
    store_.in_transaction([&](store::Transaction& tx) {
        people::remove_old_sessions(tx, now);
        people::remove_old_attempts(tx, now);
    });
    if (now - verified_at_ < verify_every) return;
    verified_at_ = now;
    for (const auto& difference : ledger::verify_ledger(store_, {}).differences)
        http::log_event("the ledger does not hold", difference, now);
}

}  // namespace jobs
