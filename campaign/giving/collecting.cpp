#include "campaign/giving/collecting.h"

#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/giving/card_entries.h"
#include "campaign/giving/card_outcome.h"
#include "campaign/giving/card_testing.h"
#include "campaign/giving/refund.h"
#include "campaign/giving/settling.h"
#include "campaign/giving/telling.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/monthly/following.h"
#include "campaign/phase.h"
#include "campaign/words/check.h"
#include "campaign/words/number.h"

namespace giving {

namespace {

// Everything that a step needs to know, read before its unit of work.
struct Known {
    CardPayment payment;
    Gift gift;
    std::vector<Line> lines;
    std::vector<Share> shares;
    bool is_newest = true;       // No later attempt was begun.
    bool is_paid_twice = false;  // Another attempt has brought the money.
    bool is_late = false;
    ledger::Booking booking;
    ToTell to_tell;
};

bool is_over(store::Session& session, CampaignId id, Instant now) {
    const auto found = campaign::find_campaign_by_id(session, id);
    const auto version = found ? campaign::find_shown_version(session, *found) : std::nullopt;
    return version && now >= campaign::closes_at(version->plan);
}

// Money that came with no word of ours: it stays in quarantine, whatever is said of it.
Known without_gift(const CardPayment& payment, const ledger::Booking& booking) {
    Known known;
    known.payment = payment, known.booking = booking;
    known.gift.state = State::intent;
    known.gift.amount = known.gift.confirmed = known.gift.open = {0, payment.currency};
    return known;
}

Known read_known(store::Store& store, PaymentId id, Instant now) {
    auto& session = store.session();
    const auto payment = find_payment(session, id);
    if (!payment) throw Refused{{Reason::not_found}};
    const auto zone = session.one("SELECT time_zone FROM organisation WHERE id = 1");
    const ledger::Booking booking{people::program_actor(), now,
                                  language::date_in(now, zone->text("time_zone"))};
    if (!payment->gift) return without_gift(*payment, booking);
    const auto gift = find_gift(session, payment->gift);
    check(gift.has_value(), "a payment has a gift");
    Known known{*payment, *gift, lines_of(session, *gift), shares_of(session, *gift)};
    known.booking = booking;
    for (const auto& other : payments_of(session, gift->id)) {
        if (other.attempt > payment->attempt) known.is_newest = false;
        const auto has_paid = other.facts.captured.minor > 0 && other.quarantine.empty();
        if (has_paid && other.id != payment->id) known.is_paid_twice = true;
    }
    known.is_late = is_over(session, gift->campaign, now);
    known.to_tell = read_to_tell(session, *gift, known.shares);
    return known;
}

// Why captured money is no gift; empty if it is one.
std::string misfit_of(const Known& known, const Facts& facts, const providers::Payment& seen) {
    const auto& before = known.payment;
    if (!before.quarantine.empty()) return before.quarantine;
    if (facts.captured.minor == 0 || before.facts.captured.minor > 0) return {};
    if (before.attempt < 1) return "stray";
    if (facts.captured.currency != known.gift.amount.currency) return "currency";
    if (facts.captured != known.gift.amount) return "amount";
    if (seen.gift != std::to_string(known.gift.id.value)) return "gift";
    if (!before.checkout.empty() && before.checkout != seen.checkout) return "checkout";
    if (!seen.payment.empty() && facts.payment != seen.payment) return "payment";
    return known.is_paid_twice ? "paid twice" : "";
}

bool decides_gift(const Known& known, const CardPayment& after) {
    if (!after.quarantine.empty()) return false;
    if (after.facts.captured.minor > 0) return true;
    return known.is_newest && !known.is_paid_twice;
}

void write_quarantine(store::Transaction& tx, const Known& known, const CardPayment& after) {
    if (!known.gift.is_rehearsal)
        ledger::append_transfers(tx, quarantine_rows(known.payment, after), known.booking);
    ledger::append_audit(
        tx,
        {known.booking.actor, "payment quarantined", "payment", after.id.value, after.campaign,
         after.quarantine,
         decimal_text(after.facts.captured) + " " + after.facts.captured.currency.text()},
        known.booking.now);
}

// What came instead of the promised money went to quarantine: nothing is promised any more.
bool ends_promise(const Known& known) {
    return known.gift.state == State::pending && known.is_newest &&
           gift_state_for(known.payment.facts) == State::pending;
}

Outcome unpaid(const Known& known) {
    const Money nothing{0, known.gift.amount.currency};
    auto begun = known.payment;
    begun.facts.state = PaymentState::open;
    return {State::intent,
            nothing,
            nothing,
            known.shares,
            rows_between(known.gift, known.lines, known.payment, begun),
            "card quarantined",
            ""};
}

void write_step(store::Transaction& tx, const Known& known, const CardPayment& after,
                const providers::Payment& seen) {
    const auto& gift = known.gift;
    const auto now = known.booking.now;
    if (!update_facts(tx, known.payment, after, now)) throw Refused{{Reason::already_decided}};
    for (const auto& refund : seen.refunds) note_refund_seen(tx, refund, now);
    if (!after.quarantine.empty()) {
        write_quarantine(tx, known, after);
        if (ends_promise(known))
            write_outcome(tx, gift, known.shares, unpaid(known), known.booking);
        return;
    }
    if (!decides_gift(known, after)) return;
    const auto is_first = after.facts.captured.minor > 0 && gift.confirmed.minor == 0 &&
                          known.payment.facts.captured.minor == 0;
    if (is_first) note_paid(tx, {known.payment.client, known.payment.network}, now);
    if (is_first && known.is_late && !gift.is_late)
        tx.run("UPDATE gift SET is_late = 1 WHERE id = ? AND is_late = 0", gift.id.value);
    const auto outcome = card_outcome(gift, known.lines, known.shares, {known.payment, after});
    write_outcome(tx, gift, known.shares, outcome, known.booking);
    const auto has_failed = known.payment.facts.state == PaymentState::processing &&
                            after.facts.state == PaymentState::failed;
    if (is_first) tell_settled(tx, known.to_tell, gift, outcome, now);
    if (has_failed) tell_payment_failed(tx, known.to_tell, gift, after.id.value, now);
}

bool is_news(const Known& known, const CardPayment& after) {
    const auto& before = known.payment;
    return !(before.facts == after.facts) || before.quarantine != after.quarantine ||
           before.checkout != after.checkout;
}

// What is known when this was seen, too.
CardPayment after_seeing(const Known& known, const providers::Payment& seen, Instant now) {
    auto after = known.payment;
    const auto facts = merged(known.payment.facts, seen);
    after.quarantine = misfit_of(known, facts, seen);
    // What was a gift stays this one: another amount or payment later on cannot change it.
    const auto was_gift = known.payment.facts.captured.minor > 0 && after.quarantine.empty();
    after.facts = facts;
    if (was_gift) after.facts.captured = known.payment.facts.captured;
    if (after.checkout.empty()) after.checkout = seen.checkout;
    if (is_news(known, after)) after.asks = 0;
    after.ask_at = next_ask(after, now);
    return after;
}

// One try; nothing if somebody else wrote meanwhile.
std::optional<Settled> try_to_settle(store::Store& store, PaymentId id,
                                     const providers::Payment& seen, Instant now) try {
    const auto known = read_known(store, id, now);
    const auto after = after_seeing(known, seen, now);
    if (!is_news(known, after)) {
        store.in_transaction(
            [&](store::Transaction& tx) { note_asked(tx, after, after.ask_at, now); });
        return Settled{known.gift, known.payment};
    }
    store.in_transaction([&](store::Transaction& tx) { write_step(tx, known, after, seen); });
    if (gift_state_for(after.facts) == State::confirmed)
        reach_milestones_of(store, known.gift.campaign, now);
    const auto gift = find_gift(store.session(), known.gift.id);
    return Settled{gift.value_or(known.gift), *find_payment(store.session(), id), true};
} catch (const Refused& refused) {
    if (refused.refusal.reason != Reason::already_decided) throw;
    return {};
} catch (const store::Duplicate& there) {  // The effect stands: read again what became of it.
    if (there.constraint != "once_per_effect") throw;
    return {};
} catch (const store::OutcomeUnknown&) {
    return {};
}

// What is agreed to is taken only while the gift waits for it, and nothing else has paid for it.
bool may_be_taken(store::Store& store, const CardPayment& payment) {
    const auto gift = find_gift(store.session(), payment.gift);
    check(gift.has_value(), "a payment has a gift");
    const auto is_unpaid =
        waits_for_card(*gift) || gift->state == State::failed || gift->state == State::expired;
    const auto has_paid = [&](const CardPayment& other) {
        return other.id != payment.id && other.facts.captured.minor > 0 &&
               remainder_of(other.facts).remains.minor > 0;
    };
    return is_unpaid && std::ranges::none_of(payments_of(store.session(), gift->id), has_paid);
}

}  // namespace

Settled settle_payment(store::Store& store, PaymentId id, const providers::Payment& seen,
                       Instant now) {
    constexpr int tries_max = 20;
    for (int tries = 0; tries < tries_max; ++tries)
        if (auto settled = try_to_settle(store, id, seen, now)) return *settled;
    throw store::Unavailable{"a payment is being settled by too many at once"};
}

Settled ask_and_settle(store::Store& store, const providers::Provider& provider,
                       const CardPayment& payment, Instant now) {
    auto seen = payment.checkout.empty()
                    ? std::nullopt
                    : provider.find_payment(payment.checkout, may_be_taken(store, payment));
    if (!seen && payment.facts.captured.minor > 0) {  // In quarantine without a checkout of ours.
        seen = provider.find_stray(payment.facts.payment);
        if (seen) seen->checkout = payment.checkout;
    }
    if (!seen) {  // It never began, or is not known there: nobody can pay it when its time is over.
        seen = providers::Payment{.checkout = payment.checkout};
        seen->captured = seen->refunded = Money{0, payment.facts.captured.currency};
        const auto has_money = payment.facts.captured.minor > 0;
        if (!has_money && now > payment.expires_at) seen->state = PaymentState::expired;
    }
    monthly::name_gift(store.session(), payment.gift, *seen);
    return settle_payment(store, payment.id, *seen, now);
}

std::optional<CardPayment> keep_stray(store::Store& store, const std::string& provider,
                                      const providers::Payment& seen, Instant now) {
    if (seen.captured.minor == 0 || seen.payment.empty()) return {};
    std::int64_t number = 0;
    const bool is_number = read_number(seen.gift, number);
    const auto gift = is_number ? find_gift(store.session(), GiftId{number}) : std::nullopt;
    CardPayment stray;
    stray.id = new_id<PaymentId>(now), stray.provider = provider;
    stray.currency = seen.captured.currency, stray.asked = {0, seen.captured.currency};
    // Before every attempt of ours, so that it never decides what the gift is.
    stray.attempt = -1;
    if (gift) {
        stray.gift = gift->id, stray.campaign = gift->campaign;
        stray.currency = gift->amount.currency, stray.asked = gift->amount;
        for (const auto& other : payments_of(store.session(), gift->id))
            stray.attempt = std::min(stray.attempt, other.attempt - 1);
    } else {
        stray.quarantine = "unknown";
    }
    stray.begun_at = stray.expires_at = now, stray.ask_at = now;
    stray.facts.captured = stray.facts.refunded = stray.facts.fee = {0, stray.currency};
    stray.facts.payment = seen.payment;
    try {
        store.in_transaction([&](store::Transaction& tx) { insert_payment(tx, stray); });
    } catch (const store::Duplicate&) {
        return find_payment_by_id(store.session(), provider, seen.payment);
    }
    return stray;
}

std::optional<CardPayment> learn_payment(store::Store& store, const providers::Provider& provider,
                                         const std::string& id, Instant now) {
    auto seen = provider.find_stray(id);
    if (!seen || seen->captured.minor == 0) return {};
    providers::Notice month;  // A month of a series is a gift as soon as that is followed.
    month.gift = seen->gift;
    const auto series = monthly::hear_of_series(store, provider, month, now);
    const auto gift = number_in(seen->gift);
    for (const auto& own : payments_of(store.session(), GiftId{gift}))
        if (own.provider == provider.name() && own.attempt >= 1 && own.facts.payment.empty())
            ask_and_settle(store, provider, own, now);
    auto known = find_payment_by_id(store.session(), provider.name(), id);
    if (!known) known = keep_stray(store, provider.name(), *seen, now);
    if (!known) return {};
    if (series) {
        seen->checkout = known->checkout;
        monthly::name_gift(store.session(), known->gift, *seen);
    }
    return settle_payment(store, known->id, *seen, now).payment;
}

}  // namespace giving
