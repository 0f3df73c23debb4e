#include "web/http/connection.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace http {
namespace {

iovec part_from(const std::string& text, std::size_t start) {
    return {const_cast<char*>(text.data()) + start, text.size() - start};  // sendmsg only reads.
}

}  // namespace

Descriptor::~Descriptor() {
    if (number_ >= 0) ::close(number_);
}

Sent send_some(int socket, Outgoing& out) {
    while (out.left() > 0) {
        std::array<iovec, 2> parts{};
        msghdr message{};
        message.msg_iov = parts.data();
        if (out.sent < out.head.size()) parts[message.msg_iovlen++] = part_from(out.head, out.sent);
        const auto in_body = out.sent < out.head.size() ? 0 : out.sent - out.head.size();
        if (in_body < out.body.size()) parts[message.msg_iovlen++] = part_from(out.body, in_body);
        const auto bytes = ::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (bytes < 0 && errno == EINTR) continue;
        if (bytes < 0) return errno == EAGAIN || errno == EWOULDBLOCK ? Sent::some : Sent::broken;
        out.sent += static_cast<std::size_t>(bytes);
    }
    return Sent::all;
}

bool send_until(int socket, Outgoing& out, Steady::time_point deadline) {
    for (;;) {
        const auto sent = send_some(socket, out);
        if (sent != Sent::some) return sent == Sent::all;
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Steady::now());
        if (left.count() <= 0) return false;
        pollfd wait{.fd = socket, .events = POLLOUT, .revents = 0};
        ::poll(&wait, 1, static_cast<int>(left.count()));
    }
}

}  // namespace http
