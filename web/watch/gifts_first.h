// GiftsFirst: do walls, rankings and the like rest just now, so that gifts get through?
//
// On when the desk says so, for every program of the site; and by itself when whole requests queue
// up here: then it stays on until the queues have been short for calm_for.
#pragma once

#include <atomic>
#include <string_view>

#include "campaign/store/database.h"
#include "web/http/front.h"
#include "web/jobs/rounds.h"

namespace watch {

// When it goes on by itself, and off again: what it judges are queues and the clock.
class Pressure {
public:
    bool note(http::QueueDepths, Instant now);  // Is it too much?

    static constexpr std::size_t giving_max = 64, looking_max = 256;
    static constexpr int looks_needed = 2;
    static constexpr std::chrono::seconds calm_for{30};

private:
    int high_looks_ = 0;
    bool is_on_ = false;
    Instant calm_since_{};
};

class GiftsFirst {
public:
    GiftsFirst(store::Store&, const http::Front&, jobs::Logbook*);

    bool is_on() const { return is_on_; }
    static constexpr std::chrono::milliseconds look_every{1000};

private:
    void look(Instant now);

    store::Store& store_;
    const http::Front& front_;
    std::atomic<bool> is_on_ = false;
    Pressure pressure_;
    jobs::Rounds rounds_;  // Last: it uses all of the above.
};

}  // namespace watch
