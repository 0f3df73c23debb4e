// Streams: the sockets of those who watch, each with what is still to be sent to it.
//
// Used by the loop's thread alone. A viewer that does not keep up is dropped when more than its
// backlog waits; it comes back by itself and is sent the newest state.
#pragma once

#include <map>
#include <random>
#include <unordered_set>

#include "web/http/connection.h"
#include "web/http/front.h"

namespace http {

class Streams {
public:
    Streams(const FrontSettings& settings, live::Viewers& viewers);

    // Each says whether the viewer stays; if not, the loop drops it.
    bool join_stream(Connection&);
    bool flush_stream(Connection&);

    void leave_stream(Connection&);

    // Sends what the feeds have said, or a heartbeat; calls drop for every viewer that is gone.
    using Drop = std::function<void(Connection&)>;
    void tell_news(const Drop&);
    void send_heartbeats(const Drop&);

private:
    bool queue_frame(Connection&, live::Frame);

    const FrontSettings& settings_;
    live::Viewers& viewers_;
    std::map<std::string, std::unordered_set<Connection*>> channels_ = {};
    std::minstd_rand dice_;
    Steady::time_point next_heartbeat_;
    const live::Frame heartbeat_;
};

}  // namespace http
