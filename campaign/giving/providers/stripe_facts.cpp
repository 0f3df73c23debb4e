#include "campaign/giving/providers/stripe_facts.h"

#include <algorithm>
#include <array>

#include "campaign/giving/providers/stripe.h"
#include "campaign/outside/http_client.h"

namespace providers {

namespace {

using outside::JsonNode;

Instant instant_in(const JsonNode& seconds) {
    return Instant{std::chrono::seconds{seconds.number().value_or(0)}};
}

// Negative where money left.
Money signed_money_in(const JsonNode& node, const std::string& currency) {
    const auto number = node.number().value_or(0);
    const auto money = money_of_stripe(number < 0 ? -number : number, currency);
    if (!money) throw outside::Unreachable{"Stripe named an amount of an unknown currency"};
    return number < 0 ? -*money : *money;
}

std::string beginning_of(std::string text) {
    constexpr std::size_t kept_max = 80;
    text.resize(std::min(text.size(), kept_max));
    return text;
}

}  // namespace

bool is_plain_stripe_id(std::string_view id) {
    constexpr std::size_t id_max = 250;
    const auto is_plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    };
    return !id.empty() && id.size() <= id_max && std::ranges::all_of(id, is_plain);
}

std::string stripe_locale(std::string_view language) {
    constexpr std::array spoken{"bg",  "cs", "da", "de", "el", "en", "es", "et", "fi",
                                "fil", "fr", "hr", "hu", "id", "it", "ja", "ko", "lt",
                                "lv",  "ms", "mt", "nb", "nl", "pl", "pt", "ro", "ru",
                                "sk",  "sl", "sv", "th", "tr", "vi", "zh"};
    const auto found = std::ranges::find(spoken, language);
    return found == spoken.end() ? "auto" : *found;
}

// An expanded object, or its id alone.
std::string id_in(const JsonNode& node) {
    const auto bare = node.text();
    return bare.empty() ? node.at("id").text() : bare;
}

Money money_in(const JsonNode& number, const std::string& currency) {
    const auto money = money_of_stripe(number.number().value_or(0), currency);
    if (!money) throw outside::Unreachable{"Stripe named an amount of an unknown currency"};
    return *money;
}

std::string stripe_seconds(Instant at) {
    return std::to_string(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count());
}

Payment::Dispute dispute_from(const JsonNode& node) {
    const auto currency = node.at("currency").text();
    Payment::Dispute dispute{node.at("id").text(), Payment::Dispute::State::open,
                             money_in(node.at("amount"), currency), money_in({}, currency)};
    const auto status = node.at("status").text();
    if (status == "won") dispute.state = Payment::Dispute::State::won;
    if (status == "lost") dispute.state = Payment::Dispute::State::lost;
    dispute.reason = node.at("reason").text();
    if (node.at("evidence_details.due_by").number())
        dispute.answer_by = instant_in(node.at("evidence_details.due_by"));
    dispute.is_answered =
        status == "under_review" || dispute.state != Payment::Dispute::State::open;
    auto taken = money_in({}, currency), back = taken;
    for (const auto& movement : node.at("balance_transactions").items()) {
        if (movement.at("currency").text() != currency) {  // Taken in another: nobody can add it.
            dispute.taken.reset();
            return dispute;
        }
        const auto amount = signed_money_in(movement.at("amount"), currency);
        (amount.minor < 0 ? taken : back) = (amount.minor < 0 ? taken - amount : back + amount);
        if (movement.at("fee").number() > 0)
            dispute.fee = dispute.fee + money_in(movement.at("fee"), currency);
    }
    dispute.taken = taken, dispute.given_back = back;
    return dispute;
}

bool is_inquiry(const JsonNode& dispute) {
    return dispute.at("status").text().starts_with("warning_");
}

Payment::State state_from(const JsonNode& session, const JsonNode& intent) {
    using State = Payment::State;
    const auto status = session.at("status").text(), paid = session.at("payment_status").text();
    if (status == "expired") return State::expired;
    if (status != "complete") return State::open;
    if (paid == "paid" || paid == "no_payment_required") return State::paid;
    return intent.at("status").text() == "processing" ? State::processing : State::failed;
}

std::string series_name_in(const JsonNode& object) {
    auto series = object.at("metadata.series").text();
    if (series.empty()) series = object.at("parent.subscription_details.metadata.series").text();
    return series.empty() ? series : "series:" + series;
}

Subscription subscription_from_stripe(const JsonNode& node) {
    using State = Subscription::State;
    const auto status = node.at("status").text();
    Subscription subscription{node.at("id").text(), node.at("metadata.series").text()};
    if (status == "active" || status == "trialing")
        subscription.state =
            node.at("cancel_at_period_end").truth() ? State::stopping : State::running;
    if (status == "past_due" || status == "unpaid" || status == "paused")
        subscription.state = State::stumbling;
    if (status == "canceled" || status == "incomplete_expired") subscription.state = State::ended;
    if (node.at("ended_at").number()) subscription.ended_at = instant_in(node.at("ended_at"));
    const auto items = node.at("items.data").items();  // Periods stand there since 2025-03-31.
    if (!items.empty() && items.front().at("current_period_end").number())
        subscription.next_at = instant_in(items.front().at("current_period_end"));
    return subscription;
}

Invoice invoice_from_stripe(const JsonNode& node) {
    const auto status = node.at("status").text();
    Invoice invoice{node.at("id").text()};
    if (status == "paid") invoice.state = Invoice::State::paid;
    if (status == "void" || status == "uncollectible") invoice.state = Invoice::State::dropped;
    invoice.amount = money_in(node.at("total"), node.at("currency").text());
    invoice.is_first = node.at("billing_reason").text() == "subscription_create";
    const auto tries = static_cast<int>(node.at("attempt_count").number().value_or(0));
    // The last of them may be the one that brought it.
    invoice.fails = std::max(invoice.state == Invoice::State::paid ? tries - 1 : tries, 0);
    invoice.due_at = instant_in(node.at("created"));
    if (node.at("next_payment_attempt").number())
        invoice.try_at = instant_in(node.at("next_payment_attempt"));
    if (node.at("status_transitions.paid_at").number())
        invoice.paid_at = instant_in(node.at("status_transitions.paid_at"));
    return invoice;
}

Payment::Refund refund_from_stripe(const JsonNode& node) {
    const auto status = node.at("status").text();
    return {node.at("id").text(), node.at("metadata.refund").text(),
            money_in(node.at("amount"), node.at("currency").text()),
            status == "failed" || status == "canceled"};
}

void add_refunds(Payment& payment, const JsonNode& list) {
    Money sum{0, payment.captured.currency};
    for (const auto& node : list.at("data").items()) {
        const auto refund = refund_from_stripe(node);
        if (refund.amount.currency != sum.currency) continue;
        payment.refunds.push_back(refund);
        sum = sum + refund.amount;
    }
    payment.refunded = std::max(payment.refunded, sum);
}

Notice notice_from_stripe(const JsonNode& event) {
    const auto object = event.at("data.object");
    const auto kind = object.at("object").text();
    Notice notice{event.at("id").text(), event.at("type").text(), "", ""};
    if (kind == "checkout.session") notice.checkout = object.at("id").text();
    if (kind == "subscription") notice.subscription = object.at("id").text();
    if (kind == "invoice")
        notice.subscription = id_in(object.at("parent.subscription_details.subscription"));
    if (kind == "checkout.session") notice.subscription = id_in(object.at("subscription"));
    if (kind == "payment_intent") notice.payment = object.at("id").text();
    if (notice.payment.empty()) notice.payment = id_in(object.at("payment_intent"));
    notice.gift = object.at("metadata.gift").text();
    if (notice.gift.empty() && !notice.subscription.empty()) notice.gift = series_name_in(object);
    notice.is_decline = notice.type == "payment_intent.payment_failed";
    return notice;
}

PayoutSeen payout_from_stripe(const JsonNode& node) {
    const auto status = node.at("status").text();
    PayoutSeen payout{node.at("id").text()};
    if (status == "paid") payout.state = PayoutSeen::State::paid;
    if (status == "failed" || status == "canceled") payout.state = PayoutSeen::State::failed;
    payout.amount = signed_money_in(node.at("amount"), node.at("currency").text());
    payout.made_at = instant_in(node.at("created"));
    payout.arrives_on = std::chrono::floor<std::chrono::days>(instant_in(node.at("arrival_date")));
    payout.trace = beginning_of(node.at("trace_id.value").text());
    payout.descriptor = beginning_of(node.at("statement_descriptor").text());
    // Of one that somebody made by hand nobody says what it is made of.
    const auto reading = node.at("reconciliation_status").text();
    payout.is_whole = reading != "in_progress";
    return payout;
}

Movement movement_from_stripe(const JsonNode& node) {
    const auto currency = node.at("currency").text();
    const auto source = node.at("source");
    Movement movement{node.at("id").text(), beginning_of(node.at("type").text()),
                      id_in(source.at("payment_intent")),
                      signed_money_in(node.at("amount"), currency),
                      signed_money_in(node.at("fee"), currency)};
    movement.made_at = instant_in(node.at("created"));
    return movement;
}

std::vector<Money> balances_from_stripe(const JsonNode& node) {
    std::vector<Money> sums;
    for (const auto* part : {"available", "pending"})
        for (const auto& row : node.at(part).items()) {
            const auto money = signed_money_in(row.at("amount"), row.at("currency").text());
            const auto same = std::ranges::find(sums, money.currency, &Money::currency);
            if (same == sums.end())
                sums.push_back(money);
            else
                *same = *same + money;
        }
    return sums;
}

}  // namespace providers
