// A subscription written down as Stripe's: itself, its invoices, and what paid them.
#include <algorithm>

#include "campaign/outside/json.h"
#include "web/sandbox/stripe_objects.h"

namespace sandbox {

namespace {

using outside::JsonWriter;
constexpr auto null = "null";

std::string code_of(Money money) {
    std::string code{money.currency.text()};
    std::ranges::transform(code, code.begin(), [](unsigned char c) { return std::tolower(c); });
    return code;
}

JsonWriter& nulls(JsonWriter& writer, std::initializer_list<std::string_view> names) {
    for (const auto name : names) writer.raw(name, null);
    return writer;
}

std::string seconds_or_null(const std::optional<Instant>& at) {
    return at ? std::to_string(seconds_of(*at)) : null;
}

std::string labels_object(const Labels& labels) {
    JsonWriter writer;
    for (const auto& [name, value] : labels) writer.text(name, value);
    return writer.object();
}

std::string price_object(const Subscription& one) {
    JsonWriter w, recurring;
    recurring.text("interval", "month").number("interval_count", 1).raw("meter", null);
    nulls(recurring, {"trial_period_days"}).text("usage_type", "licensed");
    w.text("id", "price_" + one.item.substr(3)).text("object", "price").truth("active", false);
    w.text("billing_scheme", "per_unit").number("created", seconds_of(one.made_at));
    w.text("currency", code_of(one.amount)).truth("livemode", false).raw("metadata", "{}");
    w.text("product", "prod_" + one.item.substr(3)).raw("recurring", recurring.object());
    w.text("type", "recurring").number("unit_amount", one.amount.minor);
    return w.text("unit_amount_decimal", std::to_string(one.amount.minor)).object();
}

std::string item_object(const Subscription& one) {
    JsonWriter w;
    w.text("id", one.item).text("object", "subscription_item").raw("billing_thresholds", null);
    w.number("created", seconds_of(one.made_at));
    w.number("current_period_end", seconds_of(one.period_end));
    w.number("current_period_start", seconds_of(one.period_start)).raw("discounts", "[]");
    w.raw("metadata", "{}").raw("price", price_object(one)).number("quantity", 1);
    return w.text("subscription", one.id).raw("tax_rates", "[]").object();
}

std::string parent_object(const Subscription& one) {
    JsonWriter w, details;
    details.raw("metadata", labels_object(one.labels)).text("subscription", one.id);
    w.raw("quote_details", null).raw("subscription_details", details.object());
    return w.text("type", "subscription_details").object();
}

std::string_view state_text(Invoice::State state) {
    if (state == Invoice::State::open) return "open";
    return state == Invoice::State::paid ? "paid" : "void";
}

}  // namespace

std::string subscription_object(const Subscription& one) {
    JsonWriter w, details, tax;
    nulls(details, {"comment", "feedback"});
    details.raw("reason", one.stops || one.ended_at ? R"("cancellation_requested")" : null);
    tax.raw("disabled_reason", null).truth("enabled", false).raw("liability", null);
    w.text("id", one.id).text("object", "subscription");
    nulls(w, {"application", "application_fee_percent"});
    w.raw("automatic_tax", tax.object()).number("billing_cycle_anchor", seconds_of(one.made_at));
    nulls(w, {"billing_cycle_anchor_config"});
    w.raw("cancel_at", one.stops ? std::to_string(seconds_of(one.period_end)) : null);
    w.truth("cancel_at_period_end", one.stops && !one.ended_at);
    w.raw("canceled_at", seconds_or_null(one.ended_at));
    w.raw("cancellation_details", details.object())
        .text("collection_method", "charge_automatically");
    w.number("created", seconds_of(one.made_at)).text("currency", code_of(one.amount));
    w.text("customer", one.customer);
    nulls(w, {"days_until_due", "default_payment_method", "default_source", "description"});
    w.raw("discounts", "[]").raw("ended_at", seconds_or_null(one.ended_at));
    w.raw("items",
          list_object("/v1/subscription_items?subscription=" + one.id, {item_object(one)}));
    w.text("latest_invoice", one.invoices.back().id).truth("livemode", false);
    w.raw("metadata", labels_object(one.labels));
    nulls(w, {"next_pending_invoice_item_invoice", "on_behalf_of", "pause_collection",
              "pending_setup_intent", "pending_update", "schedule"});
    w.number("start_date", seconds_of(one.made_at)).text("status", status_of(one));
    return nulls(w, {"test_clock", "transfer_data", "trial_end", "trial_start"}).object();
}

std::string invoice_object(const Subscription& one, const Invoice& invoice) {
    const auto total = one.amount.minor;
    const bool is_paid = invoice.state == Invoice::State::paid;
    const bool is_open = invoice.state == Invoice::State::open;
    JsonWriter w, steps;
    steps.number("finalized_at", seconds_of(invoice.made_at)).raw("marked_uncollectible_at", null);
    steps.raw("paid_at", seconds_or_null(invoice.paid_at));
    steps.raw("voided_at", is_paid || is_open ? null : seconds_or_null(one.ended_at));
    w.text("id", invoice.id).text("object", "invoice").number("amount_due", total);
    w.number("amount_paid", is_paid ? total : 0).number("amount_remaining", is_paid ? 0 : total);
    w.number("attempt_count", invoice.attempts).truth("attempted", invoice.attempts > 0);
    w.truth("auto_advance", is_open);
    w.text("billing_reason", invoice.is_first ? "subscription_create" : "subscription_cycle");
    w.text("collection_method", "charge_automatically");
    w.number("created", seconds_of(invoice.made_at)).text("currency", code_of(one.amount));
    w.text("customer", one.customer);
    nulls(w, {"customer_email", "customer_name", "description", "due_date"});
    w.truth("livemode", false).raw("metadata", "{}");
    w.raw("next_payment_attempt", seconds_or_null(invoice.try_at));
    w.raw("parent", parent_object(one)).number("period_end", seconds_of(one.period_start));
    w.number("period_start", seconds_of(one.period_start))
        .text("status", state_text(invoice.state));
    w.raw("status_transitions", steps.object()).number("subtotal", total);
    return w.number("total", total).raw("webhooks_delivered_at", null).object();
}

std::string invoice_payment_object(const Invoice& invoice, const Sale& sale) {
    const bool is_paid = invoice.state == Invoice::State::paid;
    JsonWriter w, payment, steps;
    payment.text("payment_intent", sale.intent).text("type", "payment_intent");
    steps.raw("canceled_at", null).raw("paid_at", seconds_or_null(invoice.paid_at));
    w.text("id", invoice.payment).text("object", "invoice_payment");
    w.raw("amount_paid", is_paid ? std::to_string(sale.taken.minor) : null);
    w.number("amount_requested", sale.asked.minor).number("created", seconds_of(invoice.made_at));
    w.text("currency", code_of(sale.asked)).text("invoice", invoice.id).truth("is_default", true);
    w.truth("livemode", false).raw("payment", payment.object());
    w.text("status", is_paid ? "paid" : "open");
    return w.raw("status_transitions", steps.object()).object();
}

}  // namespace sandbox
