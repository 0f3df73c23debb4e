#include "web/jobs/rounds.h"

#include "web/http/journal.h"

namespace jobs {

namespace {

Instant present() {
    return std::chrono::time_point_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now());
}

}  // namespace

Rounds::Rounds(std::string name, std::chrono::milliseconds every,
               std::function<void(Instant)> round, Logbook* logbook)
    : name_{std::move(name)}, every_{every}, round_{std::move(round)}, logbook_{logbook} {
    if (logbook_) logbook_->expect(name_, every_, present());
    thread_ = std::thread{[this] { keep(); }};
}

Rounds::~Rounds() {
    {
        const std::lock_guard lock{mutex_};
        is_closing_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void Rounds::wake() {
    {
        const std::lock_guard lock{mutex_};
        is_woken_ = true;
    }
    changed_.notify_all();
}

void Rounds::keep() {
    std::unique_lock lock{mutex_};
    while (!is_closing_) {
        is_woken_ = false;
        lock.unlock();
        const auto now = present();
        try {
            round_(now);
            if (logbook_) logbook_->note_success(name_, present());
        } catch (const std::exception& failure) {
            if (logbook_) logbook_->note_failure(name_, present());
            http::log_event(name_ + " failed", failure.what(), now);
        }
        lock.lock();
        changed_.wait_for(lock, every_, [this] { return is_closing_ || is_woken_; });
    }
}

}  // namespace jobs
