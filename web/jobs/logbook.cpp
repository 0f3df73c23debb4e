#include "web/jobs/logbook.h"

namespace jobs {

void Logbook::expect(const std::string& job, std::chrono::milliseconds every, Instant now) {
    const std::lock_guard lock{mutex_};
    auto& entry = entries_[job];
    entry.every = every, entry.since = now;
}

void Logbook::note_success(const std::string& job, Instant now) {
    const std::lock_guard lock{mutex_};
    auto& entry = entries_[job];
    entry.succeeded_at = now, ++entry.successes;
}

void Logbook::note_failure(const std::string& job, Instant now) {
    const std::lock_guard lock{mutex_};
    auto& entry = entries_[job];
    entry.failed_at = now, ++entry.failures;
}

std::map<std::string, Logbook::Entry> Logbook::entries() const {
    const std::lock_guard lock{mutex_};
    return entries_;
}

bool is_overdue(const Logbook::Entry& entry, Instant now) {
    constexpr std::chrono::minutes grace{1};
    constexpr int rounds_missed = 3;
    return now - entry.succeeded_at.value_or(entry.since) > rounds_missed * entry.every + grace;
}

}  // namespace jobs
