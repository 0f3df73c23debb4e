// What the verbs of receipts write, row by row. Only *ing.cpp files of this folder call it.
#pragma once

#include "campaign/receipts/receipt.h"

namespace receipts {

// The next number of the series, taken by this unit of work: whoever else wants one waits until it
// has committed, and a unit that is rolled back has taken none. Throws Refused(already_decided) if
// the series is not open.
int take_number(store::Transaction&, const std::string& series);
void open_series(store::Transaction&, const std::string& series);  // Once is enough.

void insert_receipt(store::Transaction&, const Receipt&, const NewReceipt&);
void insert_copy(store::Transaction&, const Copy&, const std::string& request_key);
// Is the gift still as it was read? It stays so until the unit ends.
bool lock_unmoved(store::Transaction&, const Certified&);
void note_looked_at(store::Transaction&, ReceiptId, GiftId, int gift_version);
// False if somebody was faster.
bool cancel_row(store::Transaction&, ReceiptId, const std::string& reason, AccountId, Instant now);
// The number of the next duplicate; the receipt stands still until the unit ends.
int lock_next_copy(store::Transaction&, ReceiptId);

struct Wish {
    GiftId gift;
    std::string tax_fields;
};
void put_wish(store::Transaction&, const Wish&, Instant now);
void end_wish(store::Transaction&, GiftId, Instant now);
std::vector<Wish> open_wishes(store::Session&, int limit);  // Of gifts that have come.
std::optional<Wish> find_wish(store::Session&, GiftId);

bool put_receipt_words(store::Transaction&, const ReceiptWords&);

}  // namespace receipts
