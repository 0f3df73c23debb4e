#include "web/sandbox/subscribing.h"

#include <algorithm>

#include "campaign/language/locale.h"
#include "campaign/language/template.h"
#include "campaign/outside/json.h"
#include "web/sandbox/stripe.h"
#include "web/sandbox/stripe_objects.h"
#include "web/sandbox/stripe_question.h"

namespace sandbox {

namespace {

constexpr std::chrono::days try_again_after{3};

void tell(Sandbox& sandbox, const std::string& type, const std::string& about,
          const std::string& object, Instant now) {
    sandbox.courier.post(stripe_event(type, about, object, now), now);
}

void tell_subscription(Sandbox& sandbox, const Subscription& one, const std::string& what,
                       Instant now) {
    tell(sandbox, "customer.subscription." + what, one.id, subscription_object(one), now);
}

void tell_invoice(Sandbox& sandbox, const Subscription& one, const Invoice& invoice,
                  const std::string& what, Instant now) {
    tell(sandbox, "invoice." + what, one.id, invoice_object(one, invoice), now);
}

// Tries the card for one open invoice.
Subscription charge_invoice(Sandbox& sandbox, const Subscription& before, const std::string& id,
                            Instant now) {
    const auto fails = before.card_fails;
    sandbox.act(id, {fails ? Act::decline : Act::pay}, now);
    const auto after = sandbox.subscriptions.change(before.id, [&](Subscription& one) {
        auto& invoice = *std::ranges::find(one.invoices, id, &Invoice::id);
        ++invoice.attempts;
        if (fails)
            invoice.try_at = now + try_again_after;
        else
            invoice.state = Invoice::State::paid, invoice.paid_at = now, invoice.try_at.reset();
    });
    const auto& invoice = *std::ranges::find(after.invoices, id, &Invoice::id);
    tell_invoice(sandbox, after, invoice, fails ? "payment_failed" : "paid", now);
    tell_subscription(sandbox, after, "updated", now);
    return after;
}

void require_alive(const Subscription& one) {
    if (one.ended_at)
        throw NotPossible{"resource_missing", "No such subscription: '" + one.id + "'", "id"};
}

std::string row_of(const Subscription& one) {
    outside::JsonWriter w;
    w.text("id", one.id).text("status", status_of(one)).number("amount", one.amount.minor);
    w.number("invoices", static_cast<std::int64_t>(one.invoices.size()));
    w.truth("stops", one.stops).truth("card_fails", one.card_fails);
    w.text("invoice", one.invoices.back().id).text("session", one.invoices.front().sale);
    const auto label = one.labels.find("series");
    return w.text("series", label == one.labels.end() ? "" : label->second).object();
}

Subscription find_or_refuse(const Sandbox& sandbox, const std::string& id, const char* what) {
    if (auto one = sandbox.subscriptions.find(id)) return *one;
    throw NotPossible{"resource_missing", "No such " + std::string{what} + ": '" + id + "'", "id"};
}

}  // namespace

void note_subscription(Sandbox& sandbox, const Sale& paid, Instant now) {
    const auto one = begin_subscription(paid, now);
    sandbox.subscriptions.add(one);
    sandbox.till.change(paid.id, [&](Sale& sale) {
        sale.subscription = one.id, sale.bill = one.invoices.front().id;
    });
    tell_subscription(sandbox, one, "created", now);
    tell_invoice(sandbox, one, one.invoices.front(), "paid", now);
}

Subscription pass_month(Sandbox& sandbox, const std::string& id, Instant now) {
    std::optional<Sale> sale;
    const auto one = sandbox.subscriptions.change(id, [&](Subscription& changed) {
        require_alive(changed);
        if (changed.stops)
            changed.ended_at = now;
        else
            sale = bill_next_month(changed, now);
    });
    if (!sale) {
        tell_subscription(sandbox, one, "deleted", now);
        return one;
    }
    sandbox.till.add(*sale);
    tell_invoice(sandbox, one, one.invoices.back(), "created", now);
    return charge_invoice(sandbox, one, sale->id, now);
}

Subscription charge_again(Sandbox& sandbox, const std::string& id, Instant now) {
    auto one = find_or_refuse(sandbox, id, "subscription");
    require_alive(one);
    for (const auto& invoice : one.invoices)
        if (invoice.state == Invoice::State::open)
            return charge_invoice(sandbox, one, invoice.id, now);
    throw NotPossible{"invoice_already_paid", "Every invoice is paid already."};
}

Subscription set_card(Sandbox& sandbox, const std::string& id, bool fails, Instant) {
    return sandbox.subscriptions.change(id, [&](Subscription& one) { one.card_fails = fails; });
}

Subscription set_stop(Sandbox& sandbox, const std::string& id, bool stops, Instant now) {
    const auto one = sandbox.subscriptions.change(id, [&](Subscription& changed) {
        require_alive(changed);
        changed.stops = stops;
    });
    tell_subscription(sandbox, one, "updated", now);
    return one;
}

Subscription end_subscription(Sandbox& sandbox, const std::string& id, Instant now) {
    const auto one = sandbox.subscriptions.change(id, [&](Subscription& changed) {
        require_alive(changed);
        changed.ended_at = now;
        for (auto& invoice : changed.invoices)
            if (invoice.state == Invoice::State::open)
                invoice.state = Invoice::State::dropped, invoice.try_at.reset();
    });
    tell_subscription(sandbox, one, "deleted", now);
    return one;
}

http::Response show_subscription(const http::Request& request, Sandbox& sandbox) {
    return http::json(
        subscription_object(find_or_refuse(sandbox, request.param("id"), "subscription")));
}

http::Response change_subscription(const http::Request& request, Sandbox& sandbox) {
    const auto typed = request.form.text("cancel_at_period_end");
    if (typed != "true" && typed != "false")
        throw NotPossible{"parameter_missing", "Here only cancel_at_period_end can be changed.",
                          "cancel_at_period_end"};
    return http::json(
        subscription_object(set_stop(sandbox, request.param("id"), typed == "true", request.now)));
}

http::Response cancel_subscription(const http::Request& request, Sandbox& sandbox) {
    return http::json(
        subscription_object(end_subscription(sandbox, request.param("id"), request.now)));
}

http::Response show_invoice(const http::Request& request, Sandbox& sandbox) {
    const auto one = find_or_refuse(sandbox, request.param("id"), "invoice");
    for (const auto& invoice : one.invoices)
        if (invoice.id == request.param("id")) return http::json(invoice_object(one, invoice));
    throw NotPossible{"resource_missing", "No such invoice: '" + request.param("id") + "'", "id"};
}

namespace {

http::Response answer_act(const http::Request& request, const Subscription& one) {
    if (request.param("act").empty()) return http::redirect("/subscriptions");
    return http::json(row_of(one));
}

}  // namespace

http::Response act_on_subscription(const http::Request& request, Sandbox& sandbox) {
    const auto id = request.param("id");
    const auto typed = request.param("act"), act = typed.empty() ? request.form.text("act") : typed;
    const auto now = request.now;
    if (act == "month") return answer_act(request, pass_month(sandbox, id, now));
    if (act == "retry") return answer_act(request, charge_again(sandbox, id, now));
    if (act == "end") return answer_act(request, end_subscription(sandbox, id, now));
    if (act == "fail" || act == "mend")
        return answer_act(request, set_card(sandbox, id, act == "fail", now));
    throw NotPossible{"resource_missing", "There is no such act."};
}

http::Response show_subscriptions(const http::Request& request, Sandbox& sandbox) {
    if (request.query.text("as") == "json") {
        std::vector<std::string> rows;
        for (const auto& one : sandbox.subscriptions.all()) rows.push_back(row_of(one));
        return http::json(outside::json_list(rows));
    }
    language::Values values;
    values.set("LANG", "en").set("DIR", "ltr");
    for (const auto& one : sandbox.subscriptions.all()) {
        const auto status = status_of(one);
        auto& row = values.add("SUBSCRIPTION");
        row.set("ACTION", "/sandbox/subscriptions/" + one.id)
            .set("TITLE", one.title)
            .set("AMOUNT", decimal_text(one.amount) + " " + one.amount.currency.text())
            .set("STATUS", std::string{status} + (one.stops ? ", stops" : ""))
            .set("MONTHS", static_cast<std::int64_t>(one.invoices.size()))
            .set("NEXT", iso_text(Date{std::chrono::floor<std::chrono::days>(one.period_end)}));
        auto& acts = row.show_if(status != "canceled", "ALIVE");
        acts.show_if(status == "past_due", "OWES").show_if(one.card_fails, "FAILS");
        acts.show_if(!one.card_fails, "WORKS");
    }
    values.show_if(sandbox.subscriptions.all().empty(), "NONE");
    auto response =
        http::page(language::render_template("web/sandbox/subscriptions.html", values, "en").text);
    set_header(response, "Content-Security-Policy",
               "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; "
               "frame-ancestors 'none'; form-action 'self'");
    return response;
}

}  // namespace sandbox
