#include "tests/support/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace support {

RawClient::RawClient(int port, int patience_ms, int receive_buffer_bytes)
    : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    if (receive_buffer_bytes > 0)
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes,
                     sizeof receive_buffer_bytes);
    const timeval patience{patience_ms / 1000, patience_ms % 1000 * 1000};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        has_ended_ = true;
}

RawClient::~RawClient() {
    if (socket_ >= 0) ::close(socket_);
}

RawClient::RawClient(RawClient&& other) noexcept
    : socket_{std::exchange(other.socket_, -1)},
      received_{std::move(other.received_)},
      has_ended_{other.has_ended_} {}

bool RawClient::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void RawClient::close_sending() const { ::shutdown(socket_, SHUT_WR); }

Answer RawClient::next_answer() {
    const auto head = next_until("\r\n\r\n");
    auto answer = read_answer(head);
    const auto length = answer.headers.find("content-length");
    const auto wanted = length == answer.headers.end() ? 0 : std::stoul(length->second);
    while (received_.size() < wanted && receive_more()) continue;
    answer.body = received_.substr(0, wanted);
    received_.erase(0, answer.body.size());
    return answer;
}

std::string RawClient::next_until(std::string_view end) {
    std::size_t found = std::string::npos;
    while ((found = received_.find(end)) == std::string::npos && receive_more()) continue;
    const auto length = found == std::string::npos ? received_.size() : found + end.size();
    auto bytes = received_.substr(0, length);
    received_.erase(0, length);
    return bytes;
}

std::string RawClient::rest_until_closed() {
    while (receive_more()) continue;
    return std::exchange(received_, {});
}

bool RawClient::is_closed() {
    while (receive_more()) continue;
    return has_ended_;
}

bool RawClient::receive_more() {
    if (has_ended_) return false;
    std::array<char, 64 * 1024> bytes;
    const auto count = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (count > 0) {
        received_.append(bytes.data(), static_cast<std::size_t>(count));
        return true;
    }
    has_ended_ = count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
    return false;
}

}  // namespace support
