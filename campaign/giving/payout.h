// Payout: what a provider transfers to our bank, and what it is made of, down to the gifts.
//
// Announced, each campaign's share of it moves from `clearing` to `payout` (event 7), and with its
// bank line on to the bank (event 8). Failed, it moves back, and so does the bank's line, by
// another one, where it had arrived. A share may be negative.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/giving/card_payment.h"
#include "campaign/ledger/transfer.h"

namespace giving {

using PayoutId = Id<struct PayoutEntity>;

struct Payout {
    PayoutId id;
    std::string provider, payout;  // payout: the provider's id of it.
    Money amount;                  // Negative: it takes.
    providers::PayoutSeen::State state = providers::PayoutSeen::State::announced;
    std::string trace, descriptor, trouble;
    Instant made_at, seen_at;
    Date arrives_on;
    std::optional<Instant> booked_at = {}, back_at = {}, placed_at = {};
    std::int64_t line = 0;  // Of the bank.
    int version = 1;

    bool is_open() const { return booked_at && !back_at && !placed_at; }
    // It had arrived when the provider said that it failed: our bank gives it back by another line.
    bool leaves_bank() const { return back_at && placed_at; }
};
std::string_view payout_state_name(providers::PayoutSeen::State);

struct PayoutItem {
    providers::Movement movement;
    PaymentId payment;  // Of ours; else it belongs to no gift.
    GiftId gift;        // Read only.
    CampaignId campaign;
    std::string donor;  // Read only.
    Money net() const { return movement.amount - movement.fee; }
};

// Pure. Event 7: one row per campaign; the other way where it came back.
std::vector<ledger::NewTransfer> rows_when_announced(const Payout&, const std::vector<PayoutItem>&);
std::vector<ledger::NewTransfer> rows_when_back(const Payout&,
                                                const std::vector<ledger::Transfer>& announced);
// Event 8, of each row of event 7; the other way for the line by which the bank gives it back.
struct PayoutPlacing {
    std::int64_t placing;
    Date bank_date;
    bool gives_back = false;
};
std::vector<ledger::NewTransfer> rows_when_payout_placed(
    const std::vector<ledger::Transfer>& of_payout, const PayoutPlacing&);
// Event 6 without a gift: what the provider charges by the month.
std::vector<ledger::NewTransfer> rows_of_charges(const Payout&, const std::vector<PayoutItem>&);

// Storage: payout_sql.cpp.
void insert_payout(store::Transaction&, const Payout&);  // Throws Duplicate("once_per_payout").
bool move_payout(store::Transaction&, const Payout& before, const Payout& after);
void insert_items(store::Transaction&, const Payout&, const std::vector<PayoutItem>&);
std::optional<Payout> find_payout(store::Session&, PayoutId);
std::optional<Payout> find_payout_named(store::Session&, const std::string& provider,
                                        const std::string& payout);
std::vector<Payout> recent_payouts(store::Session&, int limit);
std::vector<Payout> open_payouts(store::Session&, Money amount);  // Announced, without a line.
std::vector<Payout> payouts_leaving_bank(store::Session&, Money amount);  // Of what had arrived.
std::int64_t count_open_payouts(store::Session&, Date before);  // That should have arrived.
std::vector<PayoutItem> items_of(store::Session&, const Payout&, int limit);
// What our books say that a provider holds for us, in one currency.
Money clearing_of(store::Session&, const std::string& provider, Currency);

}  // namespace giving
