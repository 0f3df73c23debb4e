// Courier: brings events to the seller's address until it says 2xx, as providers do.
//
// Signed anew at each attempt. Which ones are lost, late, twice or in disorder is decided by the
// switches when they are posted. An event stays known after it was brought, and can be sent again.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "campaign/outside/http_client.h"
#include "campaign/words/instant.h"
#include "web/sandbox/sale.h"
#include "web/sandbox/switches.h"

namespace sandbox {

struct Event {
    std::string id, type, sale, body;
    Vendor vendor = Vendor::stripe;
    Instant made_at = {};
    int attempts = 0, last_status = 0;  // 0: nobody answered.
    int waiting = 0;                    // Deliveries that are still to be made.
    bool is_delivered = false, is_dropped = false;
};

// Where events of a vendor go, and the headers that prove where they come from.
struct Envelope {
    std::string url;
    outside::HttpFields headers;
};
using Seal = std::function<Envelope(const Event&, Instant now)>;

class Courier {
public:
    Courier(Switches&, Seal);
    ~Courier();  // What is not yet delivered is forgotten.
    Courier(const Courier&) = delete;

    void post(Event, Instant now);
    // Brings it at once, whatever the switches say; the status of the answer, 0 if nobody answered,
    // nothing if there is no such event.
    std::optional<int> send_now(const std::string& event);
    std::optional<Event> find(const std::string& event) const;
    std::vector<Event> all() const;  // In the order they happened.

private:
    using Steady = std::chrono::steady_clock;
    struct Delivery {
        std::string event;
        int attempt = 0;
    };
    void work();
    void bring(const Delivery&);
    int attempt(const Event&);
    void schedule(const std::string& event, int attempt, std::chrono::milliseconds in);

    Switches& switches_;
    const Seal seal_;
    mutable std::mutex mutex_;  // Of all below but the threads.
    std::condition_variable changed_;
    std::multimap<Steady::time_point, Delivery> due_;
    std::map<std::string, Event> events_;
    std::vector<std::string> order_;
    bool is_closing_ = false;
    std::vector<std::thread> threads_;  // Last: they use all of the above.
};

}  // namespace sandbox
