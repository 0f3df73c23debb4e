#include "web/sandbox/stripe.h"

#include <algorithm>

#include "campaign/outside/json.h"
#include "campaign/words/token.h"
#include "web/sandbox/stripe_objects.h"
#include "web/sandbox/stripe_question.h"

namespace sandbox {

namespace {

using outside::JsonWriter;

[[noreturn]] void refuse(StripeTrouble trouble) { throw Declined{stripe_error(trouble)}; }

Sale find_sale(const Sandbox& sandbox, const std::string& id, std::string_view what) {
    if (auto sale = sandbox.till.find(id); sale && sale->vendor == Vendor::stripe) return *sale;
    refuse({.status = 404,
            .code = "resource_missing",
            .message = "No such " + std::string{what} + ": '" + id + "'",
            .param = std::string{what}});
}

http::Response session_answer(const Sale& sale, const Sandbox& sandbox, const Expand& expand) {
    return http::json(session_object(sale, sandbox.account().url, expand));
}

std::string event_object(const Event& event, std::string_view object) {
    JsonWriter w, data, request;
    data.raw("object", object);
    request.raw("id", "null").raw("idempotency_key", "null");
    w.text("id", event.id).text("object", "event").text("api_version", stripe_version);
    w.number("created", seconds_of(event.made_at)).raw("data", data.object());
    w.truth("livemode", false).number("pending_webhooks", 1).raw("request", request.object());
    return w.text("type", event.type).object();
}

std::string balance_row(const Money& money) {
    auto code = money.currency.text();
    std::ranges::transform(code, code.begin(), [](unsigned char c) { return std::tolower(c); });
    JsonWriter w, kinds;
    kinds.number("card", money.minor);
    return w.number("amount", money.minor)
        .text("currency", code)
        .raw("source_types", kinds.object())
        .object();
}

}  // namespace

http::Response create_session(const http::Request& request, Sandbox& sandbox) {
    const auto sale = read_session(request.form, request.now);
    sandbox.till.add(sale);
    return session_answer(sale, sandbox, read_expand(request.form));
}

http::Response show_session(const http::Request& request, Sandbox& sandbox) {
    const auto sale = find_sale(sandbox, request.param("id"), "checkout.session");
    return session_answer(sale, sandbox, read_expand(request.query));
}

http::Response expire_session(const http::Request& request, Sandbox& sandbox) {
    const auto sale = find_sale(sandbox, request.param("id"), "checkout.session");
    if (sale.state != Sale::State::open)
        refuse({.message = "Only Checkout Sessions with a status in [\"open\"] can be expired."});
    return session_answer(sandbox.act(sale.id, {Act::expire}, request.now), sandbox,
                          read_expand(request.form));
}

http::Response create_intent(const http::Request& request, Sandbox& sandbox) {
    const auto sale = read_intent(request.form, request.now);
    sandbox.till.add(sale);
    const auto is_good = request.form.text("payment_method") == "pm_card_visa";
    const auto made = sandbox.act(sale.intent, {is_good ? Act::pay : Act::decline}, request.now);
    if (is_good) return http::json(intent_object(made, read_expand(request.form)));
    return stripe_error({.status = 402,
                         .type = "card_error",
                         .code = "card_declined",
                         .message = "Your card was declined.",
                         .decline_code = "generic_decline"});
}

http::Response show_intent(const http::Request& request, Sandbox& sandbox) {
    const auto sale = find_sale(sandbox, request.param("id"), "payment_intent");
    return http::json(intent_object(sale, read_expand(request.query)));
}

http::Response show_charge(const http::Request& request, Sandbox& sandbox) {
    const auto sale = find_sale(sandbox, request.param("id"), "charge");
    return http::json(charge_object(sale, read_expand(request.query)));
}

http::Response create_refund(const http::Request& request, Sandbox& sandbox) {
    const auto& form = request.form;
    const auto by_charge = form.has("charge");
    const auto id = form.text(by_charge ? "charge" : "payment_intent");
    if (id.empty())
        refuse({.code = "parameter_missing",
                .message = "One of the following params should be provided for this request: "
                           "payment_intent or charge."});
    const auto sale = find_sale(sandbox, id, by_charge ? "charge" : "payment_intent");
    Deed deed{.act = Act::refund, .reason = form.text("reason")};
    if (const auto minor = read_whole(form, "amount"))
        deed.amount =
            Money{std::clamp(*minor, -Money::minor_max, Money::minor_max), sale.taken.currency};
    deed.labels = read_labels(form, "metadata");
    const auto changed = sandbox.act(sale.id, deed, request.now);
    return http::json(refund_object(changed, changed.refunds.back()));
}

http::Response list_disputes(const http::Request& request, Sandbox& sandbox) {
    const auto charge = request.query.text("charge");
    const auto intent = request.query.text("payment_intent");
    std::vector<std::string> rows;
    for (const auto& sale : sandbox.till.all())
        if ((charge.empty() || sale.charge == charge) &&
            (intent.empty() || sale.intent == intent) && sale.vendor == Vendor::stripe)
            for (const auto& dispute : sale.disputes) rows.push_back(dispute_object(sale, dispute));
    return http::json(list_object("/v1/disputes", rows));
}

http::Response show_dispute(const http::Request& request, Sandbox& sandbox) {
    const auto id = request.param("id");
    const auto sale = find_sale(sandbox, id, "dispute");
    for (const auto& dispute : sale.disputes)
        if (dispute.id == id) return http::json(dispute_object(sale, dispute));
    refuse({.status = 404, .code = "resource_missing", .message = "No such dispute: '" + id + "'"});
}

http::Response show_balance(const http::Request&, Sandbox& sandbox) {
    std::vector<std::string> rows;
    for (const auto& [code, sum] : sandbox.purse.balances(sandbox.till.all()))
        rows.push_back(balance_row(sum));
    if (rows.empty()) rows.push_back(balance_row(Money{0, currency_of("EUR")}));
    JsonWriter w;
    w.text("object", "balance").raw("available", outside::json_list(rows));
    return http::json(w.truth("livemode", false).raw("pending", "[]").object());
}

http::Response show_event(const http::Request& request, Sandbox& sandbox) {
    const auto event = sandbox.courier.find(request.param("id"));
    if (event && event->vendor == Vendor::stripe) return http::json(event->body);
    refuse({.status = 404,
            .code = "resource_missing",
            .message = "No such event: '" + request.param("id") + "'",
            .param = "id"});
}

http::Response stripe_error(const StripeTrouble& trouble) {
    JsonWriter error, whole;
    if (!trouble.code.empty()) error.text("code", trouble.code);
    if (!trouble.decline_code.empty()) error.text("decline_code", trouble.decline_code);
    error.text("message", trouble.message);
    if (!trouble.param.empty()) error.text("param", trouble.param);
    error.text("type", trouble.type);
    return http::json(whole.raw("error", error.object()).object(), trouble.status);
}

http::Response stripe_error(const NotPossible& why) {
    const bool is_missing = why.code == "resource_missing";
    return stripe_error({.status = is_missing ? 404 : 400,
                         .code = why.code == "amount_too_large" ? "" : why.code,
                         .message = why.what(),
                         .param = why.param});
}

void check_stripe_key(const http::Request& request, const Account& account) {
    constexpr std::string_view bearer = "Bearer ";
    const auto header = request.header("authorization");
    if (!header.starts_with(bearer))
        refuse({.status = 401,
                .message = "You did not provide an API key. You need to provide your API key in "
                           "the Authorization header, using Bearer auth."});
    const auto key = header.substr(bearer.size());
    if (std::ranges::find(account.stripe_keys, key) != account.stripe_keys.end()) return;
    refuse(
        {.status = 401, .message = "Invalid API Key provided: " + key.substr(0, 8) + "********"});
}

http::Response answer_once(const http::Request& request, Sandbox& sandbox,
                           http::Response (*answer)(const http::Request&, Sandbox&)) {
    using Outcome = Replies::Outcome;
    const auto key = request.header("idempotency-key");
    if (request.method != http::Method::post) return answer(request, sandbox);
    auto reply =
        sandbox.replies.once(key.empty() ? "" : "stripe:" + key, request.path + "\n" + request.body,
                             [&] { return answer(request, sandbox); });
    if (reply.outcome == Outcome::other_question)
        refuse({.type = "idempotency_error",
                .message = "Keys for idempotent requests can only be used with the same parameters "
                           "they were first used with. Try using a key other than '" +
                           key + "' if you meant to execute a different request."});
    if (reply.outcome == Outcome::in_progress)
        refuse({.status = 409,
                .type = "idempotency_error",
                .code = "idempotency_key_in_use",
                .message = "There is currently another in-progress request using this Idempotent "
                           "Key. Please try again later."});
    if (!key.empty()) set_header(reply.response, "Idempotency-Key", key);
    if (reply.outcome == Outcome::replayed)
        set_header(reply.response, "Idempotent-Replayed", "true");
    return std::move(reply.response);
}

namespace {

// What is told of a dispute after an act, in Stripe's order.
std::vector<std::string_view> dispute_news(Act act) {
    switch (act) {
        case Act::open_dispute:
            return {"created"};
        case Act::dispute:
            return {"created", "funds_withdrawn"};
        case Act::withdraw:
            return {"funds_withdrawn"};
        case Act::answer:
            return {"updated"};
        case Act::win:
            return {"funds_reinstated", "closed"};
        default:
            return {"closed"};
    }
}

}  // namespace

std::vector<Event> stripe_events(const Sale& sale, Act act, const Account& account, Instant now) {
    const auto session = session_object(sale, account.url, {});
    const auto intent = sale.intent.empty() ? "null" : intent_object(sale, {});
    const auto charge = sale.charge.empty() ? "null" : charge_object(sale, {});
    std::vector<Event> events;
    const auto tell = [&](const std::string& type, const std::string& object) {
        // What an invoice is paid by has no checkout of its own.
        if (sale.id == sale.bill && type.starts_with("checkout.session.")) return;
        events.push_back(stripe_event(type, sale.id, object, now));
    };
    switch (act) {
        case Act::approve:
            break;
        case Act::pay:
            tell("charge.succeeded", charge);
            tell("payment_intent.succeeded", intent);
            tell("checkout.session.completed", session);
            break;
        case Act::decline:
            tell("payment_intent.payment_failed", intent);
            break;
        case Act::pay_later:
        case Act::fail_later:
            tell("checkout.session.completed", session);
            break;
        case Act::settle:
            tell("charge.succeeded", charge);
            tell("checkout.session.async_payment_succeeded", session);
            break;
        case Act::fail:
            tell("payment_intent.payment_failed", intent);
            tell("checkout.session.async_payment_failed", session);
            break;
        case Act::expire:
            tell("checkout.session.expired", session);
            break;
        case Act::refund:
            tell("charge.refunded", charge);
            break;
        case Act::fail_refund:
            tell("charge.refund.updated", refund_object(sale, sale.refunds.back()));
            break;
        case Act::open_dispute:
        case Act::dispute:
        case Act::withdraw:
        case Act::answer:
        case Act::win:
        case Act::lose:
            for (const auto type : dispute_news(act))
                tell("charge.dispute." + std::string{type},
                     dispute_object(sale, sale.disputes.back()));
            break;
    }
    return events;
}

Event stripe_event(const std::string& type, const std::string& about, const std::string& object,
                   Instant now) {
    Event event{.id = new_id("evt_"), .type = type, .sale = about, .made_at = now};
    event.body = event_object(event, object);
    return event;
}

Event payout_event(const Payout& payout, const std::string& type, Instant now) {
    return stripe_event(type, payout.id, payout_object(payout), now);
}

std::string stripe_signature(const std::vector<std::string>& secrets, const std::string& body,
                             Instant now) {
    const auto stamp = std::to_string(seconds_of(now));
    auto header = "t=" + stamp;
    for (const auto& secret : secrets)
        header += ",v1=" + hmac_sha256_hex(secret, stamp + "." + body);
    return header;
}

}  // namespace sandbox
