#include "campaign/giving/card_payment.h"

#include <algorithm>
#include <array>

#include "campaign/words/check.h"

namespace giving {

namespace {

constexpr std::array payment_states{"open", "processing", "failed", "expired", "paid"};

using Dispute = providers::Payment::Dispute;

void add_dispute(std::vector<Dispute>& known, const Dispute& seen) {
    const auto same = std::ranges::find(known, seen.id, &Dispute::id);
    if (same == known.end()) {
        known.push_back(seen);
        std::ranges::sort(known, {}, &Dispute::id);
        return;
    }
    if (same->amount.currency != seen.amount.currency) return;
    same->state = std::max(same->state, seen.state);
    same->amount = std::max(same->amount, seen.amount);
    same->fee = std::max(same->fee, seen.fee);
    const auto raise = [](std::optional<Money>& known_one, const std::optional<Money>& seen_one) {
        if (seen_one && (!known_one || *known_one < *seen_one)) known_one = seen_one;
    };
    raise(same->taken, seen.taken), raise(same->given_back, seen.given_back);
    same->reason = std::max(same->reason, seen.reason);
    same->answer_by = std::max(same->answer_by, seen.answer_by);
    same->is_answered = same->is_answered || seen.is_answered;
}

// What refunds and disputes leave, refunds first.
Remainder remainder_after(const Facts& facts, Money refunded) {
    auto left = facts.captured;
    const auto take = [&](Money wanted) {
        const auto taken = std::min(wanted, left);
        left = left - taken;
        return taken;
    };
    const Money nothing{0, facts.captured.currency};
    auto held = nothing, lost = nothing;
    for (const auto& dispute : facts.disputes) {
        if (dispute.state == Dispute::State::open) held = held + dispute.amount;
        if (dispute.state == Dispute::State::lost) lost = lost + dispute.amount;
    }
    Remainder remainder{take(refunded), take(lost), take(held), nothing};
    remainder.remains = left;
    return remainder;
}

}  // namespace

std::string_view payment_state_name(PaymentState state) {
    return payment_states[static_cast<std::size_t>(state)];
}

PaymentState payment_state_of(std::string_view name) {
    const auto found = std::ranges::find(payment_states, name);
    check(found != payment_states.end(), "a stored state of a payment is known");
    return static_cast<PaymentState>(found - payment_states.begin());
}

bool operator==(const Facts& left, const Facts& right) {
    const auto is_same = [](const Dispute& one, const Dispute& other) {
        return one.id == other.id && one.state == other.state && one.amount == other.amount &&
               one.fee == other.fee && one.taken == other.taken &&
               one.given_back == other.given_back && one.answer_by == other.answer_by &&
               one.is_answered == other.is_answered;
    };
    return left.state == right.state && left.payment == right.payment &&
           left.captured == right.captured && left.refunded == right.refunded &&
           left.fee == right.fee && left.failed == right.failed && left.own == right.own &&
           left.approved == right.approved &&
           std::ranges::equal(left.disputes, right.disputes, is_same);
}

Facts merged(const Facts& known, const providers::Payment& seen) {
    auto facts = known;
    facts.state = std::max(known.state, seen.state);
    if (seen.captured.minor > 0) facts.state = PaymentState::paid;
    if (facts.payment.empty()) facts.payment = seen.payment;
    const bool is_first = known.captured.minor == 0 && known.refunded.minor == 0;
    if (is_first && seen.captured.currency != known.captured.currency) {
        const Money nothing{0, seen.captured.currency};
        facts.captured = facts.refunded = facts.fee = nothing;
    }
    if (facts.captured.currency != seen.captured.currency) return facts;
    facts.captured = std::max(facts.captured, seen.captured);
    facts.refunded = std::max(facts.refunded, seen.refunded);
    std::int64_t failed = 0, own = 0;
    for (const auto& refund : seen.refunds) {
        if (refund.has_failed) failed += refund.amount.minor;
        if (!refund.own.empty()) own += refund.amount.minor;
    }
    facts.failed = std::max(facts.failed, failed), facts.own = std::max(facts.own, own);
    if (seen.fee && seen.fee->currency == facts.fee.currency)
        facts.fee = std::max(facts.fee, *seen.fee);
    for (const auto& dispute : seen.disputes)
        if (dispute.amount.currency == facts.captured.currency)
            add_dispute(facts.disputes, dispute);
    return facts;
}

// What is on its way back, or was: what we approved, and what others gave back at the provider.
Remainder remainder_of(const Facts& facts) {
    const auto by_others = std::max<std::int64_t>(facts.refunded.minor - facts.own, 0);
    return remainder_after(facts, {facts.approved + by_others, facts.captured.currency});
}

Money went_back_of(const Facts& facts) {
    const auto net = std::max<std::int64_t>(facts.refunded.minor - facts.failed, 0);
    return std::min(Money{net, facts.captured.currency}, facts.captured);
}

Remainder remainder_held(const Facts& facts) { return remainder_after(facts, went_back_of(facts)); }

Money taken_for_disputes(const Facts& facts) {
    Money sum{0, facts.captured.currency};
    for (const auto& dispute : facts.disputes) {
        const auto is_won = dispute.state == Dispute::State::won;
        const auto back =
            dispute.given_back.value_or(is_won ? dispute.amount : Money{0, sum.currency});
        const auto taken = std::min(dispute.taken.value_or(dispute.amount), dispute.amount);
        if (taken > back) sum = sum + (taken - back);
    }
    return std::min(sum, facts.captured - remainder_of(facts).refunded);
}

Money dispute_fees_of(const Facts& facts) {
    Money fees{0, facts.captured.currency};
    for (const auto& dispute : facts.disputes) fees = fees + dispute.fee;
    return fees;
}

State gift_state_for(const Facts& facts) {
    if (facts.captured.minor > 0) {
        const auto remainder = remainder_of(facts);
        if (remainder.remains.minor > 0) return State::confirmed;
        if (remainder.held.minor > 0) return State::disputed;
        return remainder.lost.minor > 0 ? State::lost : State::refunded;
    }
    switch (facts.state) {
        case PaymentState::processing:
            return State::pending;
        case PaymentState::failed:
            return State::failed;
        case PaymentState::expired:
            return State::expired;
        case PaymentState::open:
        case PaymentState::paid:  // Nothing of it has been captured yet.
            return State::intent;
    }
    return State::intent;
}

bool is_waiting(const CardPayment& payment) {
    return payment.facts.captured.minor == 0 && payment.facts.state != PaymentState::failed &&
           payment.facts.state != PaymentState::expired;
}

std::optional<Instant> next_ask(const CardPayment& payment, Instant now) {
    using namespace std::chrono_literals;
    constexpr std::array<std::chrono::minutes, 6> waiting{1min, 2min, 5min, 15min, 1h, 6h};
    constexpr std::array<std::chrono::hours, 5> afterwards{24h, 72h, 7 * 24h, 30 * 24h, 60 * 24h};
    constexpr std::chrono::days watched_max{150};
    const auto asks = static_cast<std::size_t>(std::max(payment.asks, 0));
    if (is_waiting(payment)) return now + waiting[std::min(asks, waiting.size() - 1)];
    if (payment.facts.captured.minor == 0 || now - payment.begun_at > watched_max) return {};
    // What a provider takes back later is told by a message; this is for those that never come.
    if (payment.facts.fee.minor == 0 && now - payment.begun_at < 1h) return now + 5min;
    const auto age = now - payment.begun_at;
    for (const auto pause : afterwards)
        if (age < pause) return payment.begun_at + pause;
    return now + afterwards.back();
}

}  // namespace giving
