#include "web/sandbox/stripe_objects.h"

#include <algorithm>

#include "campaign/outside/json.h"

namespace sandbox {

namespace {

using outside::JsonWriter;
using State = Sale::State;
constexpr auto null = "null";

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

std::string code_of(Money money) { return lower(money.currency.text()); }

std::string labels_object(const Labels& labels) {
    JsonWriter writer;
    for (const auto& [name, value] : labels) writer.text(name, value);
    return writer.object();
}

std::string text_or_null(const std::string& text) {
    return text.empty() ? null : outside::json_text(text);
}

JsonWriter& nulls(JsonWriter& writer, std::initializer_list<std::string_view> names) {
    for (const auto name : names) writer.raw(name, null);
    return writer;
}

bool is_complete(const Sale& sale) {
    return sale.state == State::paid || sale.state == State::processing ||
           sale.state == State::failed;
}

std::string_view session_status(const Sale& sale) {
    if (is_complete(sale)) return "complete";
    return sale.state == State::expired ? "expired" : "open";
}

std::string_view intent_status(const Sale& sale) {
    switch (sale.state) {
        case State::paid:
            return "succeeded";
        case State::processing:
            return "processing";
        case State::expired:
            return "canceled";
        default:
            return "requires_payment_method";
    }
}

std::string_view charge_status(const Sale& sale) {
    if (sale.state == State::paid) return "succeeded";
    return sale.state == State::processing ? "pending" : "failed";
}

// What the payer typed at the provider; the sandbox asks for nothing and says so.
std::string customer_details() {
    JsonWriter address, details;
    nulls(address, {"city", "country", "line1", "line2", "postal_code", "state"});
    details.raw("address", address.object()).text("email", "payer@example.com");
    nulls(details, {"name", "phone"});
    return details.text("tax_exempt", "none").raw("tax_ids", "[]").object();
}

std::string last_error(const Sale& sale) {
    if (sale.trouble.empty()) return null;
    JsonWriter error;
    error.text("type", "card_error").text("code", sale.trouble);
    error.text("decline_code", "generic_decline").text("message", "Your card was declined.");
    return error.object();
}

std::string fee_row(Money fee) {
    JsonWriter row;
    row.number("amount", fee.minor).raw("application", null).text("currency", code_of(fee));
    return row.text("description", "Processing fees").text("type", "stripe_fee").object();
}

std::string card_details() {
    JsonWriter card, details;
    card.text("brand", "visa").text("country", "DE").text("funding", "credit");
    card.number("exp_month", 12).number("exp_year", 2034).text("last4", "4242");
    return details.raw("card", card.object()).text("type", "card").object();
}

void write_outcome(JsonWriter& charge, const Sale& sale) {
    const bool is_paid = sale.state == State::paid;
    JsonWriter outcome;
    outcome.text("network_status", is_paid ? "approved_by_network" : "declined_by_network");
    outcome.text("type", is_paid ? "authorized" : "issuer_declined");
    charge.raw("failure_code", text_or_null(sale.trouble));
    charge.raw("failure_message",
               sale.trouble.empty() ? null : outside::json_text("Your card was declined."));
    charge.raw("outcome", outcome.object());
}

}  // namespace

std::string movement_object(const Movement& movement, const std::string& source_object) {
    JsonWriter writer;
    const auto made = seconds_of(movement.made_at);
    writer.text("id", movement.id).text("object", "balance_transaction");
    writer.number("amount", movement.amount.minor).number("available_on", made + 7 * 86'400);
    writer.text("balance_type", "payments").number("created", made);
    writer.text("currency", code_of(movement.amount)).raw("description", null);
    writer.raw("exchange_rate", null).number("fee", movement.fee.minor);
    writer.raw("fee_details",
               movement.fee.minor == 0 ? "[]" : outside::json_list({fee_row(movement.fee)}));
    writer.number("net", (movement.amount - movement.fee).minor);
    writer.text("reporting_category", movement.type == "adjustment" ? "dispute" : movement.type);
    if (!source_object.empty())
        writer.raw("source", source_object);
    else
        writer.raw("source", text_or_null(movement.source));
    return writer.text("status", "available").text("type", movement.type).object();
}

std::string payout_object(const Payout& payout) {
    JsonWriter w, trace;
    trace.text("status", "supported").text("value", payout.trace);
    w.text("id", payout.id).text("object", "payout").number("amount", payout.amount.minor);
    w.number("arrival_date", seconds_of(payout.arrives_at)).truth("automatic", true);
    w.text("balance_transaction", "txn_" + payout.id.substr(3));
    w.number("created", seconds_of(payout.made_at)).text("currency", code_of(payout.amount));
    nulls(w, {"description", "destination", "failure_balance_transaction"});
    w.raw("failure_code", text_or_null(payout.has_failed ? "account_closed" : ""));
    w.raw("failure_message", null).truth("livemode", false).raw("metadata", "{}");
    w.text("method", "standard").text("reconciliation_status", "completed");
    w.text("source_type", "card").text("statement_descriptor", payout.descriptor);
    w.text("status", payout.has_failed ? "failed" : payout.is_paid ? "paid" : "in_transit");
    return w.raw("trace_id", trace.object()).text("type", "bank_account").object();
}

bool Expand::wants(const std::string& field) const {
    return std::ranges::any_of(
        paths_, [&](const auto& path) { return path == field || path.starts_with(field + "."); });
}

Expand Expand::inside(const std::string& field) const {
    std::set<std::string> inner;
    for (const auto& path : paths_)
        if (path.starts_with(field + ".")) inner.insert(path.substr(field.size() + 1));
    return Expand{inner};
}

std::int64_t seconds_of(Instant instant) {
    return std::chrono::floor<std::chrono::seconds>(instant).time_since_epoch().count();
}

std::string session_object(const Sale& sale, const std::string& sandbox_url, const Expand& expand) {
    const auto total = is_complete(sale) ? sale.taken : sale.asked;
    JsonWriter w, tax, details;
    tax.truth("enabled", false);
    nulls(tax, {"liability", "provider", "status"});
    details.number("amount_discount", 0).number("amount_shipping", 0).number("amount_tax", 0);
    w.text("id", sale.id).text("object", "checkout.session");
    nulls(w, {"adaptive_pricing", "after_expiration", "allow_promotion_codes"});
    w.number("amount_subtotal", total.minor).number("amount_total", total.minor);
    w.raw("automatic_tax", tax.object()).raw("billing_address_collection", null);
    w.raw("cancel_url", text_or_null(sale.cancel_url));
    w.raw("client_reference_id", text_or_null(sale.reference)).raw("client_secret", null);
    nulls(w, {"consent", "consent_collection"});
    w.number("created", seconds_of(sale.made_at)).text("currency", code_of(total));
    w.raw("custom_fields", "[]").raw("customer", null);
    w.text("customer_creation", sale.is_monthly ? "always" : "if_required");
    w.raw("customer_details", is_complete(sale) ? customer_details() : null);
    w.raw("customer_email", null).number("expires_at", seconds_of(sale.expires_at));
    w.raw("invoice", text_or_null(sale.bill)).truth("livemode", false);
    w.raw("locale", text_or_null(sale.language)).raw("metadata", labels_object(sale.labels));
    w.text("mode", sale.is_monthly ? "subscription" : "payment");
    if (sale.intent.empty() || sale.is_monthly)
        w.raw("payment_intent", null);
    else if (expand.wants("payment_intent"))
        w.raw("payment_intent", intent_object(sale, expand.inside("payment_intent")));
    else
        w.text("payment_intent", sale.intent);
    w.raw("payment_link", null)
        .text("payment_method_collection", sale.is_monthly ? "always" : "if_required");
    w.raw("payment_method_types", R"(["card"])");
    w.text("payment_status", sale.state == State::paid ? "paid" : "unpaid");
    nulls(w, {"recovered_from", "saved_payment_method_options", "setup_intent"});
    w.raw("shipping_options", "[]").text("status", session_status(sale));
    w.raw("submit_type", text_or_null(sale.submit_type))
        .raw("subscription", text_or_null(sale.subscription));
    w.text("success_url", sale.success_url).raw("total_details", details.object());
    w.text("ui_mode", "hosted");
    const bool is_open = session_status(sale) == "open";
    return w.raw("url", is_open ? outside::json_text(sandbox_url + "/pay/" + sale.id) : null)
        .object();
}

std::string intent_object(const Sale& sale, const Expand& expand) {
    const auto amount = is_complete(sale) ? sale.taken : sale.asked;
    JsonWriter w;
    w.text("id", sale.intent).text("object", "payment_intent").number("amount", amount.minor);
    w.number("amount_capturable", 0);
    w.number("amount_received", sale.state == State::paid ? sale.taken.minor : 0);
    nulls(w, {"application", "application_fee_amount", "canceled_at", "cancellation_reason"});
    w.text("capture_method", "automatic_async");
    w.text("client_secret", sale.intent + "_secret_" + sale.id.substr(sale.id.size() - 8));
    w.text("confirmation_method", "automatic").number("created", seconds_of(sale.made_at));
    w.text("currency", code_of(amount));
    nulls(w, {"customer", "description"});
    w.raw("last_payment_error", last_error(sale));
    if (sale.charge.empty())
        w.raw("latest_charge", null);
    else if (expand.wants("latest_charge"))
        w.raw("latest_charge", charge_object(sale, expand.inside("latest_charge")));
    else
        w.text("latest_charge", sale.charge);
    w.truth("livemode", false).raw("metadata", labels_object(sale.intent_labels));
    w.raw("next_action", null).raw("payment_method", null);
    w.raw("payment_method_types", R"(["card"])").raw("receipt_email", null);
    nulls(w, {"setup_future_usage", "shipping", "statement_descriptor"});
    return w.text("status", intent_status(sale)).raw("transfer_data", null).object();
}

std::string charge_object(const Sale& sale, const Expand& expand) {
    const bool is_paid = sale.state == State::paid;
    const auto back = refunded(sale);
    const auto amount = is_complete(sale) ? sale.taken : sale.asked;
    JsonWriter w, billing;
    nulls(billing, {"address", "email", "name", "phone"});
    w.text("id", sale.charge).text("object", "charge").number("amount", amount.minor);
    w.number("amount_captured", is_paid ? sale.taken.minor : 0);
    w.number("amount_refunded", is_paid ? back.minor : 0).raw("application", null);
    if (!is_paid)
        w.raw("balance_transaction", null);
    else if (expand.wants("balance_transaction"))
        w.raw("balance_transaction", movement_object(movements_of(sale).front()));
    else
        w.text("balance_transaction", movements_of(sale).front().id);
    w.raw("billing_details", billing.object()).truth("captured", is_paid);
    w.number("created", seconds_of(sale.made_at)).text("currency", code_of(amount));
    nulls(w, {"customer", "description"}).truth("disputed", !sale.disputes.empty());
    write_outcome(w, sale);
    w.truth("livemode", false).raw("metadata", labels_object(sale.intent_labels));
    w.truth("paid", is_paid).text("payment_intent", sale.intent);
    w.raw("payment_method_details", card_details());
    nulls(w, {"receipt_email", "receipt_number", "receipt_url"});
    w.truth("refunded", is_paid && back == sale.taken);
    if (expand.wants("refunds")) {
        std::vector<std::string> refunds;
        for (const auto& refund : sale.refunds) refunds.push_back(refund_object(sale, refund));
        w.raw("refunds", list_object("/v1/charges/" + sale.charge + "/refunds", refunds));
    }
    return w.text("status", charge_status(sale)).object();
}

std::string refund_object(const Sale& sale, const Refund& refund) {
    JsonWriter w;
    w.text("id", refund.id).text("object", "refund").number("amount", refund.amount.minor);
    w.text("balance_transaction", "txn_" + refund.id.substr(3)).text("charge", sale.charge);
    w.number("created", seconds_of(refund.made_at)).text("currency", code_of(refund.amount));
    w.raw("metadata", labels_object(refund.labels)).text("payment_intent", sale.intent);
    w.raw("reason", text_or_null(refund.reason)).raw("receipt_number", null);
    return w.text("status", refund.failed_at ? "failed" : "succeeded").object();
}

std::string dispute_object(const Sale& sale, const Dispute& dispute) {
    const bool is_open = dispute.state == Dispute::State::open;
    std::vector<std::string> movements;
    for (const auto& movement : movements_of(sale))
        if (movement.source == dispute.id) movements.push_back(movement_object(movement));
    JsonWriter w, details;
    details.number("due_by", seconds_of(dispute.opened_at) + 7 * 86'400);
    details.truth("has_evidence", dispute.is_answered).truth("past_due", false);
    details.number("submission_count", dispute.is_answered ? 1 : 0);
    w.text("id", dispute.id).text("object", "dispute").number("amount", dispute.amount.minor);
    w.raw("balance_transactions", outside::json_list(movements)).text("charge", sale.charge);
    w.number("created", seconds_of(dispute.opened_at)).text("currency", code_of(dispute.amount));
    w.raw("evidence", "{}").raw("evidence_details", details.object());
    w.truth("is_charge_refundable", false).truth("livemode", false).raw("metadata", "{}");
    w.text("payment_intent", sale.intent).text("reason", "fraudulent");
    const std::string_view waiting = dispute.is_answered ? "under_review" : "needs_response";
    return w.text("status", is_open ? waiting : state_text(dispute.state)).object();
}

std::string list_object(const std::string& url, const std::vector<std::string>& items,
                        bool has_more) {
    JsonWriter w;
    w.text("object", "list").raw("data", outside::json_list(items)).truth("has_more", has_more);
    return w.text("url", url).object();
}

}  // namespace sandbox
