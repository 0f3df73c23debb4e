// Bag: sealed envelopes with a number, and the chain of who held it.
//
// open (envelopes go in) -> sealed -> counted blind by two people until they agree (agreed), or a
// third decides where they do not (disputed) -> counted, which books it -> deposited. A bag that
// was counted can be sealed again and recounted: what differs then is a loss or a surplus.
// Somebody always holds it; it passes on when the receiver says that they have it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/cash/envelope.h"

namespace cash {

using CountId = Id<struct CashCountEntity>;
using DepositId = Id<struct DepositEntity>;
using HandoverId = Id<struct HandoverEntity>;

enum class BagState { open, sealed, agreed, disputed, counted, deposited };
std::string_view state_name(BagState);

struct Bag {
    BagId id;
    std::int64_t number = 0;
    CampaignId campaign;
    FundId fund;
    Currency currency;
    BagState state = BagState::open;
    std::string seal;
    AccountId holder;
    std::string holder_name;
    Instant held_since, made_at;
    HandoverId handover;  // One that waits for its receiver.
    int round = 1, tries = 0;
    bool is_recount = false;
    CountId agreed_count;
    AccountId first_counter, second_counter, decided_by;
    std::int64_t content = 0;    // What the ledger says is in it, minor units.
    std::int64_t envelopes = 0;  // How many are in it.
    DepositId deposit;
    std::optional<Instant> closed_at;
    int version = 1;

    std::string account() const { return "cash:bag-" + std::to_string(number); }
    Money money(std::int64_t minor) const { return {minor, currency}; }
};

constexpr int bags_listed_max = 200, tries_max = 3, days_to_bank = 14;
constexpr std::size_t seal_max = 40;

std::optional<Bag> find_bag(store::Session&, BagId);
std::optional<Bag> find_bag_by_key(store::Session&, const std::string& request_key);
std::vector<Bag> bags_of(store::Session&, CampaignId);  // Newest first.
std::vector<Bag> bags_in(store::Session&, DepositId);
std::vector<Bag> bags_to_deposit(store::Session&, CampaignId);  // Counted, oldest first.

struct Handover {
    HandoverId id;
    BagId bag;
    std::int64_t bag_number = 0;
    AccountId from, to;
    std::string from_name, to_name, note;
    std::string state;  // asked, taken, called_back
    std::optional<bool> seal_whole;
    Instant made_at;
    std::optional<Instant> ended_at;
};
std::vector<Handover> handovers_of(store::Session&, BagId);  // Oldest first.
std::vector<Handover> handovers_waiting_for(store::Session&, CampaignId, AccountId);

// Whoever handed in an envelope of this bag does not count it.
bool is_own_bag(store::Session&, BagId, AccountId);

// Colleagues of a campaign who may hold and count cash, by name; with_pin: who have set one.
struct Hand {
    AccountId account;
    std::string name;
    bool has_pin = false;
};
std::vector<Hand> hands_of(store::Session&, CampaignId);

// Step: what one act changes of a bag. False where somebody was faster.
struct BagStep {
    BagState to;
    std::vector<BagState> from;
    int round = 1, tries = 0;
    CountId agreed = {};
    AccountId first = {}, second = {}, decided_by = {};
    std::string reason = {};
};
bool step_bag(store::Transaction&, const Bag& before, const BagStep&);

}  // namespace cash
