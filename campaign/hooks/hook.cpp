#include "campaign/hooks/hook.h"

#include <algorithm>

#include "campaign/outside/http_client.h"

namespace hooks {

namespace {

constexpr std::array pauses_s{5, 30, 120, 600, 1'800, 3'600, 7'200, 14'400, 28'800};

Refusal bad_url(std::string detail) {
    return {Reason::not_a_valid_value, "url", std::move(detail)};
}

std::string host_of(std::string_view rest) {
    auto host = rest.substr(0, rest.find_first_of("/?#"));
    if (host.starts_with('[')) return std::string{host.substr(1, host.find(']') - 1)};
    return std::string{host.substr(0, host.find(':'))};
}

// A name whose last label is a number is an address, however it is written (URL standard, 3.5).
bool is_own_name(std::string_view host) {
    const auto last = host.substr(host.rfind('.') + 1);
    const bool is_number = last.find_first_not_of("0123456789") == last.npos ||
                           last.starts_with("0x") || last.starts_with("0X");
    if (host.find(':') != host.npos || is_number) return !outside::is_public_address(host);
    return host == "localhost" || host.ends_with(".localhost") || host.ends_with(".local") ||
           host.ends_with(".internal") || host.find('.') == host.npos;
}

}  // namespace

bool Hook::wants(EventKind kind, CampaignId of) const {
    return std::ranges::count(kinds, kind) > 0 && (!campaign || campaign == of) && !ended_at;
}

std::string_view delivery_state_name(DeliveryState state) {
    constexpr std::array<std::string_view, 3> names{"waiting", "sent", "dead"};
    return names[static_cast<std::size_t>(state)];
}

std::optional<std::chrono::seconds> pause_after(int tries, Instant begun_at, Instant now) {
    if (now - begun_at >= std::chrono::days{give_up_days}) return {};
    const auto last = static_cast<int>(pauses_s.size()) - 1;
    return std::chrono::seconds{pauses_s[static_cast<std::size_t>(std::clamp(tries - 1, 0, last))]};
}

std::optional<Refusal> url_objection(std::string_view url, Addresses addresses) {
    const bool is_https = url.starts_with("https://");
    const bool is_http = url.starts_with("http://") && addresses == Addresses::anywhere;
    if (!is_https && !is_http) return bad_url("The address begins with https://.");
    if (url.size() > url_max) return bad_url("At most 500 letters.");
    const auto rest = url.substr(url.find("://") + 3);
    const auto is_plain = [](char c) { return c > ' ' && c < 0x7f && c != '\\' && c != '"'; };
    const auto authority = rest.substr(0, rest.find_first_of("/?#"));
    if (!std::ranges::all_of(url, is_plain) || authority.empty() ||
        authority.find('@') != authority.npos || url.find('#') != url.npos)
        return bad_url("Type a plain address: no spaces, no user name, no #.");
    if (addresses == Addresses::public_https && is_own_name(host_of(rest)))
        return bad_url("This address is not on the public internet.");
    return {};
}

}  // namespace hooks
