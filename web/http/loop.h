// Loop: the one thread that waits on sockets, and the only one that opens and closes them.
//
// It reads heads and bodies, refuses what is badly framed, offers whole requests to the lanes,
// sends what a worker could not, and keeps every deadline. It never blocks and never handles.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "web/http/connection.h"
#include "web/http/front.h"
#include "web/http/serving.h"
#include "web/http/streams.h"
#include "web/http/wire.h"

namespace http {

class Loop {
public:
    // Says no if the lane is full.
    using Offer = std::function<bool(LaneName, Connection&)>;

    struct Parts {
        const FrontSettings& settings;
        Front::BodyMax body_max;
        Offer offer;
        live::Viewers& viewers;
        Tally& tally;
    };
    Loop(Parts, int listening_socket);
    ~Loop();

    void run();                   // Until finish() was called and what was under way has ended.
    void finish();                // From any thread.
    void wake();                  // From any thread.
    void give_back(Connection&);  // From a worker, which must not touch it afterwards.

private:
    void accept_clients();
    void watch(Connection&);
    void notice(int socket, unsigned events);
    void take_returned();
    void settle(Connection&);
    void read_some(Connection&);
    void read_closed(Connection&);
    void advance(Connection&);
    bool begin_body(Connection&);
    void dispatch(Connection&);
    void refuse(Connection&, int status, std::string_view why);
    void flush(Connection&);
    void begin_next(Connection&);
    void linger(Connection&);
    void drop(Connection&);
    void sweep();
    void begin_finish();
    bool is_done() const;
    Steady::time_point allowance(int base_ms, std::size_t bytes) const;

    Parts parts_;
    const Wire wire_;
    Streams streams_;
    Descriptor epoll_, waker_;
    int listener_;
    std::vector<std::unique_ptr<Connection>> connections_ = {};  // By socket number.
    std::unordered_map<std::string, std::size_t> clients_ = {};  // Sockets of each peer.
    std::size_t sockets_ = 0, sockets_max_ = 0, reserved_bytes_ = 0;
    std::vector<char> scratch_;
    std::vector<Connection*> returned_ = {}, settling_ = {};
    std::mutex mutex_ = {};  // Of returned_ and is_finishing_.
    bool is_finishing_ = false;
    bool is_ending_ = false, accepts_ = true;
    Steady::time_point finish_by_ = {}, next_sweep_ = {};
};

}  // namespace http
