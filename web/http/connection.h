// Connection: one socket and how far its present request or answer has come.
//
// It is owned by the loop, except between being offered to a lane and being given back: then one
// worker has it alone. The socket never blocks; nobody waits on it but the loop and, for answers
// written piece by piece, a worker with a deadline.
#pragma once

#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <utility>

#include "web/http/guard.h"
#include "web/http/message.h"
#include "web/live/viewers.h"

namespace http {

using Steady = std::chrono::steady_clock;

class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_{number} {}
    Descriptor(Descriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor();
    int number() const { return number_; }

private:
    int number_;
};

// An answer on its way out: head and body apart, so that a body is never copied.
struct Outgoing {
    std::string head = {}, body = {};
    std::size_t sent = 0;
    std::size_t left() const { return head.size() + body.size() - sent; }
};

enum class Sent { all, some, broken };
Sent send_some(int socket, Outgoing&);  // As much as the socket takes now.
bool send_until(int socket, Outgoing&, Steady::time_point deadline);  // All of it, or false.

// What the loop does with a connection that a worker has given back.
enum class After { keep, close, view };

enum class Stage { head, body, working, flushing, lingering, viewing };

struct Connection {
    Descriptor socket;
    std::string peer;  // The address at the other end of the socket.
    Stage stage = Stage::head;
    Steady::time_point deadline = {};

    std::string input = {};            // Read, and not yet part of an answered request.
    Head head = {};                    // From Stage::body on.
    Steady::time_point whole_at = {};  // When the request had come in.
    std::string client = {};           // The true client; the peer, unless the peer is the proxy.
    bool head_begun = false;
    std::size_t reserved_bytes = 0;  // Of the loop's memory for bodies.

    Outgoing out = {};
    After after = After::keep;
    StreamStart stream = {};

    std::deque<live::Frame> frames = {};  // Of a viewer, not yet sent.
    std::size_t frame_sent = 0, frames_bytes = 0;

    bool is_watched = false;  // By epoll.
    bool has_more = false;    // Something came while nobody read.
    bool peer_closed = false;
};

}  // namespace http
