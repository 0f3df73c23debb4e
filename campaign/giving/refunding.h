// Refunding: money goes back because we want it to: proposed with a reason, agreed to, carried out.
//
// What is approved falls out of every figure in the same unit of work. Never more than remains: the
// gift's or the payment's own row is changed by a conditional UPDATE, so one of two at once wins.
#pragma once

#include "campaign/giving/refund.h"
#include "campaign/people/role.h"

namespace giving {

struct NewRefund {
    GiftId gift;
    PaymentId payment = {};  // Of money in quarantine: the payment goes back, not the gift.
    Money amount;
    std::string reason, request_key;
};

// What may be given back: of the gift, or of a payment in quarantine.
Money refundable(store::Session&, const Gift&);
Money refundable(const CardPayment& quarantined);
// Of that, what one person may give back without asking a second one.
Money refundable_alone(const std::vector<Refund>& earlier, Currency);

// Approved at once up to the limit, else it waits for a second person. The same key is the same
// refund. Refuses amount_out_of_range, not_a_valid_value (reason), not_allowed, already_decided.
Refund propose_refund(store::Store&, const NewRefund&, const people::Actor&, Instant now);
// Refuses needs_second_person to whoever proposed it.
Refund decide_refund(store::Store&, RefundId, bool is_yes, const std::string& answer,
                     const people::Actor&, Instant now);
// Nothing has gone out and nothing will: the gift stands again. Refuses already_decided where that
// is not known.
Refund withdraw_refund(store::Store&, RefundId, const std::string& why, const people::Actor&,
                       Instant now);
// After it failed: the same way again, or by bank.
Refund try_refund_again(store::Store&, RefundId, bool by_card, const people::Actor&, Instant now);

// A donor asks for their gift back; once. Refuses already_decided.
void ask_for_refund(store::Store&, GiftId, const std::string& words, Instant now);
void decline_wish(store::Store&, GiftId, const std::string& answer, const people::Actor&,
                  Instant now);

}  // namespace giving
