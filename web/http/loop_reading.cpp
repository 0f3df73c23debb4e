// The half of the loop that takes things in: clients, heads and bodies.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

#include "web/http/loop.h"

namespace http {
namespace {

constexpr int accepts_at_once_max = 64;
constexpr std::size_t unwanted_reads_max = 32;
constexpr std::size_t sockets_to_refuse_max = 100;  // Beyond the limit, to hear a 503.
constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";

// "192.0.2.1" or "2001:db8::1"; an IPv4 address that came over an IPv6 socket is itself again.
std::string address_text(const sockaddr_storage& from) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (from.ss_family == AF_INET) {
        const auto& address = reinterpret_cast<const sockaddr_in&>(from).sin_addr;
        inet_ntop(AF_INET, &address, text.data(), text.size());
    } else {
        const auto& address = reinterpret_cast<const sockaddr_in6&>(from).sin6_addr;
        if (IN6_IS_ADDR_V4MAPPED(&address))
            inet_ntop(AF_INET, address.s6_addr + 12, text.data(), text.size());
        else
            inet_ntop(AF_INET6, &address, text.data(), text.size());
    }
    return text.data();
}

bool is_loopback(std::string_view peer) { return peer == "::1" || peer.starts_with("127."); }

}  // namespace

void Loop::accept_clients() {
    for (int i = 0; i < accepts_at_once_max && accepts_; ++i) {
        sockaddr_storage from{};
        socklen_t length = sizeof from;
        const int number = ::accept4(listener_, reinterpret_cast<sockaddr*>(&from), &length,
                                     SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (number < 0 && (errno == EMFILE || errno == ENFILE || errno == ENOBUFS)) {
            ::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, listener_, nullptr);
            accepts_ = false;  // Until the next sweep: trying again at once would only spin.
        }
        if (number < 0) return;
        ++parts_.tally.accepted;
        auto fresh = std::make_unique<Connection>(Connection{.socket = Descriptor{number}});
        fresh->peer = address_text(from);
        fresh->deadline = Steady::now() + std::chrono::milliseconds{parts_.settings.head_ms};
        const auto slot = static_cast<std::size_t>(number);
        if (connections_.size() <= slot) connections_.resize(slot + 256);
        auto& connection = *(connections_[slot] = std::move(fresh));
        ++sockets_;
        const auto same = ++clients_[connection.peer];
        const bool is_bounded =
            !is_loopback(connection.peer) && connection.peer != parts_.settings.proxy;
        if (sockets_ > sockets_max_ + sockets_to_refuse_max)
            drop(connection);
        else if (sockets_ > sockets_max_ ||
                 (is_bounded && same > parts_.settings.sockets_per_client_max))
            refuse(connection, 503, "Too many connections; please try again in a moment.");
        else
            read_some(connection);
    }
}

// Watched by edges and only once it must wait, so most requests cost no call to epoll.
void Loop::watch(Connection& connection) {
    if (connection.is_watched) return;
    epoll_event event{.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET,
                      .data = {.fd = connection.socket.number()}};
    ::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, connection.socket.number(), &event);
    connection.is_watched = true;
}

void Loop::notice(int socket, unsigned events) {
    const auto slot = static_cast<std::size_t>(socket);
    if (slot >= connections_.size() || !connections_[slot]) return;
    auto& connection = *connections_[slot];
    const bool is_readable = events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR);
    if (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) connection.peer_closed = true;
    if (is_readable) connection.has_more = true;
    if (connection.stage == Stage::working) return;
    if (connection.stage == Stage::flushing) return flush(connection);
    if (connection.stage == Stage::viewing && !streams_.flush_stream(connection))
        return drop(connection);
    if (is_readable) read_some(connection);
}

void Loop::read_some(Connection& connection) {
    for (std::size_t unwanted = 0; unwanted < unwanted_reads_max;) {
        const auto bytes = ::recv(connection.socket.number(), scratch_.data(), scratch_.size(), 0);
        if (bytes < 0 && errno == EINTR) continue;
        if (bytes < 0 && errno != EAGAIN && errno != EWOULDBLOCK) return drop(connection);
        if (bytes < 0) {
            connection.has_more = false;
            return watch(connection);
        }
        if (bytes == 0) return read_closed(connection);
        const auto count = static_cast<std::size_t>(bytes);
        connection.has_more = count == scratch_.size() || connection.peer_closed;
        if (connection.stage == Stage::lingering || connection.stage == Stage::viewing) {
            ++unwanted;
            continue;
        }
        connection.input.append(scratch_.data(), count);
        const auto number = static_cast<std::size_t>(connection.socket.number());
        advance(connection);
        // It may be a worker's by now, or gone.
        if (!connections_[number] || connections_[number]->stage > Stage::body) return;
        if (!connection.has_more) return watch(connection);
    }
    if (connection.stage == Stage::viewing) drop(connection);
}

void Loop::read_closed(Connection& connection) {
    connection.has_more = false;
    const bool is_cut = connection.stage <= Stage::body && !connection.input.empty();
    if (!is_cut) return drop(connection);
    refuse(connection, 400, "The request was cut off.");
}

void Loop::advance(Connection& connection) {
    if (connection.stage == Stage::head) {
        auto reading = read_head(connection.input);
        if (reading.outcome == HeadReading::Outcome::refused)
            return refuse(connection, reading.status, reading.why);
        if (reading.outcome == HeadReading::Outcome::incomplete) {
            if (!std::exchange(connection.head_begun, true))
                connection.deadline =
                    std::min(connection.deadline,
                             Steady::now() + std::chrono::milliseconds{parts_.settings.head_ms});
            return;
        }
        connection.head = std::move(reading.head);
        if (!begin_body(connection)) return;
    }
    if (connection.stage == Stage::body &&
        connection.input.size() >= connection.head.bytes + connection.head.body_bytes)
        dispatch(connection);
}

// False if it was refused, and is perhaps gone.
bool Loop::begin_body(Connection& connection) {
    const auto& head = connection.head;
    const auto& settings = parts_.settings;
    if (!is_own_host(head.host, settings.public_url))
        return refuse(connection, 421, "This site does not go by that name."), false;
    connection.client = connection.peer;
    if (connection.peer == settings.proxy)
        if (auto hop = last_forwarded_hop(head)) connection.client = std::move(*hop);
    connection.stage = Stage::body;
    if (head.body_bytes == 0) return true;
    if (head.body_bytes > parts_.body_max(head.method, head.path))
        return refuse(connection, 413, "That is too large for this address."), false;
    if (reserved_bytes_ + head.body_bytes > settings.bodies_bytes_max)
        return refuse(connection, 503, "Too much is being sent; please try again."), false;
    connection.reserved_bytes = head.body_bytes;
    reserved_bytes_ += head.body_bytes;
    connection.deadline = allowance(settings.body_ms, head.body_bytes);
    if (head.expects_continue && connection.input.size() == head.bytes)
        ::send(connection.socket.number(), go_on.data(), go_on.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    return true;
}

void Loop::dispatch(Connection& connection) {
    connection.stage = Stage::working;
    connection.whole_at = Steady::now();
    if (parts_.offer(lane_of(connection.head.method, connection.head.path), connection)) return;
    connection.stage = Stage::body;
    refuse(connection, 503, "The site is very busy; please try again in a moment.");
}

}  // namespace http
