// Issuing: receipts are written, written again as duplicates, and cancelled.
//
// All throw Refused. A number is taken in the unit of work that writes the receipt, so numbers have
// no gaps. Nothing is certified that has not come (Certifiable), and no gift twice: whoever asks
// again gets the receipt that stands. The donor is told by mail where there is an address.
#pragma once

#include "campaign/giving/gift.h"
#include "campaign/people/role.h"
#include "campaign/receipts/receipt.h"

namespace receipts {

// A gift is certified as it stands now. tax_fields: packed, or empty for those of the donor's wish.
struct Order {
    GiftId gift;
    std::string tax_fields = {};
};
Receipt issue_receipt(store::Store&, const Order&, const people::Actor&, Instant now);

// The donor asks: issued at once if the money is here, else as soon as it is (issue_wished).
std::optional<Receipt> ask_for_receipt(store::Store&, const Order&, const people::Actor&,
                                       Instant now);
int issue_wished(store::Store&, int limit, Instant now);

// The same receipt once more, marked as a duplicate. Sent twice, a form is one duplicate.
struct Again {
    ReceiptId receipt;
    std::string reason, request_key;
};
Copy reissue_receipt(store::Store&, const Again&, const people::Actor&, Instant now);

void cancel_receipt(store::Store&, ReceiptId, const std::string& reason, const people::Actor&,
                    Instant now);
// Cancels every valid receipt that certifies more than what remains of one of its gifts for good;
// a dispute that is still open cancels nothing. Returns how many.
int cancel_fallen_receipts(store::Store&, int limit, Instant now);

void describe_receipts(store::Store&, const ReceiptWords&, const people::Actor&, Instant now);

// For the verbs of this room: the number, the rows, the original's code, the mail.
struct Issue {
    NewReceipt receipt;
    GiftId batch_donor = {};  // Of the batch that the receipt belongs to.
};
Receipt issue_new(store::Store&, const Issue&, const people::Actor&, Instant now);
// Who gets it and who writes it, as they stand now. Refuses where something needed is not there.
NewReceipt receipt_for(store::Session&, const giving::Gift&, const std::string& tax_fields);

}  // namespace receipts
