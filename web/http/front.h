// Front: the one port of the site.
//
// One thread owns every socket that nobody works on; whole requests go into one of two lanes with
// threads of their own. A slow or hostile client costs its own connection and nothing else: no
// thread ever waits for a client's bytes. See docs/decisions/0003-the-front.md.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>

#include "web/http/guard.h"
#include "web/http/message.h"
#include "web/http/meter.h"
#include "web/live/viewers.h"

namespace http {

// Every limit of the front. Tests shorten the times; WAYMARK_* settings may change what is named.
struct FrontSettings {
    std::string address = {};   // Listened on; empty: every address of this machine.
    std::uint16_t port = 8080;  // 0: one that is free.
    std::string public_url = {};
    std::string proxy = {};  // The one peer whose X-Forwarded-For is believed.

    int giving_threads = 16, looking_threads = 8;
    std::size_t queue_max = 1'024;  // Whole requests waiting in each lane.

    std::size_t sockets_max = 20'000, sockets_per_client_max = 1'000;
    std::size_t bodies_bytes_max = 128 * 1024 * 1024;  // Of requests not yet whole, together.
    live::ViewerLimits viewers = {};
    std::size_t viewer_backlog_bytes_max = 64 * 1024;

    int head_ms = 5'000;   // From the first byte (of a new socket: from accepting it), absolute.
    int body_ms = 10'000;  // Absolute, and one second more for every slowest_bytes_per_s.
    int send_ms = 10'000;  // Likewise.
    int slowest_bytes_per_s = 16 * 1024;
    int idle_ms = 15'000;     // Between two requests.
    int linger_ms = 2'000;    // For a refused client to read why.
    int export_ms = 600'000;  // For an answer written piece by piece.
    int heartbeat_ms = 15'000;
    int shutdown_ms = 10'000;
    int slow_ms = 2'000;         // A request that took longer is told in the log;
    bool logs_requests = false;  // or every one is.
};

// The port cannot be had; what() is a sentence that says what to do.
struct CannotListen : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// What the front has done since it started; for /metrics.
struct FrontCounts {
    std::uint64_t accepted, answered, refused, overloaded, timed_out;
};

// Whole requests that wait in each lane.
struct QueueDepths {
    std::size_t giving, looking;
};

class Front {
public:
    using Handle = std::function<Response(Request&)>;  // Called by many threads at once.
    using BodyMax = std::function<std::size_t(Method, std::string_view path)>;

    // Listens at once, so that nobody is turned away while the rest starts; throws CannotListen.
    Front(FrontSettings, Handle, BodyMax);
    ~Front();
    Front(const Front&) = delete;
    Front& operator=(const Front&) = delete;

    std::uint16_t port() const;
    live::Viewers& viewers();
    const live::Viewers& viewers() const;
    FrontCounts counts() const;
    QueueDepths queue_depths() const;
    const Meter& meter() const;

    // No new connection, what is under way is finished within shutdown_ms, the rest is cut off.
    // A handler that does not return is waited for. May be called twice.
    void stop();

private:
    class Running;
    std::unique_ptr<Running> running_;
};

}  // namespace http
