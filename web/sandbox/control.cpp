#include "web/sandbox/control.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "campaign/outside/json.h"
#include "web/sandbox/stripe_question.h"

namespace sandbox {

namespace {

using outside::JsonWriter;

std::string label_of(const Sale& sale, const std::string& name) {
    const auto found = sale.labels.find(name);
    return found == sale.labels.end() ? std::string{} : found->second;
}

std::string refund_row(const Refund& refund) {
    JsonWriter w;
    return w.text("id", refund.id).number("amount", refund.amount.minor).object();
}

std::string dispute_row(const Dispute& dispute) {
    JsonWriter w;
    w.text("id", dispute.id).number("amount", dispute.amount.minor);
    return w.text("state", state_text(dispute.state)).object();
}

std::string sale_row(const Sale& sale) {
    std::vector<std::string> refunds, disputes;
    for (const auto& refund : sale.refunds) refunds.push_back(refund_row(refund));
    for (const auto& dispute : sale.disputes) disputes.push_back(dispute_row(dispute));
    const bool is_paid = sale.state == Sale::State::paid;
    const Money nothing{0, sale.taken.currency};
    const auto taken = is_paid ? sale.taken : nothing;
    JsonWriter w;
    w.text("id", sale.id).text("vendor", sale.vendor == Vendor::stripe ? "stripe" : "paypal");
    w.text("state", state_text(sale.state)).text("payment", sale.intent);
    w.text("charge", sale.charge).text("reference", sale.reference);
    w.text("gift", label_of(sale, "gift")).text("campaign", label_of(sale, "campaign"));
    w.text("currency", taken.currency.text()).number("asked", sale.asked.minor);
    w.number("captured", taken.minor);
    w.number("refunded", is_paid ? refunded(sale).minor : 0);
    w.number("fee", is_paid ? fee_of(taken).minor : 0).text("trouble", sale.trouble);
    return w.raw("refunds", outside::json_list(refunds))
        .raw("disputes", outside::json_list(disputes))
        .object();
}

std::string event_row(const Event& event) {
    JsonWriter w;
    w.text("id", event.id).text("type", event.type).text("sale", event.sale);
    w.number("attempts", event.attempts).number("last_status", event.last_status);
    w.number("waiting", event.waiting).truth("delivered", event.is_delivered);
    return w.truth("dropped", event.is_dropped).object();
}

void replace_list(std::vector<std::string>& list, const http::Fields& form,
                  const std::string& name) {
    if (form.has(name)) list = form.all(name);
}

}  // namespace

http::Response show_ready(const http::Request&, Sandbox&) {
    return http::json(R"({"ready":true})");
}

http::Response show_state(const http::Request&, Sandbox& sandbox) {
    std::vector<std::string> sales, events;
    std::int64_t waiting = 0;
    for (const auto& sale : sandbox.till.all()) sales.push_back(sale_row(sale));
    for (const auto& event : sandbox.courier.all()) {
        events.push_back(event_row(event));
        waiting += event.waiting;
    }
    JsonWriter switches, w;
    for (const auto& [name, value] : sandbox.switches.all()) switches.number(name, value);
    w.number("waiting", waiting).raw("sales", outside::json_list(sales));
    return http::json(
        w.raw("events", outside::json_list(events)).raw("switches", switches.object()).object());
}

http::Response set_switches(const http::Request& request, Sandbox& sandbox) {
    for (const auto& [name, value] : request.form.rows()) sandbox.switches.set(name, value);
    return show_state(request, sandbox);
}

http::Response set_account(const http::Request& request, Sandbox& sandbox) {
    const auto& form = request.form;
    constexpr std::array known{"stripe_hook", "paypal_hook", "paypal_secret", "key", "hook_secret"};
    for (const auto& [name, value] : form.rows())
        if (std::ranges::find(known, name) == known.end())
            throw std::invalid_argument{"The account has nothing called \"" + name + "\"."};
    sandbox.change_account([&](Account& account) {
        if (form.has("stripe_hook")) account.stripe_hook = form.text("stripe_hook");
        if (form.has("paypal_hook")) account.paypal_hook = form.text("paypal_hook");
        if (form.has("paypal_secret")) account.paypal_secret = form.text("paypal_secret");
        replace_list(account.stripe_keys, form, "key");
        replace_list(account.hook_secrets, form, "hook_secret");
    });
    return show_state(request, sandbox);
}

http::Response act_on_sale(const http::Request& request, Sandbox& sandbox) {
    const auto act = find_act(request.param("act"));
    if (!act) throw NotPossible{"resource_missing", "There is no such act."};
    const auto id = request.param("id");
    const auto sale = sandbox.till.find(id);
    if (!sale) throw NotPossible{"resource_missing", "There is no such payment: " + id};
    Deed deed{.act = *act, .reason = "requested_by_customer"};
    deed.settle_ms = sandbox.switches.at("settle_ms");
    const auto& form = request.form;
    if (form.has("amount") || form.has("currency")) {
        const auto currency =
            form.has("currency") ? find_currency(form.text("currency")) : sale->asked.currency;
        const auto minor = form.has("amount") ? read_whole(form, "amount") : sale->asked.minor;
        if (!currency || !minor || *minor < 0 || *minor > Money::minor_max)
            throw std::invalid_argument{"An amount is in minor units, a currency in capitals."};
        deed.amount = Money{*minor, *currency};
    }
    return http::json(sale_row(sandbox.act(id, deed, request.now)));
}

namespace {

Currency currency_typed(const http::Fields& form) {
    const auto currency = find_currency(form.has("currency") ? form.text("currency") : "EUR");
    if (!currency) throw std::invalid_argument{"A currency is three capitals."};
    return *currency;
}

http::Response payout_answer(const Payout& payout) {
    JsonWriter w;
    w.text("id", payout.id).text("trace", payout.trace).number("amount", payout.amount.minor);
    w.text("descriptor", payout.descriptor).text("currency", payout.amount.currency.text());
    w.number("movements", static_cast<std::int64_t>(payout.movements.size()));
    return http::json(w.truth("paid", payout.is_paid).truth("failed", payout.has_failed).object());
}

}  // namespace

http::Response charge_seller(const http::Request& request, Sandbox& sandbox) {
    const auto minor = read_whole(request.form, "amount");
    if (!minor || *minor <= 0 || *minor > Money::minor_max)
        throw std::invalid_argument{"An amount is in minor units."};
    sandbox.purse.charge({*minor, currency_typed(request.form)}, request.now);
    return http::json(R"({"charged":true})");
}

http::Response make_payout(const http::Request& request, Sandbox& sandbox) {
    return payout_answer(sandbox.pay_out(currency_typed(request.form), request.now));
}

http::Response end_payout(const http::Request& request, Sandbox& sandbox) {
    const auto end = request.param("end");
    if (end != "paid" && end != "failed")
        throw std::invalid_argument{"A payout ends as paid or failed."};
    return payout_answer(sandbox.end_payout(request.param("id"), end == "failed", request.now));
}

http::Response show_event_body(const http::Request& request, Sandbox& sandbox) {
    const auto event = sandbox.courier.find(request.param("id"));
    if (!event) throw NotPossible{"resource_missing", "There is no such event."};
    return http::json(event->body);
}

http::Response send_event(const http::Request& request, Sandbox& sandbox) {
    const auto status = sandbox.courier.send_now(request.param("id"));
    if (!status) throw NotPossible{"resource_missing", "There is no such event."};
    JsonWriter w;
    return http::json(w.number("status", *status).object());
}

}  // namespace sandbox
