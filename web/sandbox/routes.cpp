#include "web/sandbox/routes.h"

#include "web/sandbox/control.h"
#include "web/sandbox/pay_page.h"
#include "web/sandbox/paypal.h"
#include "web/sandbox/stripe.h"
#include "web/sandbox/subscribing.h"

namespace sandbox {

namespace {

constexpr auto get = http::Method::get, post = http::Method::post, del = http::Method::del;

constexpr Route table[] = {
    {post, "/v1/checkout/sessions", Kind::stripe, create_session},
    {get, "/v1/checkout/sessions/:id", Kind::stripe, show_session},
    {post, "/v1/checkout/sessions/:id/expire", Kind::stripe, expire_session},
    {post, "/v1/payment_intents", Kind::stripe, create_intent},
    {get, "/v1/payment_intents/:id", Kind::stripe, show_intent},
    {get, "/v1/charges/:id", Kind::stripe, show_charge},
    {get, "/v1/refunds", Kind::stripe, list_refunds},
    {post, "/v1/refunds", Kind::stripe, create_refund},
    {get, "/v1/subscriptions/:id", Kind::stripe, show_subscription},
    {post, "/v1/subscriptions/:id", Kind::stripe, change_subscription},
    {del, "/v1/subscriptions/:id", Kind::stripe, cancel_subscription},
    {get, "/v1/invoices", Kind::stripe, list_invoices},
    {get, "/v1/invoices/:id", Kind::stripe, show_invoice},
    {get, "/v1/invoice_payments", Kind::stripe, list_invoice_payments},
    {get, "/v1/payouts", Kind::stripe, list_payouts},
    {get, "/v1/payouts/:id", Kind::stripe, show_payout},
    {get, "/v1/balance_transactions", Kind::stripe, list_movements},
    {get, "/v1/events", Kind::stripe, list_events},
    {get, "/v1/disputes", Kind::stripe, list_disputes},
    {get, "/v1/disputes/:id", Kind::stripe, show_dispute},
    {get, "/v1/balance", Kind::stripe, show_balance},
    {get, "/v1/events/:id", Kind::stripe, show_event},
    {post, "/v1/oauth2/token", Kind::open, give_token},
    {post, "/v2/checkout/orders", Kind::paypal, create_order},
    {get, "/v2/checkout/orders/:id", Kind::paypal, show_order},
    {post, "/v2/checkout/orders/:id/capture", Kind::paypal, capture_order},
    {get, "/v2/payments/captures/:id", Kind::paypal, show_capture},
    {post, "/v2/payments/captures/:id/refund", Kind::paypal, refund_capture},
    {get, "/v2/payments/refunds/:id", Kind::paypal, show_paypal_refund},
    {get, "/v1/customer/disputes", Kind::paypal, list_paypal_disputes},
    {get, "/v1/customer/disputes/:id", Kind::paypal, show_paypal_dispute},
    {get, "/v1/notifications/webhooks-events", Kind::paypal, list_paypal_events},
    {get, "/v1/notifications/webhooks-events/:id", Kind::paypal, show_paypal_event},
    {post, "/v1/notifications/verify-webhook-signature", Kind::paypal, verify_signature},
    {get, "/pay/:id", Kind::open, show_pay_page},
    {post, "/pay/:id", Kind::open, take_choice},
    {get, "/pay.css", Kind::open, show_pay_style},
    {get, "/subscriptions", Kind::open, show_subscriptions},
    {post, "/sandbox/subscriptions/:id", Kind::open, act_on_subscription},
    {post, "/sandbox/subscriptions/:id/:act", Kind::open, act_on_subscription},
    {get, "/readyz", Kind::open, show_ready},
    {get, "/sandbox/state", Kind::open, show_state},
    {post, "/sandbox/switches", Kind::open, set_switches},
    {post, "/sandbox/account", Kind::open, set_account},
    {post, "/sandbox/sales/:id/:act", Kind::open, act_on_sale},
    {post, "/sandbox/charges", Kind::open, charge_seller},
    {post, "/sandbox/payouts", Kind::open, make_payout},
    {post, "/sandbox/payouts/:id/:end", Kind::open, end_payout},
    {get, "/sandbox/events/:id", Kind::open, show_event_body},
    {post, "/sandbox/events/:id/send", Kind::open, send_event},
};

}  // namespace

std::span<const Route> all_routes() { return table; }

}  // namespace sandbox
