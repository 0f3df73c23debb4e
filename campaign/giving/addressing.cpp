#include "campaign/giving/addressing.h"

#include "campaign/ledger/audit.h"

namespace giving {

Gift address_receipt(store::Store& store, const ReceiptTo& asked, const people::Actor& actor,
                     Instant now) {
    const auto gift = find_gift(store.session(), asked.gift);
    if (!gift) throw Refused{{Reason::not_found}};
    if (asked.name.empty())
        refuse(Reason::not_a_valid_value, "receipt_name", "A receipt needs the name of who gave.");
    if (asked.address.empty())
        refuse(Reason::not_a_valid_value, "address", "A receipt needs an address.");
    if (asked.reason.empty())
        refuse(Reason::not_a_valid_value, "reason", "Say where the name and address are from.");
    store.in_transaction([&](store::Transaction& tx) {
        const auto changed = tx.run(
            "UPDATE gift SET receipt_name = ?, receipt_address = ?, version = version + 1"
            " WHERE id = ? AND version = ?",
            asked.name, asked.address, asked.gift, asked.version);
        if (changed != 1) refuse(Reason::already_decided);
        ledger::append_audit(tx,
                             {actor, "receipt data written down", "gift", asked.gift.value,
                              gift->campaign, asked.reason},
                             now);
    });
    return *find_gift(store.session(), asked.gift);
}

}  // namespace giving
