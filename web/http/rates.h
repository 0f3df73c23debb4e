// Rates: how much a program may ask in a minute, and what it is told about that.
//
// Counted in this process alone: with several behind one address, each grants its own share. That
// is enough against being overrun; what must hold exactly (one gift for one key) is held in SQL.
// The headers are those of draft-ietf-httpapi-ratelimit-headers-10.
#pragma once

#include <mutex>
#include <string>
#include <unordered_map>

#include "web/http/message.h"

namespace http {

// `max` requests in `window_s` seconds, under a name that clients are told.
struct RatePolicy {
    std::string_view name;
    int max, window_s;
};
inline constexpr RatePolicy client_reads{"client-reads", 1'200, 60},
    client_posts{"client-posts", 300, 60}, token_reads{"token-reads", 2'400, 60},
    token_posts{"token-posts", 600, 60}, token_guesses{"token-guesses", 30, 60},
    unsigned_notices{"unsigned-notices", 60, 60};

struct Spent {
    RatePolicy policy;
    int left = 0, reset_s = 0;
    bool is_over = false;
};

class RateBook {
public:
    // Counts one more of whoever `who` is; is_over if that is too many. Any thread.
    Spent spend(const RatePolicy&, const std::string& who, Instant now);
    // The same without counting.
    Spent look(const RatePolicy&, const std::string& who, Instant now);

    void clear();  // All begin anew.

    static constexpr std::size_t counted_max = 50'000;

private:
    struct Window {
        Instant ends_at;
        int count = 0;
    };
    Window& window_of(const RatePolicy&, const std::string& who, Instant now);

    std::mutex mutex_;
    std::unordered_map<std::string, Window> windows_;
};

void tell_rates(Response&, const Spent&);  // RateLimit and RateLimit-Policy; Retry-After if over.

// Where a request comes from, as it is counted: an IPv4 address, or the /64 of an IPv6 one.
std::string network_of(std::string_view client);

}  // namespace http
