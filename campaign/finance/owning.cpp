#include "campaign/finance/owning.h"

#include <algorithm>

#include "campaign/ledger/audit.h"
#include "campaign/people/account.h"
#include "campaign/words/refusal.h"

namespace finance {

namespace {

bool is_key(const std::string& key) {
    return !key.empty() && key.size() <= item_key_max &&
           std::ranges::all_of(key, [](char c) { return c > ' ' && c < '\x7f'; });
}

}  // namespace

void own_item(store::Store& store, const std::string& key, const ItemOwner& wanted,
              const people::Actor& actor, Instant now) {
    if (!is_key(key)) throw Refused{{Reason::not_a_valid_value, "key", "There is no such item."}};
    const auto owner = people::find_account(store.session(), wanted.owner);
    if (wanted.owner && (!owner || owner->ended_at))
        throw Refused{{Reason::not_a_valid_value, "owner", "Choose a colleague."}};
    store.in_transaction([&](store::Transaction& tx) {
        if (wanted.owner)
            put_item_owner(tx, key, wanted, actor.account, now);
        else
            remove_item_owner(tx, key);
        ledger::append_audit(
            tx,
            {.actor = actor,
             .action = wanted.owner ? "open item assigned" : "open item given back",
             .subject_type = "open_item",
             .reason = wanted.note,
             .detail = key + (owner ? " → " + owner->name : "") +
                       (wanted.due ? ", " + iso_text(*wanted.due) : "")},
            now);
    });
}

}  // namespace finance
