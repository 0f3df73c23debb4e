#include "web/sandbox/sandbox.h"

#include <stdexcept>
#include <thread>

#include "campaign/outside/json.h"
#include "campaign/words/token.h"
#include "web/http/router.h"
#include "web/sandbox/paypal.h"
#include "web/sandbox/routes.h"
#include "web/sandbox/stripe.h"
#include "web/sandbox/stripe_objects.h"
#include "web/sandbox/subscribing.h"

namespace sandbox {

namespace {

http::Response control_error(const std::string& sentence, int status) {
    outside::JsonWriter w;
    return http::json(w.text("error", sentence).object(), status);
}

http::Response stripe_not_today() {
    return stripe_error({.status = 500,
                         .type = "api_error",
                         .message = "An unexpected error occurred; try again."});
}

http::Response paypal_not_today() {
    return paypal_error({.status = 500,
                         .name = "INTERNAL_SERVER_ERROR",
                         .message = "An internal server error has occurred."});
}

}  // namespace

Sandbox::Sandbox(Account account)
    : account_{std::move(account)}, courier{switches, [this](const Event& event, Instant now) {
                                                return seal(event, now);
                                            }} {}

http::Response Sandbox::answer(const http::Request& request) {
    bool is_known = false;
    for (const auto& route : all_routes()) {
        auto params = http::match_pattern(route.pattern, request.path);
        if (!params) continue;
        is_known = true;
        const bool is_head = request.method == http::Method::head;
        if (route.method != (is_head ? http::Method::get : request.method)) continue;
        auto asked = request;
        asked.params = std::move(*params);
        try {
            if (route.kind == Kind::open) return route.handler(asked, *this);
            return route.kind == Kind::stripe ? answer_stripe(asked, route.handler)
                                              : answer_paypal(asked, route.handler);
        } catch (const Declined& declined) {
            return declined.response;
        } catch (const NotPossible& why) {
            if (route.kind == Kind::stripe) return stripe_error(why);
            if (route.kind != Kind::open) return paypal_error(why);
            return control_error(why.what(), why.code == "resource_missing" ? 404 : 409);
        } catch (const std::invalid_argument& why) {
            return control_error(why.what(), 400);
        }
    }
    if (request.path.starts_with("/v2/")) return paypal_error(unknown_paypal_resource());
    if (request.path.starts_with("/v1/"))
        return stripe_error({.status = is_known ? 405 : 404,
                             .message = "Unrecognized request URL (" + request.path + ")."});
    return control_error("There is nothing at this address.", is_known ? 405 : 404);
}

http::Response Sandbox::answer_stripe(const http::Request& request, Answering answering) {
    check_stripe_key(request, account());
    if (switches.strikes("errors")) return stripe_not_today();
    auto response = answer_once(request, *this, answering);
    if (switches.strikes("lost")) return stripe_not_today();
    stall_if_struck();
    set_header(response, "Request-Id", "req_" + random_token().substr(0, 14));
    const auto version = request.header("stripe-version");
    set_header(response, "Stripe-Version", version.empty() ? std::string{stripe_version} : version);
    return response;
}

http::Response Sandbox::answer_paypal(const http::Request& request, Answering answering) {
    check_paypal_token(request, account());
    if (switches.strikes("errors")) return paypal_not_today();
    auto response = answer_paypal_once(request, *this, answering);
    if (switches.strikes("lost")) return paypal_not_today();
    stall_if_struck();
    set_header(response, "Paypal-Debug-Id", random_token().substr(0, 13));
    return response;
}

void Sandbox::stall_if_struck() {
    if (switches.strikes("stalls"))
        std::this_thread::sleep_for(std::chrono::milliseconds{switches.at("stall_ms")});
}

Sale Sandbox::act(const std::string& any_id, const Deed& deed, Instant now) {
    auto sale = till.change(any_id, [&](Sale& changed) { apply(changed, deed, now); });
    if (deed.act == Act::pay && sale.is_monthly && sale.subscription.empty()) {
        note_subscription(*this, sale, now);
        sale = *till.find(sale.id);
    }
    const bool is_stripe = sale.vendor == Vendor::stripe;
    for (auto& event : is_stripe ? stripe_events(sale, deed.act, account(), now)
                                 : paypal_events(sale, deed.act, account(), now))
        courier.post(std::move(event), now);
    return sale;
}

Payout Sandbox::pay_out(Currency currency, Instant now) {
    const auto payout = purse.pay_out(till.all(), currency, now);
    courier.post(payout_event(payout, "payout.created", now), now);
    return payout;
}

Payout Sandbox::end_payout(const std::string& id, bool has_failed, Instant now) {
    const auto payout = purse.change(
        id, [&](Payout& changed) { (has_failed ? changed.has_failed : changed.is_paid) = true; });
    courier.post(payout_event(payout, has_failed ? "payout.failed" : "payout.paid", now), now);
    return payout;
}

void Sandbox::pass_time(Instant now) {
    for (const auto& sale : till.all()) try {
            const bool is_open = sale.state == Sale::State::open;
            if (is_open && now >= sale.expires_at) act(sale.id, {Act::expire}, now);
            if (sale.settles_at && now >= *sale.settles_at)
                act(sale.id, {sale.fails_later ? Act::fail : Act::settle}, now);
        } catch (const NotPossible&) {  // Somebody was faster.
        }
}

Account Sandbox::account() const {
    const std::lock_guard lock{mutex_};
    return account_;
}

void Sandbox::change_account(const std::function<void(Account&)>& change) {
    const std::lock_guard lock{mutex_};
    change(account_);
}

Envelope Sandbox::seal(const Event& event, Instant now) const {
    const auto ours = account();
    if (event.vendor == Vendor::paypal) return {ours.paypal_hook, paypal_headers(event, ours, now)};
    return {ours.stripe_hook,
            {{"Content-Type", "application/json; charset=utf-8"},
             {"User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)"},
             {"Stripe-Signature", stripe_signature(ours.hook_secrets, event.body, now)}}};
}

}  // namespace sandbox
