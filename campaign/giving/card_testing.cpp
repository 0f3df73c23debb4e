#include "campaign/giving/card_testing.h"

#include <algorithm>

#include "campaign/giving/card_event.h"
#include "campaign/words/token.h"

namespace giving {

namespace {

const std::string over_all = "card refused\nover all";

std::string refused_of(const std::string& digest) { return "card refused\n" + digest; }
std::string paid_of(const std::string& digest) { return "card paid\n" + digest; }
std::string begun_of(const std::string& digest) { return "card begun\n" + digest; }

// The first parts of an address, up to a separator.
std::string parts_of(const std::string& address, char separator, int count) {
    std::size_t end = 0;
    for (int i = 0; i < count && end != std::string::npos; ++i)
        end = address.find(separator, i == 0 ? 0 : end + 1);
    return address.substr(0, end);
}

// "2001:db8::1" has no fixed parts: its groups, written out.
std::string groups_of(const std::string& address, std::size_t count) {
    std::vector<std::string> front, back;
    auto* into = &front;
    std::string group;
    const auto close = [&] {
        if (!group.empty()) into->push_back(group);
        group.clear();
    };
    for (std::size_t i = 0; i < address.size(); ++i) {
        if (address[i] != ':') {
            group += address[i];
            continue;
        }
        close();
        if (i + 1 < address.size() && address[i + 1] == ':') into = &back;
    }
    close();
    constexpr std::size_t groups = 8;
    while (front.size() + back.size() < groups) front.emplace_back("0");
    front.insert(front.end(), back.begin(), back.end());
    std::string text;
    for (std::size_t i = 0; i < std::min(count, front.size()); ++i) text += front[i] + ":";
    return text;
}

std::optional<int> wait_for(const CardCount& count, const Slowing& rule, Instant now) {
    const auto beyond = count.made - rule.free_max;
    if (beyond < 0 || !count.latest) return {};
    constexpr std::int64_t doublings_max = 10;
    auto wait = rule.first_wait_s << std::min(beyond, doublings_max);
    wait = count.made >= rule.blocked_from ? block_s : std::min(wait, block_s);
    const auto over = *count.latest + std::chrono::seconds{wait};
    if (over <= now) return {};
    return static_cast<int>(std::chrono::ceil<std::chrono::seconds>(over - now).count());
}

bool is_alarm(store::Session& session, Instant now) {
    const auto since = now - std::chrono::minutes{alarm_minutes};
    return count_card_events(session, over_all, since).made >= alarm_declines;
}

}  // namespace

Origin origin_of(const std::string& address) {
    const auto is_v6 = address.find(':') != std::string::npos;
    const auto client = is_v6 ? groups_of(address, 4) : address;
    const auto network = is_v6 ? groups_of(address, 3) : parts_of(address, '.', 3);
    return {sha256_hex("client " + client), sha256_hex("network " + network)};
}

std::optional<int> find_card_wait(store::Session& session, const Origin& origin, Instant now) {
    const auto since = now - card_event_kept;
    const auto alarm = is_alarm(session, now);
    const auto refused = [&](const std::string& digest, const Slowing& rule) {
        auto count = count_card_events(session, refused_of(digest), since);
        if (count.made > 0)
            count.made -=
                count_card_events(session, paid_of(digest), since).made / paid_per_refusal;
        return wait_for(count, rule, now);
    };
    const auto begun = count_card_events(session, begun_of(origin.client), since);
    return std::max({refused(origin.client, alarm ? per_origin_in_alarm : per_origin),
                     refused(origin.network, alarm ? per_network_in_alarm : per_network),
                     wait_for(begun, alarm ? unpaid_per_origin_in_alarm : unpaid_per_origin, now)});
}

void note_checkout(store::Transaction& tx, const Origin& origin, Instant now) {
    insert_card_event(tx, begun_of(origin.client), now);
}

void note_decline(store::Transaction& tx, const CardPayment& payment, Instant now) {
    count_decline(tx, payment.id);
    insert_card_event(tx, over_all, now);
    if (!payment.client.empty()) insert_card_event(tx, refused_of(payment.client), now);
    if (!payment.network.empty()) insert_card_event(tx, refused_of(payment.network), now);
}

void note_paid(store::Transaction& tx, const Origin& origin, Instant now) {
    if (origin.client.empty()) return;
    forgive_card_event(tx, begun_of(origin.client));
    insert_card_event(tx, paid_of(origin.client), now);
    insert_card_event(tx, paid_of(origin.network), now);
}

TestingState testing_state(store::Session& session, Instant now) {
    const auto since = now - card_event_kept;
    return {count_card_events(session, over_all, since).made, is_alarm(session, now)};
}

}  // namespace giving
