#include "web/sandbox/sale.h"

#include <algorithm>
#include <array>

#include "campaign/words/token.h"

namespace sandbox {

namespace {

using State = Sale::State;
constexpr std::int64_t fee_tenths_of_percent = 14, fee_fixed_minor = 25, dispute_fee_units = 15;

constexpr std::array<std::pair<std::string_view, Act>, 16> acts{
    {{"approve", Act::approve},
     {"pay", Act::pay},
     {"decline", Act::decline},
     {"pay_later", Act::pay_later},
     {"fail_later", Act::fail_later},
     {"settle", Act::settle},
     {"fail", Act::fail},
     {"expire", Act::expire},
     {"refund", Act::refund},
     {"dispute", Act::dispute},
     {"win", Act::win},
     {"lose", Act::lose},
     {"open_dispute", Act::open_dispute},
     {"withdraw", Act::withdraw},
     {"answer", Act::answer},
     {"fail_refund", Act::fail_refund}}};

void require(bool holds, std::string_view code, const std::string& sentence,
             std::string_view param = {}) {
    if (!holds) throw NotPossible{std::string{code}, sentence, std::string{param}};
}

void require_state(const Sale& sale, std::initializer_list<State> wanted) {
    require(
        std::find(wanted.begin(), wanted.end(), sale.state) != wanted.end(), "unexpected_state",
        "This cannot be done while the payment is " + std::string{state_text(sale.state)} + ".");
}

void begin_attempt(Sale& sale) {
    require_state(sale, {State::open, State::approved});
    const bool is_stripe = sale.vendor == Vendor::stripe;
    if (sale.intent.empty()) sale.intent = is_stripe ? new_id("pi_") : sale.id;
    sale.charge = new_id(is_stripe ? "ch_" : "");
    sale.trouble.clear();
}

void take_money(Sale& sale, Money amount, Instant now) {
    sale.state = State::paid, sale.taken = amount, sale.paid_at = now;
    sale.settles_at.reset();
}

void take_later(Sale& sale, const Deed& deed, Instant now) {
    begin_attempt(sale);
    sale.state = State::processing;
    sale.taken = deed.amount.value_or(sale.asked);
    sale.fails_later = deed.act == Act::fail_later;
    sale.settles_at = now + std::chrono::milliseconds{deed.settle_ms};
}

void give_back(Sale& sale, const Deed& deed, Instant now) {
    require(sale.state == State::paid, "charge_not_refundable",
            "This charge has not been paid and cannot be refunded.");
    const auto left = sale.taken - refunded(sale);
    require(left.minor > 0, "charge_already_refunded", "Charge has already been refunded.");
    const auto amount = deed.amount.value_or(left);
    require(amount.currency == left.currency, "currency_mismatch",
            "A refund has the currency of its charge.", "currency");
    require(amount.minor > 0, "parameter_invalid_integer", "The amount must be above zero.",
            "amount");
    require(amount <= left, "amount_too_large",
            "Refund amount (" + decimal_text(amount) +
                ") is greater than unrefunded amount on charge (" + decimal_text(left) + ")",
            "amount");
    sale.refunds.push_back({new_id(sale.vendor == Vendor::stripe ? "re_" : ""), amount, deed.reason,
                            deed.labels, now});
}

void open_dispute(Sale& sale, const Deed& deed, Instant now) {
    require_state(sale, {State::paid});
    const auto left = sale.taken - refunded(sale);
    const auto amount = deed.amount.value_or(left);
    require(amount.minor > 0 && amount <= sale.taken, "amount_too_large",
            "A dispute is about at most what was paid.");
    const auto prefix = sale.vendor == Vendor::stripe ? "du_" : "PP-D-";
    sale.disputes.push_back({new_id(prefix), Dispute::State::open, amount, now});
    if (deed.act == Act::dispute) sale.disputes.back().taken_at = now;
}

Dispute& find_open_dispute(Sale& sale) {
    const auto open =
        std::find_if(sale.disputes.begin(), sale.disputes.end(),
                     [](const auto& dispute) { return dispute.state == Dispute::State::open; });
    require(open != sale.disputes.end(), "unexpected_state", "There is no open dispute.");
    return *open;
}

void close_dispute(Sale& sale, Dispute::State outcome, Instant now) {
    auto& open = find_open_dispute(sale);
    open.state = outcome;
    if (outcome == Dispute::State::won && open.taken_at) open.back_at = now;
    if (outcome == Dispute::State::lost && !open.taken_at) open.taken_at = now;
}

void fail_refund(Sale& sale, Instant now) {
    const auto last = std::find_if(sale.refunds.rbegin(), sale.refunds.rend(),
                                   [](const auto& refund) { return !refund.failed_at; });
    require(last != sale.refunds.rend(), "unexpected_state", "There is no refund that may fail.");
    last->failed_at = now;
}

void refuse_card(Sale& sale) {
    require_state(sale, {State::open, State::approved});
    begin_attempt(sale);
    sale.state = State::open, sale.trouble = "card_declined";
    if (sale.vendor == Vendor::paypal) sale.charge.clear();
}

void let_expire(Sale& sale) {
    require_state(sale, {State::open, State::approved});
    sale.state = State::expired;
}

void break_off(Sale& sale) {
    require_state(sale, {State::processing});
    sale.state = State::failed, sale.trouble = "payment_failed";
    sale.settles_at.reset();
}

}  // namespace

std::optional<Act> find_act(std::string_view name) {
    for (const auto& [known, act] : acts)
        if (known == name) return act;
    return {};
}

void apply(Sale& sale, const Deed& deed, Instant now) {
    switch (deed.act) {
        case Act::approve:
            require_state(sale, {State::open, State::approved});
            sale.state = State::approved, sale.on_capture = deed.on_capture;
            sale.trouble.clear(), sale.approved_at = now;
            return;
        case Act::pay:
            begin_attempt(sale);
            return take_money(sale, deed.amount.value_or(sale.asked), now);
        case Act::decline:
            return refuse_card(sale);
        case Act::pay_later:
        case Act::fail_later:
            return take_later(sale, deed, now);
        case Act::settle:
            require_state(sale, {State::processing});
            return take_money(sale, deed.amount.value_or(sale.taken), now);
        case Act::fail:
            return break_off(sale);
        case Act::expire:
            return let_expire(sale);
        case Act::refund:
            return give_back(sale, deed, now);
        case Act::dispute:
        case Act::open_dispute:
            return open_dispute(sale, deed, now);
        case Act::withdraw:
            find_open_dispute(sale).taken_at = now;
            return;
        case Act::answer:
            find_open_dispute(sale).is_answered = true;
            return;
        case Act::win:
            return close_dispute(sale, Dispute::State::won, now);
        case Act::lose:
            return close_dispute(sale, Dispute::State::lost, now);
        case Act::fail_refund:
            return fail_refund(sale, now);
    }
}

Money refunded(const Sale& sale) {
    Money sum{0, sale.taken.currency};
    for (const auto& refund : sale.refunds)
        if (!refund.failed_at) sum = sum + refund.amount;
    return sum;
}

Money fee_of(Money taken) {
    if (taken.minor == 0) return taken;
    return {(taken.minor * fee_tenths_of_percent + 500) / 1000 + fee_fixed_minor, taken.currency};
}

Money dispute_fee_of(const Sale& sale) {
    std::int64_t minor = dispute_fee_units;
    for (int i = 0; i < sale.taken.currency.decimals; ++i) minor *= 10;
    return {minor, sale.taken.currency};
}

std::string_view state_text(State state) {
    switch (state) {
        case State::open:
            return "open";
        case State::approved:
            return "approved";
        case State::processing:
            return "processing";
        case State::paid:
            return "paid";
        case State::failed:
            return "failed";
        case State::expired:
            return "expired";
    }
    return "";
}

std::string_view state_text(Dispute::State state) {
    switch (state) {
        case Dispute::State::open:
            return "open";
        case Dispute::State::won:
            return "won";
        case Dispute::State::lost:
            return "lost";
    }
    return "";
}

// PayPal's ids have no prefix: 17 upper-case letters and digits.
std::string new_id(std::string_view prefix) {
    constexpr std::size_t bare_letters = 17;
    auto token = random_token();
    if (prefix.starts_with("PP-") || prefix.empty()) {
        token.resize(bare_letters);
        for (char& c : token)
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c & ~0x20);
    }
    return std::string{prefix} + token;
}

}  // namespace sandbox
