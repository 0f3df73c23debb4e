// Card testing: people who try out stolen cards with small gifts are slowed, then blocked for a
// while. Nobody is asked to prove that they are human.
//
// Counted are refused cards and checkouts that were begun and not paid: by where they come from, by
// its network, and over all. Whoever gives without being refused meets none of this, however many
// share their address. Addresses are kept only as digests, and for an hour.
#pragma once

#include <optional>
#include <string>

#include "campaign/giving/card_payment.h"
#include "campaign/store/database.h"

namespace giving {

// One address (IPv6: its /64), and its network (/24, IPv6: /48).
struct Origin {
    std::string client, network;
};
Origin origin_of(const std::string& address);

// Free refusals in an hour, then a wait that doubles with each, from first_wait_s on; blocked from
// blocked_from on.
struct Slowing {
    int free_max, first_wait_s, blocked_from;
};
constexpr Slowing per_origin{3, 5, 8}, per_origin_in_alarm{1, 60, 4};
constexpr Slowing per_network{15, 5, 40}, per_network_in_alarm{5, 60, 15};
// Checkouts that were begun and led to nothing, by one address.
constexpr Slowing unpaid_per_origin{60, 10, 200}, unpaid_per_origin_in_alarm{15, 30, 60};
// A hall full of people shares one address: each so many that were paid excuse a refusal.
constexpr int paid_per_refusal = 2;
constexpr int block_s = 1'800, alarm_minutes = 10, alarm_declines = 10;
// A checkout on which so many cards were refused is ended at the provider.
constexpr int declines_per_checkout_max = 5;

// The seconds still to wait before a checkout may be begun; nothing: now.
std::optional<int> find_card_wait(store::Session&, const Origin&, Instant now);
void note_checkout(store::Transaction&, const Origin&, Instant now);  // It was begun.
void note_decline(store::Transaction&, const CardPayment&, Instant now);
void note_paid(store::Transaction&, const Origin&, Instant now);

// For the desk: refused cards in the last hour, and whether everybody new is slowed now.
struct TestingState {
    std::int64_t declines = 0;
    bool is_alarm = false;
};
TestingState testing_state(store::Session&, Instant now);

}  // namespace giving
