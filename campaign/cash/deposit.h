// Deposit: counted bags that somebody brings to the bank together, with a slip.
//
// It belongs to one campaign, so that its money needs no splitting when it arrives; one walk to the
// bank with two campaigns is two slips. expected = what was in the bags + agreed differences; what
// the statement shows is placed on it (bank::place_as_deposit), in one line or several.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/cash/bag.h"

namespace cash {

struct Deposit {
    DepositId id;
    std::int64_t number = 0;
    CampaignId campaign;
    FundId fund;
    std::string campaign_slug;
    Money amount;  // Of its bags, and of what was counted at the desk.
    std::int64_t desk = 0, arrived = 0, corrected = 0;  // Minor units.
    std::int64_t difference = 0;  // The proposed one, which waits for a second person.
    std::int64_t difference_id = 0;
    AccountId difference_author;
    std::string difference_reason, slip, made_by_name;
    Date taken_on;
    Instant made_at;
    int version = 1;

    std::string account() const { return "transit:deposit-" + std::to_string(number); }
    // Typed wrong and taken back before a line came: all of it is corrected away. A difference
    // never takes all of it, since something must have arrived by then.
    bool is_taken_back() const { return arrived == 0 && corrected == -amount.minor; }
    // Nothing of it has arrived, and nobody has settled anything about it.
    bool may_be_taken_back() const { return arrived == 0 && corrected == 0 && difference_id == 0; }
    // Still to arrive; less than 0 where more came than was brought.
    std::int64_t rest() const { return amount.minor + corrected - arrived; }
};

constexpr int deposits_listed_max = 200;
constexpr std::size_t slip_max = 40;

std::optional<Deposit> find_deposit(store::Session&, DepositId);
std::optional<Deposit> find_deposit_by_key(store::Session&, const std::string& request_key);
std::vector<Deposit> deposits_of(store::Session&, CampaignId);  // Newest first.
// Differences that were agreed, or that wait for a second person; the oldest first.
struct Difference {
    std::int64_t minor = 0;
    std::string reason, author_name, approver_name;  // No approver: it waits.
    bool is_booked = false;
};
std::vector<Difference> differences_of(store::Session&, DepositId);
// Why it was taken back, by whom; empty where it was not.
struct TakenBack {
    std::string reason, by_name;
    Instant at;
};
std::optional<TakenBack> taking_back_of(store::Session&, const Deposit&);
// Of every campaign, those that wait for the bank, oldest first.
std::vector<Deposit> open_deposits(store::Session&, Currency);

// What was counted at the desk without a bag and is not on its way yet: the standing desk box.
std::int64_t left_at_desk(store::Session&, CampaignId);

// Change that is out, and drawn floats that no line of the statement has shown.
std::int64_t float_out(store::Session&, CampaignId);
struct Float {
    std::int64_t id = 0;
    CampaignId campaign;
    Money amount;
    std::int64_t placed = 0;
    std::string note, made_by_name;
    Instant made_at;
};
std::vector<Float> floats_of(store::Session&, CampaignId, int limit);
std::optional<Float> find_open_float(store::Session&, Money);

// In the bank's unit of work; false where somebody was faster.
bool add_arrived(store::Transaction&, const Deposit&, std::int64_t minor);
bool take_arrived_back(store::Transaction&, DepositId, std::int64_t minor);
bool add_float_placed(store::Transaction&, std::int64_t id, std::int64_t minor);

}  // namespace cash
