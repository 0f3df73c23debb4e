// Rounds: a thread that does one thing again and again, as long as this lives.
//
// A round that fails is told in the journal and the next one comes as usual. Several programs may
// make the same rounds: each is a verb that does nothing the second time.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "campaign/words/instant.h"
#include "web/jobs/logbook.h"

namespace jobs {

class Rounds {
public:
    // Makes the first round at once. `name` stands in the journal, and in the logbook if there is
    // one, which outlives this.
    Rounds(std::string name, std::chrono::milliseconds every, std::function<void(Instant)> round,
           Logbook* logbook = nullptr);
    ~Rounds();  // Waits for the round under way.
    Rounds(const Rounds&) = delete;

    void wake();  // The next round comes now; may be called by any thread, and costs nothing.

private:
    void keep();

    std::string name_;
    std::chrono::milliseconds every_;
    std::function<void(Instant)> round_;
    Logbook* logbook_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_closing_ = false, is_woken_ = false;
    std::thread thread_;  // Last: it uses all of the above.
};

}  // namespace jobs
