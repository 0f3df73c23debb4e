// Journal: what the program says of itself on stderr, one JSON object a line.
//
// Without personal data: no addresses of clients or people, no form values, no secrets; a path only
// up to its first part. What stands in a text is escaped, so nobody can forge a line.
#pragma once

#include <string_view>

#include "web/http/message.h"

namespace http {

// A request that failed through no fault of its sender. Throws nothing.
void log_failure(const Request&, int status, std::string_view what) noexcept;
// Something about the program as a whole: "started", "stopping".
void log_event(std::string_view event, std::string_view what, Instant now);

}  // namespace http
