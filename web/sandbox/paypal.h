// Paypal: the subset of its API that a seller needs for one payment (Orders v2, Payments v2).
//
// OAuth 2 client credentials, an order that the payer approves on our page and the seller captures,
// refunds, disputes to look at, and webhooks that are verified by asking. JSON in, JSON out, errors
// as PayPal writes them: a name, and an issue in details.
#pragma once

#include "web/sandbox/sandbox.h"

namespace sandbox {

http::Response give_token(const http::Request&, Sandbox&);
http::Response create_order(const http::Request&, Sandbox&);
http::Response show_order(const http::Request&, Sandbox&);
http::Response capture_order(const http::Request&, Sandbox&);
http::Response show_capture(const http::Request&, Sandbox&);
http::Response refund_capture(const http::Request&, Sandbox&);
http::Response show_paypal_refund(const http::Request&, Sandbox&);
http::Response list_paypal_disputes(const http::Request&, Sandbox&);
http::Response show_paypal_dispute(const http::Request&, Sandbox&);
http::Response list_paypal_events(const http::Request&, Sandbox&);
http::Response show_paypal_event(const http::Request&, Sandbox&);
http::Response verify_signature(const http::Request&, Sandbox&);

struct PaypalTrouble {
    int status = 422;
    std::string name = "UNPROCESSABLE_ENTITY", message, issue = {}, field = {};
};
http::Response paypal_error(const PaypalTrouble&);
http::Response paypal_error(const NotPossible&);
PaypalTrouble unknown_paypal_resource();
// Throws Declined (401) unless the request carries a token that was given for today's secret.
void check_paypal_token(const http::Request&, const Account&);
// Keeps the answer to a POST under its PayPal-Request-Id.
http::Response answer_paypal_once(const http::Request&, Sandbox&,
                                  http::Response (*)(const http::Request&, Sandbox&));

// The events that PayPal sends after an act, and the headers that go with one.
std::vector<Event> paypal_events(const Sale&, Act, const Account&, Instant now);
outside::HttpFields paypal_headers(const Event&, const Account&, Instant now);

}  // namespace sandbox
