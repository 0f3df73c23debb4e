// RawClient: one connection that stays, for what a whole client would never send.
//
// It sends the bytes it is told to, can go silent, half-close and never read; every wait ends after
// patience_ms, so that a test fails instead of hanging.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "tests/support/web_client.h"

namespace support {

class RawClient {
public:
    explicit RawClient(int port, int patience_ms = 5'000, int receive_buffer_bytes = 0);
    ~RawClient();
    RawClient(RawClient&& other) noexcept;
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    bool send(std::string_view bytes) const;  // False if the other side is gone.
    void close_sending() const;
    Answer next_answer();                          // By its Content-Length; status 0: none came.
    std::string next_until(std::string_view end);  // Up to and with these bytes, or what came.
    std::string rest_until_closed();               // All bytes to the end of the connection.
    bool is_closed();                              // Waits; false if it stays open and silent.

private:
    bool receive_more();

    int socket_;
    std::string received_ = {};
    bool has_ended_ = false;
};

}  // namespace support
