// Paying: a part of a pledge becomes a gift like any other, by card, at the desk or by transfer.
//
// Whatever pays it bears the origin "pledge" and is written down as its payment before the gift is
// recorded, so that the gift's own unit of work finds the pledge (covering.h). Which part it pays
// is not asked: gifts fill the parts in their order.
#pragma once

#include "campaign/giving/giving.h"
#include "campaign/people/role.h"
#include "campaign/pledges/pledge.h"

namespace pledges {

struct Payment {
    PledgeId pledge;
    std::string method;  // card, cash, cheque, card_reader, transfer
    Money amount;
    std::string request_key;
    std::string browser = {};           // Digest, of who pays by card.
    std::optional<Date> given_on = {};  // What stood on a statement earlier; else now.
};
// The gift, as record_gift() takes it: begun by card, entered at the desk, announced by transfer.
// It may be more than is open, and after the campaign has ended. Refuses: not_found; what
// giving::objection() says.
giving::Given pay_pledge(store::Store&, const Payment&, const people::Actor&, Instant now);

// Its transfer that was announced and has not come, if there is one.
std::optional<giving::Gift> find_announced(store::Session&, PledgeId);
// Those of the pledges with these references, each with the reference that named it.
std::vector<std::pair<std::string, giving::Gift>> announced_gifts(
    store::Session&, const std::vector<std::string>& references);

// A bank line that is here and names a pledge by its reference: a gift of its amount is announced
// for it, so that it can be placed like any other.
struct Arriving {
    std::int64_t line = 0;
    std::vector<std::string> references;
    Money amount;
    Date booked_on;
};
int announce_arrivals(store::Store&, const std::vector<Arriving>&, Instant now);

}  // namespace pledges
