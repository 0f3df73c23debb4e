// Open items: cash that has not come to its end yet, each with its amount, its age and its owner.
//
// For whoever closes a month, and for the page of the bags. Amounts are what is known: of an
// envelope what its sheet says, of a bag what the ledger says is in it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/giving/gift_lists.h"
#include "campaign/store/database.h"
#include "campaign/words/money.h"

namespace cash {

enum class ItemKind {
    envelope,            // Handed in, and not counted yet.
    bag,                 // Not counted yet.
    counted_bag,         // Counted, and not at the bank.
    desk_box,            // Counted at the desk without a bag.
    deposit,             // Brought to the bank, and not on a statement.
    deposit_difference,  // Proposed, and waits for a second person.
    float_out,           // Change that is out.
    float_line           // Change drawn, and not on a statement.
};

struct OpenItem {
    ItemKind kind;
    std::int64_t id = 0, number = 0;  // Of the envelope, bag or deposit; 0 where there is none.
    CampaignId campaign;
    std::string campaign_slug;
    Money amount;
    std::optional<Instant> since;
    std::string owner;  // Who holds it or brought it; empty: nobody in particular.
    bool is_late = false;
};

constexpr int open_items_max = 500;
// Of one campaign, or (0) of all; the oldest first.
std::vector<OpenItem> open_cash_items(store::Session&, CampaignId, Instant now);

// Bags that are to be counted, decided or closed; and since when the oldest.
giving::Waiting bags_waiting(store::Session&, CampaignId);

}  // namespace cash
