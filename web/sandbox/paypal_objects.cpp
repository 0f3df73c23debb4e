#include "web/sandbox/paypal_objects.h"

#include "campaign/outside/json.h"

namespace sandbox {

namespace {

using outside::JsonWriter;
using State = Sale::State;

std::string_view order_status(const Sale& sale) {
    switch (sale.state) {
        case State::open:
            return "PAYER_ACTION_REQUIRED";
        case State::approved:
            return "APPROVED";
        case State::expired:
            return "VOIDED";
        default:
            return "COMPLETED";
    }
}

std::string_view capture_status(const Sale& sale) {
    if (sale.state == State::processing) return "PENDING";
    if (sale.state != State::paid) return "DECLINED";
    const auto back = refunded(sale);
    if (back.minor == 0) return "COMPLETED";
    return back == sale.taken ? "REFUNDED" : "PARTIALLY_REFUNDED";
}

std::string link(const std::string& href, std::string_view rel, std::string_view method) {
    JsonWriter w;
    return w.text("href", href).text("rel", rel).text("method", method).object();
}

std::string breakdown_object(const Sale& sale) {
    const auto fee = fee_of(sale.taken);
    JsonWriter w;
    w.raw("gross_amount", amount_object(sale.taken)).raw("paypal_fee", amount_object(fee));
    return w.raw("net_amount", amount_object(sale.taken - fee)).object();
}

bool has_capture(const Sale& sale) {
    return !sale.charge.empty() && (sale.state == State::paid || sale.state == State::processing ||
                                    sale.state == State::failed);
}

std::string payments_object(const Sale& sale) {
    std::vector<std::string> refunds;
    for (const auto& refund : sale.refunds) refunds.push_back(paypal_refund_object(sale, refund));
    JsonWriter w;
    w.raw("captures", outside::json_list({capture_object(sale)}));
    if (!refunds.empty()) w.raw("refunds", outside::json_list(refunds));
    return w.object();
}

std::string unit_object(const Sale& sale) {
    JsonWriter w;
    w.text("reference_id", "default").raw("amount", amount_object(sale.asked));
    if (!sale.reference.empty()) w.text("custom_id", sale.reference);
    if (!sale.invoice.empty()) w.text("invoice_id", sale.invoice);
    if (!sale.lines.empty()) w.text("description", sale.lines.front().name);
    if (has_capture(sale)) w.raw("payments", payments_object(sale));
    return w.object();
}

}  // namespace

std::string amount_object(Money money) {
    JsonWriter w;
    return w.text("currency_code", money.currency.text())
        .text("value", decimal_text(money))
        .object();
}

std::string order_object(const Sale& sale, const std::string& sandbox_url) {
    const auto self = sandbox_url + "/v2/checkout/orders/" + sale.id;
    std::vector<std::string> links{link(self, "self", "GET")};
    if (sale.state == State::open)
        links.push_back(link(sandbox_url + "/pay/" + sale.id, "payer-action", "GET"));
    if (sale.state == State::approved) links.push_back(link(self + "/capture", "capture", "POST"));
    JsonWriter w;
    w.text("id", sale.id).text("intent", "CAPTURE").text("status", order_status(sale));
    w.raw("purchase_units", outside::json_list({unit_object(sale)}));
    w.text("create_time", iso_text(sale.made_at));
    w.text("update_time", iso_text(std::max(sale.made_at, sale.approved_at)));
    return w.raw("links", outside::json_list(links)).object();
}

std::string capture_object(const Sale& sale) {
    JsonWriter w, ids, related;
    ids.text("order_id", sale.id);
    related.raw("related_ids", ids.object());
    w.text("id", sale.charge).text("status", capture_status(sale));
    w.raw("amount", amount_object(sale.taken)).truth("final_capture", true);
    if (!sale.reference.empty()) w.text("custom_id", sale.reference);
    if (!sale.invoice.empty()) w.text("invoice_id", sale.invoice);
    if (sale.state == State::paid) w.raw("seller_receivable_breakdown", breakdown_object(sale));
    if (sale.state == State::processing) w.raw("status_details", R"({"reason":"ECHECK"})");
    w.raw("supplementary_data", related.object());
    return w.text("create_time", iso_text(sale.made_at))
        .text("update_time", iso_text(sale.paid_at))
        .raw("links", "[]")
        .object();
}

std::string paypal_refund_object(const Sale& sale, const Refund& refund) {
    const Money nothing{0, refund.amount.currency};
    JsonWriter w, payable;
    payable.raw("gross_amount", amount_object(refund.amount));
    payable.raw("paypal_fee", amount_object(nothing));
    payable.raw("net_amount", amount_object(refund.amount));
    payable.raw("total_refunded_amount", amount_object(refunded(sale)));
    w.text("id", refund.id).text("status", refund.failed_at ? "FAILED" : "COMPLETED");
    w.raw("amount", amount_object(refund.amount));
    const auto own = refund.labels.find("custom_id");
    if (own != refund.labels.end())
        w.text("custom_id", own->second);
    else if (!sale.reference.empty())
        w.text("custom_id", sale.reference);
    w.raw("seller_payable_breakdown", payable.object());
    w.text("create_time", iso_text(refund.made_at));
    return w
        .raw("links",
             outside::json_list({link("/v2/payments/captures/" + sale.charge, "up", "GET")}))
        .object();
}

std::string paypal_dispute_summary(const Dispute& dispute) {
    JsonWriter w;
    w.text("dispute_id", dispute.id).text("create_time", iso_text(dispute.opened_at));
    w.text("reason", "UNAUTHORISED");
    w.text("status", dispute.state == Dispute::State::open ? "OPEN" : "RESOLVED");
    w.text("dispute_life_cycle_stage", "CHARGEBACK");
    return w.raw("dispute_amount", amount_object(dispute.amount)).object();
}

std::string paypal_dispute_object(const Sale& sale, const Dispute& dispute) {
    const bool is_open = dispute.state == Dispute::State::open;
    JsonWriter w, transaction, outcome;
    transaction.text("seller_transaction_id", sale.charge);
    if (!sale.reference.empty()) transaction.text("custom", sale.reference);
    w.text("dispute_id", dispute.id).text("create_time", iso_text(dispute.opened_at));
    w.text("reason", "UNAUTHORISED").text("status", is_open ? "OPEN" : "RESOLVED");
    w.text("dispute_life_cycle_stage", "CHARGEBACK");
    w.text("seller_response_due_date", iso_text(dispute.opened_at + std::chrono::days{10}));
    w.raw("dispute_amount", amount_object(dispute.amount));
    if (!is_open)
        w.raw("dispute_outcome", outcome
                                     .text("outcome_code", dispute.state == Dispute::State::won
                                                               ? "RESOLVED_SELLER_FAVOUR"
                                                               : "RESOLVED_BUYER_FAVOUR")
                                     .object());
    return w.raw("disputed_transactions", outside::json_list({transaction.object()})).object();
}

}  // namespace sandbox
