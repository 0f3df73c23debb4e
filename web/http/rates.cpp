#include "web/http/rates.h"

#include <algorithm>

namespace http {

namespace {

Spent spent_of(const RatePolicy& policy, int count, Instant ends_at, Instant now) {
    const auto rest = std::chrono::ceil<std::chrono::seconds>(ends_at - now).count();
    return {policy, std::max(0, policy.max - count), std::max(1, static_cast<int>(rest)),
            count > policy.max};
}

}  // namespace

RateBook::Window& RateBook::window_of(const RatePolicy& policy, const std::string& who,
                                      Instant now) {
    if (windows_.size() >= counted_max)
        std::erase_if(windows_, [&](const auto& row) { return row.second.ends_at <= now; });
    if (windows_.size() >= counted_max) windows_.clear();  // A flood: all begin anew.
    auto& window = windows_[std::string{policy.name} + ' ' + who];
    if (window.ends_at <= now) window = {now + std::chrono::seconds{policy.window_s}, 0};
    return window;
}

Spent RateBook::spend(const RatePolicy& policy, const std::string& who, Instant now) {
    const std::lock_guard lock{mutex_};
    auto& window = window_of(policy, who, now);
    if (window.count <= policy.max) ++window.count;
    return spent_of(policy, window.count, window.ends_at, now);
}

Spent RateBook::look(const RatePolicy& policy, const std::string& who, Instant now) {
    const std::lock_guard lock{mutex_};
    const auto& window = window_of(policy, who, now);
    return spent_of(policy, window.count, window.ends_at, now);
}

void RateBook::clear() {
    const std::lock_guard lock{mutex_};
    windows_.clear();
}

void tell_rates(Response& response, const Spent& spent) {
    const auto name = "\"" + std::string{spent.policy.name} + "\"";
    set_header(response, "RateLimit-Policy",
               name + ";q=" + std::to_string(spent.policy.max) +
                   ";w=" + std::to_string(spent.policy.window_s));
    set_header(response, "RateLimit",
               name + ";r=" + std::to_string(spent.left) + ";t=" + std::to_string(spent.reset_s));
    if (spent.is_over) set_header(response, "Retry-After", std::to_string(spent.reset_s));
}

std::string network_of(std::string_view client) {
    if (client.find(':') == client.npos) return std::string{client};
    constexpr int groups = 4;  // Of 16 bits each; a shortened address has fewer, and is one host.
    std::size_t end = 0;
    for (int i = 0; i < groups; ++i) {
        const auto colon = client.find(':', end);
        if (colon == client.npos) return std::string{client};
        end = colon + 1;
        if (end < client.size() && client[end] == ':') return std::string{client};
    }
    return std::string{client.substr(0, end)};
}

}  // namespace http
