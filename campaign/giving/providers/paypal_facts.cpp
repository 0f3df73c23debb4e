#include "campaign/giving/providers/paypal_facts.h"

#include <algorithm>
#include <array>

#include "campaign/giving/providers/paypal.h"
#include "campaign/outside/http_client.h"

namespace providers {

namespace {

using outside::JsonNode;
using State = Payment::State;

Money money_in(const JsonNode& amount) {
    const auto money =
        money_of_paypal(amount.at("value").text(), amount.at("currency_code").text());
    if (!money) throw outside::Unreachable{"PayPal named an amount that cannot be read"};
    return *money;
}

// Of one capture: a decline is no end, since the payer may agree once more.
State state_of_capture(const std::string& status) {
    constexpr std::array paid{"COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED", "REVERSED"};
    if (std::ranges::find(paid, status) != paid.end()) return State::paid;
    return status == "PENDING" ? State::processing : State::failed;
}

void add_capture(Payment& payment, const JsonNode& capture) {
    const auto state = state_of_capture(capture.at("status").text());
    payment.state = std::max(payment.state, state);
    if (state == State::failed) return;
    if (state == State::paid || payment.payment.empty()) payment.payment = capture.at("id").text();
    if (state != State::paid) return;
    const auto taken = money_in(capture.at("amount"));
    if (taken.currency != payment.captured.currency)
        throw outside::Unreachable{"PayPal captured one order in two currencies"};
    payment.captured = payment.captured + taken;
    const auto fee = capture.at("seller_receivable_breakdown.paypal_fee");
    if (!fee.is_there()) return;
    const auto paid = money_in(fee);
    if (paid.currency == payment.captured.currency)
        payment.fee = payment.fee.value_or(Money{0, paid.currency}) + paid;
}

void add_refund(Payment& payment, const JsonNode& node) {
    if (node.at("status").text() == "PENDING") return;  // It may still fail.
    const auto refund = refund_from_paypal(node);
    if (refund.amount.currency != payment.refunded.currency) return;
    payment.refunded = payment.refunded + refund.amount;
    payment.refunds.push_back(refund);
}

// ".../v2/payments/captures/2GG279541U471931P" -> its last part.
std::string last_part(const std::string& address) { return address.substr(address.rfind('/') + 1); }

}  // namespace

Payment payment_from(const JsonNode& order) {
    const auto unit = order.at("purchase_units.0");
    const auto captures = unit.at("payments.captures").items();
    Payment payment{.checkout = order.at("id").text(), .gift = unit.at("custom_id").text()};
    const auto asked = money_in(unit.at("amount"));
    // What was taken may be of another currency than what was asked for.
    const auto currency =
        captures.empty() ? asked.currency : money_in(captures.front().at("amount")).currency;
    payment.captured = payment.refunded = Money{0, currency};
    if (order.at("status").text() == "VOIDED") payment.state = State::expired;
    for (const auto& capture : captures) add_capture(payment, capture);
    for (const auto& refund : unit.at("payments.refunds").items()) add_refund(payment, refund);
    return payment;
}

// A number of ours with its attempt, "17.1"; the donor's gift has no dot.
Payment::Refund refund_from_paypal(const JsonNode& node) {
    const auto own = node.at("custom_id").text(), status = node.at("status").text();
    return {node.at("id").text(), own.find('.') == own.npos ? std::string{} : own,
            money_in(node.at("amount")), status == "FAILED" || status == "CANCELLED"};
}

Payment::Dispute dispute_from_paypal(const JsonNode& node) {
    using Outcome = Payment::Dispute::State;
    constexpr std::array lost{"RESOLVED_BUYER_FAVOUR", "ACCEPTED"};
    const auto amount = money_in(node.at("dispute_amount"));
    Payment::Dispute dispute{node.at("dispute_id").text(), Outcome::open, amount,
                             Money{0, amount.currency}};
    const auto status = node.at("status").text();
    dispute.reason = node.at("reason").text();
    constexpr std::size_t day = 10;
    if (const auto due = read_date(node.at("seller_response_due_date").text().substr(0, day)))
        dispute.answer_by = Instant{std::chrono::sys_days{*due}};
    dispute.is_answered = status != "OPEN" && status != "WAITING_FOR_SELLER_RESPONSE";
    if (status != "RESOLVED") return dispute;
    const auto code = node.at("dispute_outcome.outcome_code").text();
    if (code.empty()) return dispute;  // Nobody knows yet who won.
    dispute.state = std::ranges::find(lost, code) == lost.end() ? Outcome::won : Outcome::lost;
    return dispute;
}

bool is_paypal_inquiry(const JsonNode& dispute) {
    return dispute.at("dispute_life_cycle_stage").text() == "INQUIRY";
}

Notice notice_from(const JsonNode& event) {
    const auto resource = event.at("resource");
    const auto kind = event.at("resource_type").text();
    Notice notice{event.at("id").text(), event.at("event_type").text(), "", ""};
    notice.gift = resource.at("custom_id").text();
    if (kind == "checkout-order") {
        notice.checkout = resource.at("id").text();
        notice.gift = resource.at("purchase_units.0.custom_id").text();
    } else if (kind == "capture") {
        notice.payment = resource.at("id").text();
        notice.checkout = resource.at("supplementary_data.related_ids.order_id").text();
    } else if (kind == "refund") {
        for (const auto& link : resource.at("links").items())
            if (link.at("rel").text() == "up") notice.payment = last_part(link.at("href").text());
    } else if (kind == "dispute") {
        const auto about = resource.at("disputed_transactions.0");
        notice.payment = about.at("seller_transaction_id").text();
        notice.gift = about.at("custom").text();
    }
    notice.is_decline = notice.type == "PAYMENT.CAPTURE.DENIED";
    return notice;
}

bool is_paypal_id(std::string_view id) {
    constexpr std::size_t id_max = 50;
    return !id.empty() && id.size() <= id_max && std::ranges::all_of(id, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
}

}  // namespace providers
