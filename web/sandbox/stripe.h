// Stripe: the subset of its API that a seller with Checkout uses, as of version 2025-03-31.
//
// Form-encoded questions with nested names, answers and errors in Stripe's own shapes; the vendor's
// own library is content with them (tests/browser/stripe.test.mjs). What is not in the subset is
// refused as Stripe refuses an unknown parameter or address.
#pragma once

#include "web/sandbox/sandbox.h"

namespace sandbox {

http::Response create_session(const http::Request&, Sandbox&);
http::Response show_session(const http::Request&, Sandbox&);
http::Response expire_session(const http::Request&, Sandbox&);
// Confirmed at once, with one of the test cards pm_card_visa and pm_card_chargeDeclined.
http::Response create_intent(const http::Request&, Sandbox&);
http::Response show_intent(const http::Request&, Sandbox&);
http::Response show_charge(const http::Request&, Sandbox&);
http::Response create_refund(const http::Request&, Sandbox&);
http::Response list_disputes(const http::Request&, Sandbox&);
http::Response show_dispute(const http::Request&, Sandbox&);
http::Response show_balance(const http::Request&, Sandbox&);
http::Response show_event(const http::Request&, Sandbox&);
http::Response list_events(const http::Request&, Sandbox&);
http::Response list_refunds(const http::Request&, Sandbox&);
http::Response list_payouts(const http::Request&, Sandbox&);
http::Response show_payout(const http::Request&, Sandbox&);
http::Response list_movements(const http::Request&, Sandbox&);  // Of one payout, or all.

struct StripeTrouble {
    int status = 400;
    std::string type = "invalid_request_error", code = {}, message, param = {};
    std::string decline_code = {};
};
http::Response stripe_error(const StripeTrouble&);
http::Response stripe_error(const NotPossible&);
// Throws Declined (401) unless the request carries one of the keys.
void check_stripe_key(const http::Request&, const Account&);
// Keeps the answer to a POST under its Idempotency-Key; throws Declined where Stripe would.
http::Response answer_once(const http::Request&, Sandbox&,
                           http::Response (*)(const http::Request&, Sandbox&));

// The events that Stripe sends after an act, in its order.
std::vector<Event> stripe_events(const Sale&, Act, const Account&, Instant now);
Event stripe_event(const std::string& type, const std::string& about, const std::string& object,
                   Instant now);
Event payout_event(const Payout&, const std::string& type, Instant now);
// "t=…,v1=…": one v1 for each secret.
std::string stripe_signature(const std::vector<std::string>& secrets, const std::string& body,
                             Instant now);

}  // namespace sandbox
