// Logbook: when each background job last did its work, for those who watch the program.
//
// A job that is expected stands in it from the start, so that one that has never worked is seen.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "campaign/words/instant.h"

namespace jobs {

class Logbook {
public:
    struct Entry {
        std::chrono::milliseconds every{};
        Instant since;  // When it was first expected.
        std::optional<Instant> succeeded_at, failed_at;
        std::uint64_t successes = 0, failures = 0;
    };

    void expect(const std::string& job, std::chrono::milliseconds every, Instant now);
    void note_success(const std::string& job, Instant now);
    void note_failure(const std::string& job, Instant now);
    std::map<std::string, Entry> entries() const;

private:
    mutable std::mutex mutex_;
    std::map<std::string, Entry> entries_;
};

// Has it gone without success for longer than three of its rounds, and a minute?
bool is_overdue(const Logbook::Entry&, Instant now);

}  // namespace jobs
