// Control: what tests ask of the sandbox, and tell it to do from the provider's side.
//
// On loopback only, like all of it, and without a key. Every answer is JSON.
#pragma once

#include "web/sandbox/sandbox.h"

namespace sandbox {

http::Response show_ready(const http::Request&, Sandbox&);
// Every sale with its state to the cent, every event with how its delivery went, every switch.
http::Response show_state(const http::Request&, Sandbox&);
http::Response set_switches(const http::Request&, Sandbox&);  // drop=100&retry_ms=50
// stripe_hook, paypal_hook, paypal_secret, and the lists key and hook_secret (repeat the field to
// rotate).
http::Response set_account(const http::Request&, Sandbox&);
// /pay, /decline, /settle, /refund, /dispute, /win, …; amount (minor units) and currency if wanted.
http::Response act_on_sale(const http::Request&, Sandbox&);
http::Response charge_seller(const http::Request&, Sandbox&);  // amount, currency: a monthly fee.
http::Response make_payout(const http::Request&, Sandbox&);    // currency; all that is there.
http::Response end_payout(const http::Request&, Sandbox&);     // …/paid or …/failed
http::Response show_event_body(const http::Request&, Sandbox&);
http::Response send_event(const http::Request&, Sandbox&);  // Now; {"status":200}

}  // namespace sandbox
