#include "web/http/loop.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace http {
namespace {

constexpr std::size_t scratch_bytes = 64 * 1024;
constexpr int events_max = 256, sweep_ms = 100;
constexpr std::size_t files_kept_free = 256;  // For the database, logs and print.

Instant present() {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

Steady::time_point after_ms(int ms) { return Steady::now() + std::chrono::milliseconds{ms}; }

// As many sockets as the system lets us have, up to the setting.
std::size_t bound_sockets(std::size_t wanted) {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
    const auto files = static_cast<std::size_t>(limit.rlim_cur);
    return std::min(wanted, files > 2 * files_kept_free ? files - files_kept_free : files / 2);
}

}  // namespace

Loop::Loop(Parts parts, int listening_socket)
    : parts_{std::move(parts)},
      wire_{parts_.settings.public_url},
      streams_{parts_.settings, parts_.viewers},
      epoll_{::epoll_create1(EPOLL_CLOEXEC)},
      waker_{::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)},
      listener_{listening_socket},
      sockets_max_{bound_sockets(parts_.settings.sockets_max)},
      scratch_(scratch_bytes) {
    for (const int socket : {listener_, waker_.number()}) {
        epoll_event event{.events = EPOLLIN, .data = {.fd = socket}};
        ::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, socket, &event);
    }
}

Loop::~Loop() = default;

void Loop::run() {
    std::array<epoll_event, events_max> events{};
    while (!is_done()) {
        const int count = ::epoll_wait(epoll_.number(), events.data(), events_max, sweep_ms);
        for (int i = 0; i < count; ++i) {
            if (events[i].data.fd == listener_)
                accept_clients();
            else if (events[i].data.fd == waker_.number())
                take_returned();
            else
                notice(events[i].data.fd, events[i].events);
        }
        if (Steady::now() >= next_sweep_) sweep();
    }
}

void Loop::finish() {
    {
        const std::lock_guard lock{mutex_};
        is_finishing_ = true;
    }
    wake();
}

void Loop::wake() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto bytes = ::write(waker_.number(), &one, sizeof one);
}

void Loop::give_back(Connection& connection) {
    bool is_first = false;
    {
        const std::lock_guard lock{mutex_};
        is_first = returned_.empty();
        returned_.push_back(&connection);
    }
    if (is_first) wake();
}

void Loop::take_returned() {
    std::uint64_t wakes = 0;
    [[maybe_unused]] const auto bytes = ::read(waker_.number(), &wakes, sizeof wakes);
    bool begins_finish = false;
    {
        const std::lock_guard lock{mutex_};
        settling_.swap(returned_);
        begins_finish = is_finishing_ && !is_ending_;
    }
    for (auto* connection : settling_) settle(*connection);
    settling_.clear();
    if (begins_finish) begin_finish();
    streams_.tell_news([this](Connection& viewer) { drop(viewer); });
}

// A worker is done with it: send the rest, keep it, close it or let it watch.
void Loop::settle(Connection& connection) {
    reserved_bytes_ -= std::exchange(connection.reserved_bytes, 0);
    if (connection.after == After::view) {
        connection.stage = Stage::viewing;
        if (!streams_.join_stream(connection) || is_ending_) return drop(connection);
        watch(connection);
        if (connection.has_more) read_some(connection);
        return;
    }
    if (is_ending_) connection.after = After::close;
    if (connection.out.left() == 0) return begin_next(connection);
    connection.stage = Stage::flushing;
    connection.deadline = allowance(parts_.settings.send_ms, connection.out.left());
    watch(connection);
    flush(connection);
}

void Loop::flush(Connection& connection) {
    switch (send_some(connection.socket.number(), connection.out)) {
        case Sent::some:
            return;
        case Sent::broken:
            return drop(connection);
        case Sent::all:
            return begin_next(connection);
    }
}

void Loop::begin_next(Connection& connection) {
    connection.out = {};
    if (connection.after == After::close || is_ending_) {
        // Closing on unread bytes would reset the connection and could take the answer with it.
        if (!connection.input.empty() || connection.has_more) return linger(connection);
        return drop(connection);
    }
    connection.stage = Stage::head;
    connection.head_begun = false;
    connection.deadline = after_ms(parts_.settings.idle_ms);
    watch(connection);
    const auto slot = static_cast<std::size_t>(connection.socket.number());
    if (!connection.input.empty()) advance(connection);
    if (connections_[slot] && connection.stage <= Stage::body && connection.has_more)
        read_some(connection);
}

void Loop::linger(Connection& connection) {
    connection.stage = Stage::lingering;
    connection.deadline = after_ms(parts_.settings.linger_ms);
    connection.input.clear();
    ::shutdown(connection.socket.number(), SHUT_WR);
    watch(connection);
    read_some(connection);
}

void Loop::refuse(Connection& connection, int status, std::string_view why) {
    ++(status == 503 ? parts_.tally.overloaded : parts_.tally.refused);
    reserved_bytes_ -= std::exchange(connection.reserved_bytes, 0);
    connection.out = {.head = wire_.render_refusal(status, why, connection.head.path, present())};
    if (send_some(connection.socket.number(), connection.out) != Sent::all) return drop(connection);
    linger(connection);
}

void Loop::drop(Connection& connection) {
    if (connection.stage == Stage::viewing) streams_.leave_stream(connection);
    reserved_bytes_ -= connection.reserved_bytes;
    const auto client = clients_.find(connection.peer);
    if (client != clients_.end() && --client->second == 0) clients_.erase(client);
    --sockets_;
    connections_[static_cast<std::size_t>(connection.socket.number())].reset();
}

void Loop::sweep() {
    next_sweep_ = after_ms(sweep_ms);
    const auto now = Steady::now();
    parts_.tally.is_crowded = sockets_ > sockets_max_ / 10 * 8;
    for (const auto& slot : connections_) {
        if (!slot || slot->stage == Stage::working || slot->stage == Stage::viewing) continue;
        if (now < slot->deadline) continue;
        const bool is_idle =
            slot->stage == Stage::lingering || (slot->stage == Stage::head && slot->input.empty());
        if (!is_idle) ++parts_.tally.timed_out;
        if (!is_idle && slot->stage != Stage::flushing)
            refuse(*slot, 408, "The request took too long to arrive.");
        else
            drop(*slot);
    }
    streams_.send_heartbeats([this](Connection& viewer) { drop(viewer); });
    if (!accepts_ && !is_ending_) {  // Out of files a moment ago; perhaps not any more.
        epoll_event event{.events = EPOLLIN, .data = {.fd = listener_}};
        accepts_ = ::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, listener_, &event) == 0;
    }
    if (!is_ending_ || now < finish_by_) return;
    for (const auto& slot : connections_)  // A worker that waits for its client is let go.
        if (slot && slot->stage == Stage::working) ::shutdown(slot->socket.number(), SHUT_RDWR);
}

void Loop::begin_finish() {
    is_ending_ = true;
    finish_by_ = after_ms(parts_.settings.shutdown_ms);
    if (accepts_) ::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, listener_, nullptr);
    for (const auto& slot : connections_)
        if (slot && (slot->stage == Stage::head || slot->stage == Stage::lingering ||
                     slot->stage == Stage::viewing))
            drop(*slot);
}

bool Loop::is_done() const {
    if (!is_ending_) return false;
    return sockets_ == 0 || Steady::now() > finish_by_ + std::chrono::milliseconds{2 * sweep_ms};
}

Steady::time_point Loop::allowance(int base_ms, std::size_t bytes) const {
    const auto slowest = static_cast<std::size_t>(parts_.settings.slowest_bytes_per_s);
    return after_ms(base_ms) + std::chrono::seconds{bytes / slowest};
}

}  // namespace http
