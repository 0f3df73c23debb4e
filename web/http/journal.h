// Journal: what the program says of itself on stderr, one JSON object a line.
//
// Without personal data: no addresses of clients or people, no form values, no secrets; of a path
// only the pattern of its route. What an exception says loses what looks like a value. What stands
// in a text is escaped, so nobody can forge a line. A full disk or a pipe that nobody reads costs
// lines, which are counted, and never a request.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "web/http/guard.h"
#include "web/http/message.h"

namespace http {

// What the log is told of one request.
struct Served {
    std::string id;
    std::string_view route;  // Empty: none matched.
    Method method = Method::get;
    LaneName lane = LaneName::looking;
    int status = 0;
    std::chrono::microseconds took{};
    std::string_view trouble = {};
};
void log_request(const Served&, Instant now) noexcept;

// Something about the program as a whole: "started", "stopping".
void log_event(std::string_view event, std::string_view what, Instant now) noexcept;

std::uint64_t dropped_lines();

// The text without what may be somebody's: quoted values, addresses, long numbers and tokens.
std::string without_values(std::string_view);

}  // namespace http
