// Certifiable: what may be certified of a gift now, as its ledger rows say.
//
// Gift and covered fee, less what was refunded and what is held or lost in disputes. Promised and
// declared money has no such rows: nothing is certified before a bank, a provider or two counters
// have seen it. Rehearsals have no rows at all.
#pragma once

#include <vector>

#include "campaign/giving/gift.h"
#include "campaign/receipts/receipt.h"

namespace receipts {

struct Certifiable {
    GiftId gift;
    std::int64_t minor = 0, fee_minor = 0;  // The fee is a part of it.
    std::int64_t held = 0;                  // Of open disputes: it may come back.
};
std::vector<Certifiable> certifiable_of(store::Session&, const std::vector<GiftId>&);
Certifiable certifiable_of_gift(store::Session&, GiftId);

// As a line of a receipt; nothing where nothing may be certified.
std::optional<Certified> certified_now(store::Session&, const giving::Gift&);

// Certified lines of valid receipts whose gift has moved since it was looked at.
struct Moved {
    ReceiptId receipt;
    GiftId gift;
    std::int64_t certified = 0;
    int gift_version = 0;  // As it is now.
};
std::vector<Moved> moved_since_certified(store::Session&, int limit);
// Does less remain of one of its gifts than the receipt says, for good?
bool has_fallen(store::Session&, const Receipt&);
bool has_fallen(const Certifiable&, std::int64_t certified);

// Donors of a year: each by one of their gifts. The same proven address (or none), the same name
// and address for receipts, the same currency are one donor; more is not guessed.
struct DonorYear {
    int year = 0;
    Instant from, until;  // Given in it, in the organisation's time zone.
};
std::vector<GiftId> donors_of_year(store::Session&, const DonorYear&, int limit);
// The gifts of that donor in that year which stand on no valid receipt, in the order given.
std::vector<giving::Gift> gifts_to_certify(store::Session&, const DonorYear&, GiftId of_donor);

}  // namespace receipts
