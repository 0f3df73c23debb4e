#include "campaign/giving/disbursing.h"

#include <algorithm>
#include <map>

#include "campaign/giving/providers/provider_cursor.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"

namespace giving {

namespace {

using State = providers::PayoutSeen::State;

ledger::Booking booking_of(store::Session& session, Instant now) {
    const auto zone = session.one("SELECT time_zone FROM organisation WHERE id = 1");
    return {people::program_actor(), now, language::date_in(now, zone->text("time_zone"))};
}

Payout keep_payout(store::Store& store, const std::string& provider,
                   const providers::PayoutSeen& seen, Instant now) {
    if (auto there = find_payout_named(store.session(), provider, seen.id)) return *there;
    Payout one;
    one.id = new_id<PayoutId>(now), one.provider = provider, one.payout = seen.id;
    one.amount = seen.amount, one.trace = seen.trace, one.descriptor = seen.descriptor;
    one.made_at = seen.made_at, one.seen_at = now, one.arrives_on = seen.arrives_on;
    try {
        store.in_transaction([&](store::Transaction& tx) { insert_payout(tx, one); });
    } catch (const store::Duplicate&) {
    }
    return *find_payout_named(store.session(), provider, seen.id);
}

// Books what is not known of a payment in it: the payout may be the first that we hear of it.
std::optional<CardPayment> settled_payment(store::Store& store, const providers::Provider& provider,
                                           const std::string& id, Round& round, Instant now) {
    auto payment = find_payment_by_id(store.session(), provider.name(), id);
    const bool is_known =
        payment && payment->facts.captured.minor > 0 && payment->facts.fee.minor > 0;
    if (is_known) return payment;
    if (payment) {
        const auto settled = ask_and_settle(store, provider, *payment, now);
        if (settled.is_news && settled.gift.campaign)
            round.changed.push_back(settled.gift.campaign);
        return settled.payment;
    }
    auto learnt = learn_payment(store, provider, id, now);
    if (learnt && learnt->campaign) round.changed.push_back(learnt->campaign);
    return learnt;
}

std::vector<PayoutItem> items_from(store::Store& store, const providers::Provider& provider,
                                   const Payout& payout, Round& round, Instant now) {
    std::map<std::string, std::optional<CardPayment>> known;
    std::vector<PayoutItem> items;
    for (const auto& movement : provider.movements_of(payout.payout)) {
        PayoutItem item{movement, {}, {}, {}, {}};
        if (!movement.payment.empty()) {
            if (!known.contains(movement.payment))
                known[movement.payment] =
                    settled_payment(store, provider, movement.payment, round, now);
            if (const auto& payment = known[movement.payment]) {
                item.payment = payment->id;
                // Money in quarantine stands in no campaign.
                if (payment->quarantine.empty()) item.campaign = payment->campaign;
            }
        }
        items.push_back(std::move(item));
    }
    return items;
}

bool adds_up(const Payout& payout, const std::vector<PayoutItem>& items) {
    Money sum{0, payout.amount.currency};
    for (const auto& item : items) {
        if (item.movement.amount.currency != sum.currency) return false;
        sum = sum + item.net();
    }
    return sum == payout.amount;
}

void write_announced(store::Store& store, const Payout& before,
                     const std::vector<PayoutItem>& items, Instant now) {
    auto after = before;
    after.booked_at = now, after.trouble.clear();
    auto rows = rows_of_charges(before, items);
    for (auto& row : rows_when_announced(before, items)) rows.push_back(std::move(row));
    const auto booking = booking_of(store.session(), now);
    store.in_transaction([&](store::Transaction& tx) {
        if (!move_payout(tx, before, after)) throw Refused{{Reason::already_decided}};
        insert_items(tx, before, items);
        ledger::append_transfers(tx, rows, booking);
        ledger::append_audit(tx,
                             {booking.actor,
                              "payout announced",
                              "payout",
                              before.id.value,
                              {},
                              "",
                              before.payout + " " + decimal_text(before.amount)},
                             now);
    });
}

void note_trouble(store::Store& store, const Payout& before, std::string_view trouble) {
    if (before.trouble == trouble) return;
    auto after = before;
    after.trouble = std::string{trouble};
    store.in_transaction([&](store::Transaction& tx) { move_payout(tx, before, after); });
}

void write_back(store::Store& store, const Payout& before, Instant now) {
    auto after = before;
    after.state = State::failed, after.back_at = now;
    const auto rows = rows_when_back(
        before, ledger::transfers_of_cause(store.session(), "payout", before.id.value));
    const auto booking = booking_of(store.session(), now);
    store.in_transaction([&](store::Transaction& tx) {
        if (!move_payout(tx, before, after)) throw Refused{{Reason::already_decided}};
        ledger::append_transfers(tx, rows, booking);
        ledger::append_audit(
            tx,
            {booking.actor, "payout came back", "payout", before.id.value, {}, "", before.payout},
            now);
    });
}

// State, trace and day may become known later.
Payout refreshed(store::Store& store, const Payout& before, const providers::PayoutSeen& seen) {
    auto after = before;
    after.state = std::max(before.state, seen.state);
    if (!seen.trace.empty()) after.trace = seen.trace;
    if (!seen.descriptor.empty()) after.descriptor = seen.descriptor;
    after.arrives_on = seen.arrives_on;
    if (after.state == before.state && after.trace == before.trace &&
        after.descriptor == before.descriptor && after.arrives_on == before.arrives_on)
        return before;
    store.in_transaction([&](store::Transaction& tx) { move_payout(tx, before, after); });
    return *find_payout(store.session(), before.id);
}

void take_in(store::Store& store, const providers::Provider& provider,
             const providers::PayoutSeen& seen, Round& round, Instant now) {
    if (seen.amount.minor == 0) return;
    auto payout = refreshed(store, keep_payout(store, provider.name(), seen, now), seen);
    if (!payout.booked_at && payout.state != State::failed) {
        if (!seen.is_whole)
            return note_trouble(store, payout,
                                language::to_say("The provider does not say yet what is in it."));
        const auto items = items_from(store, provider, payout, round, now);
        if (!items.empty() && !adds_up(payout, items))
            return note_trouble(store, payout,
                                language::to_say("What is said to be in it is another sum."));
        write_announced(store, payout, items, now);
        payout = *find_payout(store.session(), payout.id);
    }
    if (payout.state == State::failed && payout.booked_at && !payout.back_at)
        write_back(store, payout, now);
}

void read_from(store::Store& store, const providers::Provider& provider, Instant since,
               Round& round, Instant now) {
    auto payouts = provider.payouts_since(since);
    std::ranges::sort(payouts, {}, &providers::PayoutSeen::made_at);
    for (const auto& seen : payouts) {
        try {
            take_in(store, provider, seen, round, now);
            ++round.done;
        } catch (const Refused&) {  // Another program was faster.
        } catch (const store::Duplicate&) {
        }
    }
}

}  // namespace

Round read_payouts(store::Store& store, const providers::Registry& registry, Instant now) {
    // A payout may come back days after it was said to be paid.
    constexpr std::chrono::days overlap{14}, first_look{60};
    Round round;
    for (const auto& provider : registry.all(now)) {
        const providers::CursorName name{provider->name(), "payouts"};
        auto cursor = providers::find_cursor(store.session(), name);
        if (cursor.asked_at && !cursor.is_hurried && now - *cursor.asked_at < list_every) continue;
        const auto is_ours = store.in_transaction(
            [&](store::Transaction& tx) { return providers::claim_cursor(tx, name, cursor, now); });
        if (!is_ours) continue;
        const auto since = cursor.read_until ? *cursor.read_until - overlap : now - first_look;
        try {
            read_from(store, *provider, since, round, now);
            const auto balances = provider->balances();
            cursor.read_until = now, cursor.trouble.clear();
            if (!balances.empty()) cursor.balance = balances.front();
        } catch (const std::exception& away) {
            cursor.trouble = away.what(), ++round.put_off;
        }
        store.in_transaction(
            [&](store::Transaction& tx) { providers::note_read(tx, name, cursor); });
    }
    return round;
}

}  // namespace giving
