// Subscribing: what happens to a subscription at the stand-in, and what the seller's hook is told.
#pragma once

#include "web/sandbox/sandbox.h"

namespace sandbox {

// After its checkout was paid.
void note_subscription(Sandbox&, const Sale& paid, Instant now);
// A month passes: the next invoice is charged, or the subscription ends if it was to stop.
Subscription pass_month(Sandbox&, const std::string& id, Instant now);
// Open invoices are charged again.
Subscription charge_again(Sandbox&, const std::string& id, Instant now);
// Its card is refused, or taken, from now on.
Subscription set_card(Sandbox&, const std::string& id, bool fails, Instant now);
Subscription set_stop(Sandbox&, const std::string& id, bool stops, Instant now);
Subscription end_subscription(Sandbox&, const std::string& id, Instant now);

// Stripe's addresses of it.
http::Response show_subscription(const http::Request&, Sandbox&);
http::Response change_subscription(const http::Request&, Sandbox&);
http::Response cancel_subscription(const http::Request&, Sandbox&);
http::Response show_invoice(const http::Request&, Sandbox&);
http::Response list_invoices(const http::Request&, Sandbox&);
http::Response list_invoice_payments(const http::Request&, Sandbox&);

// What tests and people ask of it: GET /subscriptions (?as=json); POST /sandbox/subscriptions/{id}/
// month, fail, mend, retry or end, or the same as `act` of a form.
http::Response show_subscriptions(const http::Request&, Sandbox&);
http::Response act_on_subscription(const http::Request&, Sandbox&);

}  // namespace sandbox
