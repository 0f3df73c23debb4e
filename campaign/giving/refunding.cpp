#include "campaign/giving/refunding.h"

#include <algorithm>
#include <set>

#include "campaign/giving/card_entries.h"
#include "campaign/giving/card_outcome.h"
#include "campaign/giving/refund_entries.h"
#include "campaign/giving/settling.h"
#include "campaign/giving/telling.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/words/check.h"

namespace giving {

namespace {

// Everything that a step needs to know, read before its unit of work.
struct Known {
    std::optional<Gift> gift;
    std::optional<CardPayment> payment;
    std::vector<Line> lines, standing;  // As given; what its rows say is left of them.
    std::vector<Share> shares;
    ToTell to_tell;  // The donor alone.
    ledger::Booking booking;

    bool is_quarantined() const { return payment && !payment->quarantine.empty(); }
};

std::optional<CardPayment> paid_by(store::Session& session, const Gift& gift) {
    for (auto& payment : payments_of(session, gift.id))
        if (payment.quarantine.empty() && payment.facts.captured.minor > 0) return payment;
    return {};
}

Known read_known(store::Store& store, GiftId gift, PaymentId payment, const people::Actor& actor,
                 Instant now) {
    auto& session = store.session();
    Known known;
    const auto zone = session.one("SELECT time_zone FROM organisation WHERE id = 1");
    known.booking = {actor, now, language::date_in(now, zone->text("time_zone"))};
    if (payment) known.payment = find_payment(session, payment);
    if (payment && !known.payment) refuse(Reason::not_found);
    if (known.payment && !gift) gift = known.payment->gift;
    if (gift) known.gift = find_gift(session, gift);
    if (!known.gift && !known.payment) refuse(Reason::not_found);
    if (!known.gift) return known;
    if (!known.payment && known.gift->method == "card")
        known.payment = paid_by(session, *known.gift);
    known.to_tell = read_to_tell(session, *known.gift, {});
    known.lines = lines_of(session, *known.gift), known.shares = shares_of(session, *known.gift);
    known.standing =
        lines_standing(ledger::transfers_of_cause(session, "gift", known.gift->id.value));
    return known;
}

Outcome bank_outcome(const Known& known, const Refund& refund, Money confirmed,
                     const std::vector<Line>& left) {
    const auto& gift = *known.gift;
    const auto counting = counting_of(left, gift.amount.currency);
    Outcome outcome{confirmed.minor > 0 ? State::confirmed : State::refunded,
                    confirmed,
                    gift.open,
                    shares_holding(known.shares, counting),
                    {},
                    "refund approved",
                    refund.reason};
    return outcome;
}

// The gift, or the money in quarantine, after so much more (or less) was approved of it.
void write_approved(store::Transaction& tx, Known& known, const Refund& refund,
                    std::int64_t minor) {
    const auto now = known.booking.now;
    if (known.gift && minor > 0) tell_refund(tx, known.to_tell, *known.gift, refund, now);
    if (!known.payment) {
        auto outcome = bank_outcome(known, refund, known.gift->confirmed - refund.amount,
                                    lines_left(known.standing, refund.amount));
        outcome.rows = rows_when_refund_approved(*known.gift, known.standing, refund);
        return write_outcome(tx, *known.gift, known.shares, outcome, known.booking);
    }
    auto after = *known.payment;
    after.facts.approved += minor;
    if (!update_facts(tx, *known.payment, after, now)) refuse(Reason::already_decided);
    if (known.is_quarantined()) return;
    auto outcome = card_outcome(*known.gift, known.lines, known.shares, {*known.payment, after});
    outcome.action = minor > 0 ? "refund approved" : "refund withdrawn";
    outcome.reason = refund.reason;
    write_outcome(tx, *known.gift, known.shares, outcome, known.booking);
}

ledger::AuditEntry entry_of(const Known& known, const char* action, const Refund& refund) {
    return {known.booking.actor,
            action,
            "refund",
            refund.id.value,
            refund.campaign,
            refund.reason,
            decimal_text(refund.amount) + " " + refund.amount.currency.text() +
                (refund.is_by_card ? " by card" : " by bank")};
}

Refund refund_here(store::Store& store, RefundId id) {
    auto refund = find_refund(store.session(), id);
    if (!refund) refuse(Reason::not_found);
    return *refund;
}

std::vector<Refund> earlier_of(store::Session& session, const Known& known) {
    return known.is_quarantined() ? refunds_of_payment(session, known.payment->id)
                                  : refunds_of_gift(session, known.gift->id);
}

Refund new_refund(store::Session& session, const Known& known, const NewRefund& asked) {
    const auto now = known.booking.now;
    Refund one;
    one.id = new_id<RefundId>(now), one.amount = asked.amount, one.reason = asked.reason;
    if (known.gift) one.gift = known.gift->id, one.campaign = known.gift->campaign;
    if (known.payment) one.payment = known.payment->id, one.provider = known.payment->provider;
    one.is_by_card = known.payment.has_value();
    one.alone = refundable_alone(earlier_of(session, known), asked.amount.currency);
    // Whoever entered cash decides about it with somebody else.
    const bool is_own = known.gift && known.gift->entered_by &&
                        known.gift->entered_by == known.booking.actor.account;
    one.needs_second = is_own || one.alone < one.amount;
    one.state = one.needs_second ? RefundState::proposed : RefundState::approved;
    one.request_key = asked.request_key, one.proposed_by = known.booking.actor.account;
    one.proposed_at = now, one.due_at = now;
    if (!one.needs_second) one.decided_at = now;
    return one;
}

Money most_of(store::Session& session, const Known& known) {
    if (known.is_quarantined()) return refundable(*known.payment);
    return refundable(session, *known.gift);
}

void refuse_own_entry(const Known& known) {
    const auto account = known.booking.actor.account;
    if (known.gift && known.gift->entered_by && known.gift->entered_by == account)
        refuse(Reason::needs_second_person);
}

void refuse_bad(store::Session& session, const Known& known, const NewRefund& asked) {
    if (known.gift && known.gift->is_rehearsal) refuse(Reason::not_allowed);
    const auto most = most_of(session, known);
    if (asked.amount.minor <= 0 || asked.amount.currency != most.currency || most < asked.amount)
        refuse(Reason::amount_out_of_range, "amount", "That is more than is left to give back.");
    if (asked.reason.empty()) refuse(Reason::not_a_valid_value, "reason", "Say why it goes back.");
}

}  // namespace

Money refund_alone_max(Currency currency) {
    std::int64_t minor = refund_alone_units;
    for (int i = 0; i < currency.decimals; ++i) minor *= 10;
    return {minor, currency};
}

std::string own_text(const Refund& one) {
    return std::to_string(one.id.value) + "." + std::to_string(one.attempt);
}

Money refundable(store::Session& session, const Gift& gift) {
    if (gift.method != "card") return gift.confirmed;
    const auto payment = paid_by(session, gift);
    return payment ? remainder_of(payment->facts).remains : Money{0, gift.amount.currency};
}

Money refundable(const CardPayment& quarantined) { return remainder_of(quarantined.facts).remains; }

Money refundable_alone(const std::vector<Refund>& earlier, Currency currency) {
    auto alone = refund_alone_max(currency);
    for (const auto& one : earlier) {
        const bool is_living = one.state != RefundState::declined &&
                               one.state != RefundState::withdrawn && !one.needs_second;
        if (is_living) alone = alone - std::min(one.amount, alone);
    }
    return alone;
}

Refund propose_refund(store::Store& store, const NewRefund& asked, const people::Actor& actor,
                      Instant now) {
    auto& session = store.session();
    if (const auto there = find_refund_by_key(session, asked.request_key)) return *there;
    auto known = read_known(store, asked.gift, asked.payment, actor, now);
    refuse_bad(session, known, asked);
    const auto one = new_refund(session, known, asked);
    known.booking.reason = one.reason;
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_refund(tx, one);
            if (one.state == RefundState::approved)
                write_approved(tx, known, one, one.amount.minor);
            if (one.gift) end_wish(tx, one.gift, "granted", "", actor.account, now);
            ledger::append_audit(tx, entry_of(known, "refund proposed", one), now);
        });
    } catch (const store::Duplicate& there) {
        if (there.constraint != "once_per_refund_form") throw;
    }
    return *find_refund_by_key(session, asked.request_key);
}

Refund decide_refund(store::Store& store, RefundId id, bool is_yes, const std::string& answer,
                     const people::Actor& actor, Instant now) {
    const auto one = refund_here(store, id);
    if (one.state != RefundState::proposed) refuse(Reason::already_decided);
    if (one.proposed_by == actor.account) refuse(Reason::needs_second_person);
    if (!is_yes && answer.empty()) refuse(Reason::not_a_valid_value, "answer", "Say why not.");
    auto known = read_known(store, one.gift, one.payment, actor, now);
    refuse_own_entry(known);
    if (is_yes && most_of(store.session(), known) < one.amount)
        refuse(Reason::amount_out_of_range, "amount", "That is more than is left to give back.");
    known.booking.reason = one.reason;
    const auto after = is_yes ? RefundState::approved : RefundState::declined;
    store.in_transaction([&](store::Transaction& tx) {
        if (!move_refund(tx, one, after, answer, actor.account, now))
            refuse(Reason::already_decided);
        if (is_yes) write_approved(tx, known, one, one.amount.minor);
        ledger::append_audit(tx, entry_of(known, is_yes ? "refund agreed" : "refund declined", one),
                             now);
    });
    return refund_here(store, id);
}

namespace {

// Rows of a refund by bank that stand: the donor's money is still to be paid out.
std::vector<ledger::Transfer> own_rows(store::Session& session, const Refund& one) {
    const auto all = ledger::transfers_of_cause(session, "gift", one.gift.value);
    std::set<std::int64_t> reversed;
    for (const auto& row : all) reversed.insert(row.reverses.value);
    std::vector<ledger::Transfer> rows;
    for (const auto& row : all)
        if (row.effect_key.starts_with(refund_key(one.id) + ":") &&
            !reversed.contains(row.id.value))
            rows.push_back(row);
    return rows;
}

void write_withdrawn(store::Transaction& tx, Known& known, const Refund& one,
                     const std::vector<ledger::Transfer>& rows) {
    if (known.payment) return write_approved(tx, known, one, -one.amount.minor);
    auto left = known.standing;  // And what comes back to it.
    for (const auto& row : rows)
        left.push_back({row.purpose.kind, row.purpose.fund, row.amount, row.purpose.counts});
    auto outcome = bank_outcome(known, one, known.gift->confirmed + one.amount, left);
    for (const auto& row : rows) outcome.rows.push_back(ledger::reversal_of(row));
    outcome.action = "refund withdrawn";
    write_outcome(tx, *known.gift, known.shares, outcome, known.booking);
}

}  // namespace

Refund withdraw_refund(store::Store& store, RefundId id, const std::string& why,
                       const people::Actor& actor, Instant now) {
    const auto one = refund_here(store, id);
    const bool is_at_bank = one.state == RefundState::approved && !one.is_by_card;
    if (one.state != RefundState::proposed && one.state != RefundState::failed && !is_at_bank)
        refuse(Reason::already_decided);
    if (why.empty()) refuse(Reason::not_a_valid_value, "answer", "Say why it does not go back.");
    auto known = read_known(store, one.gift, one.payment, actor, now);
    if (one.state != RefundState::proposed) refuse_own_entry(known);
    // What two people agreed to, the one who proposed it does not undo alone.
    if (one.needs_second && is_at_bank && one.proposed_by == actor.account)
        refuse(Reason::needs_second_person);
    const auto rows = own_rows(store.session(), one);
    known.booking.reason = why;
    store.in_transaction([&](store::Transaction& tx) {
        if (!move_refund(tx, one, RefundState::withdrawn, why, actor.account, now))
            refuse(Reason::already_decided);
        if (one.state != RefundState::proposed) write_withdrawn(tx, known, one, rows);
        ledger::append_audit(tx, entry_of(known, "refund withdrawn", one), now);
    });
    return refund_here(store, id);
}

Refund try_refund_again(store::Store& store, RefundId id, bool by_card, const people::Actor& actor,
                        Instant now) {
    const auto one = refund_here(store, id);
    if (one.state != RefundState::failed) refuse(Reason::already_decided);
    const auto known = read_known(store, one.gift, one.payment, actor, now);
    // Two people agreed on where it goes: another way is not for the one who proposed it alone.
    if (!by_card && one.is_by_card && one.needs_second && one.proposed_by == actor.account)
        refuse(Reason::needs_second_person);
    // Only a gift's money has rows that a bank line can meet.
    if (!by_card && known.is_quarantined()) refuse(Reason::not_allowed);
    store.in_transaction([&](store::Transaction& tx) {
        if (!approve_again(tx, one, by_card, now)) refuse(Reason::already_decided);
        auto entry = entry_of(known, "refund tried again", one);
        entry.detail += by_card ? "" : ", now by bank";
        ledger::append_audit(tx, entry, now);
    });
    return refund_here(store, id);
}

void ask_for_refund(store::Store& store, GiftId id, const std::string& words, Instant now) {
    const auto gift = find_gift(store.session(), id);
    if (!gift) refuse(Reason::not_found);
    if (gift->is_rehearsal || refundable(store.session(), *gift).minor == 0)
        refuse(Reason::not_allowed);
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_wish(tx, {new_number(now), id, gift->campaign, words, "open", "", now});
            ledger::append_audit(tx,
                                 {people::donor_actor(""), "asked for it back", "gift", id.value,
                                  gift->campaign, words, ""},
                                 now);
        });
    } catch (const store::Duplicate&) {
        refuse(Reason::already_decided);
    }
}

void decline_wish(store::Store& store, GiftId id, const std::string& answer,
                  const people::Actor& actor, Instant now) {
    const auto wish = find_wish(store.session(), id);
    if (!wish) refuse(Reason::not_found);
    if (answer.empty()) refuse(Reason::not_a_valid_value, "answer", "Say why not.");
    store.in_transaction([&](store::Transaction& tx) {
        if (!end_wish(tx, id, "declined", answer, actor.account, now))
            refuse(Reason::already_decided);
        ledger::append_audit(
            tx, {actor, "refund declined", "gift", id.value, wish->campaign, answer, ""}, now);
    });
}

}  // namespace giving
