// Addressing: finance writes down for whom a receipt is to be, as the donor told them: by
// telephone, on the envelope, in a letter. Donors with an address of ours do it on their own page.
#pragma once

#include <string>

#include "campaign/giving/gift.h"
#include "campaign/people/role.h"

namespace giving {

struct ReceiptTo {
    GiftId gift;
    int version = 0;            // As it was seen; whoever comes second is refused already_decided.
    std::string name, address;  // Lines of the address are divided by \n.
    std::string reason;         // Where it is from.
};
// Refuses: not_a_valid_value without a name, an address or a reason.
Gift address_receipt(store::Store&, const ReceiptTo&, const people::Actor&, Instant now);

}  // namespace giving
