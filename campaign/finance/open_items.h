// OpenItem: money that is not where it belongs yet, with its age and whoever looks after it.
//
// Built from the accounts of the ledger alone: unplaced, payout, transit, cash, refund_due,
// dispute_held, quarantine. An item is what one cause left on one account; where causes do not meet
// by themselves, what came first went first. A bag and a deposit are one item each. Unplaced is
// told line by line as the bank brought it, and what the ledger says beyond these lines is an item
// of its own. The amount is what we hold; what we owe is negative.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/money.h"

namespace finance {

struct ItemOwner {
    AccountId owner;
    std::string name, note;
    std::optional<Date> due;
};

struct OpenItem {
    std::string key;  // "cash:17/bag/17": for ever the same, at most 100 letters.
    std::string account, cause_type;
    std::int64_t cause_id = 0;
    CampaignId campaign;
    std::string campaign_slug;
    Money amount;
    Date since;
    ItemOwner owner = {};  // Nobody: owner 0.
};

constexpr int items_max = 2000;
constexpr std::size_t item_note_max = 300, item_key_max = 100;

std::vector<OpenItem> open_items(store::Session&);  // The oldest first.
// Of those, what was there by the end of that day: of a bag or a box what was in it by then and is
// in it still. What came later is not told.
std::vector<OpenItem> open_items_by(store::Session&, Date last);

// Net: what one cause left on an account (debits less credits).
struct Net {
    std::string account, cause_type;
    std::int64_t cause_id = 0, minor = 0;
    CampaignId campaign;
    std::string campaign_slug;
    Currency currency;
    Date since;
};
// Of one account, campaign and currency: what is left when the oldest goes first. Pure.
std::vector<Net> nets_left(std::vector<Net>);

ItemOwner owner_of_item(store::Session&, const std::string& key);
void put_item_owner(store::Transaction&, const std::string& key, const ItemOwner&, AccountId by,
                    Instant now);
void remove_item_owner(store::Transaction&, const std::string& key);

}  // namespace finance
