// Serving: a whole request becomes a Request, is handled, and its Response goes to the socket.
//
// Runs in a lane's threads. It never reads from the socket and, except for answers in pieces, never
// waits for it: what the socket does not take at once is left in Connection::out for the loop. An
// answer that hangs on something (Response::when) is sent by whoever tells that it has happened.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>

#include "web/http/connection.h"
#include "web/http/front.h"
#include "web/http/journal.h"
#include "web/http/meter.h"
#include "web/http/wire.h"

namespace http {

struct Tally {
    std::atomic<std::uint64_t> accepted = 0, answered = 0, refused = 0, overloaded = 0,
                               timed_out = 0;
    std::atomic<bool> is_crowded = false;  // Then connections are not kept.
};

class Serving {
public:
    using Done = std::function<void(Connection&)>;  // Called once for each connection served.

    Serving(const FrontSettings&, Front::Handle, live::Viewers&, Tally&);
    // Throws nothing; says in Connection::after what comes next.
    void serve(Connection&, const Done&);
    const Meter& meter() const { return meter_; }
    void wait_for_held();  // Until every answer that hung on something has been sent.

private:
    bool answer(Connection&, const Done&);
    void deliver(Connection&, Response, Served, Instant now);
    void hold(Connection&, Response, Served, const Done&);
    Request take_request(Connection&);
    std::string id_of(const Request&, const Connection&);
    Response handle_safely(Request&);
    void note(Served, Steady::time_point began, Instant now);
    void send_whole(Connection&, Response, Instant now);
    void send_pieces(Connection&, const Response&, Instant now);
    void start_stream(Connection&, Response&, Instant now);

    const FrontSettings& settings_;
    const Front::Handle handle_;
    const Wire wire_;
    live::Viewers& viewers_;
    Tally& tally_;
    Meter meter_ = {};
    const std::string id_prefix_;
    std::atomic<std::uint64_t> requests_ = 0;
    std::mutex mutex_ = {};  // Of held_.
    std::condition_variable released_ = {};
    int held_ = 0;
};

}  // namespace http
