#include "campaign/monthly/following.h"

#include <algorithm>
#include <map>

#include "campaign/campaign.h"
#include "campaign/giving/collecting.h"
#include "campaign/giving/settling.h"
#include "campaign/hold.h"
#include "campaign/hooks/event.h"
#include "campaign/ledger/audit.h"
#include "campaign/monthly/subscribing.h"
#include "campaign/monthly/telling.h"
#include "campaign/outside/http_client.h"
#include "campaign/phase.h"
#include "campaign/roster/participant.h"
#include "campaign/words/check.h"
#include "campaign/words/number.h"
#include "campaign/words/token.h"

namespace monthly {

namespace {

using providers::Subscription;
using InvoiceState = providers::Invoice::State;

bool is_over(SeriesState state) {
    return state == SeriesState::stopping || state == SeriesState::ended;
}

bool is_done(Wish wish, SeriesState state) {
    if (wish == Wish::stop) return is_over(state);
    if (wish == Wish::end) return state == SeriesState::ended;
    return state != SeriesState::stopping;
}

// When to look without being told: after the day on which money is taken, or while it stumbles.
std::optional<Instant> next_look(const Series& series, Instant now) {
    using namespace std::chrono_literals;
    constexpr auto begun_watched = 72h;
    switch (series.state) {
        case SeriesState::begun:
            if (now - series.begun_at > begun_watched) return {};
            return now + 1h;
        case SeriesState::stumbling:
            return now + 6h;
        case SeriesState::running:
        case SeriesState::stopping:
            if (series.next_at && *series.next_at > now) return *series.next_at + 2h;
            return now + 1h;
        case SeriesState::ended:
            return {};
    }
    return {};
}

// A second checkout of the same gift was finished at the same time: nothing more is taken by it.
void end_double(const providers::Provider& provider, const Series& series,
                const std::string& told) {
    if (told.empty() || series.subscription.empty() || told == series.subscription) return;
    const auto other = provider.find_subscription(told);
    if (other && other->series == std::to_string(series.id.value) &&
        other->state != SeriesState::ended)
        provider.change_subscription(told, providers::SubscriptionChange::end);
}

std::optional<Subscription> ask_provider(store::Session& session,
                                         const providers::Provider& provider, const Series& series,
                                         const std::string& told) {
    std::vector<std::string> names{series.subscription.empty() ? told : series.subscription};
    if (names.front().empty()) {
        names.clear();
        for (const auto& payment : giving::payments_of(session, series.first))
            if (!payment.checkout.empty()) names.push_back(payment.checkout);
    }
    for (const auto& name : names)
        if (auto seen = provider.find_subscription(name))
            if (seen->series == std::to_string(series.id.value)) return seen;
    return {};
}

Month month_after(const Month& known, const providers::Invoice& invoice) {
    auto month = known;
    month.state = std::max(known.state, invoice.state);
    month.fails = std::max(known.fails, invoice.fails);
    month.try_at = month.state == InvoiceState::open ? invoice.try_at : std::nullopt;
    if (!month.paid_at) month.paid_at = invoice.paid_at;
    return month;
}

bool is_same(const Month& one, const Month& other) {
    return one.state == other.state && one.fails == other.fails && one.try_at == other.try_at &&
           one.paid_at == other.paid_at && one.gift == other.gift;
}

// The gift of a month is like the newest one: what its donor or finance changed there lasts.
giving::NewGift gift_of_month(store::Session& session, const Series& series, const Month& month) {
    const auto like =
        giving::find_gift(session, newest_gift_of(session, series).value_or(series.first));
    check(like.has_value(), "a series has gifts");
    giving::NewGift asked;
    asked.method = "card", asked.origin = "monthly", asked.is_meant = true;
    asked.lines = giving::lines_holding(giving::lines_of(session, *like), series.amount);
    asked.shares = giving::shares_holding(giving::shares_of(session, *like),
                                          giving::counting_of(asked.lines, series.amount.currency));
    if (like->campaign != series.campaign) {  // That month moved; the series did not.
        for (auto& line : asked.lines)
            line.fund = campaign::first_fund(session, series.campaign).id;
        asked.shares.clear();
    }
    for (auto& share : asked.shares)  // In the team where they walk now.
        if (const auto walker = roster::find_participant_by_id(session, share.participant))
            share.team = walker->team;
    asked.donor = like->donor, asked.link = like->link;
    asked.donor.browser.clear(), asked.donor.consent_wording.clear();  // Carried with its date.
    asked.given_at = month.paid_at.value_or(month.due_at);
    constexpr std::size_t digits = 40;
    asked.request_key =
        "monthly:" + sha256_hex(series.provider + " " + month.invoice).substr(0, digits);
    return asked;
}

giving::Terms terms_of(store::Session& session, const Series& series, Instant given_at) {
    giving::Terms terms;
    terms.campaign = series.campaign, terms.currency = series.amount.currency;
    const auto first = giving::find_gift(session, series.first);
    terms.is_rehearsal = first && first->is_rehearsal;
    const auto found = campaign::find_campaign_by_id(session, series.campaign);
    const auto shown = found ? campaign::find_shown_version(session, *found) : std::nullopt;
    terms.is_late = shown && campaign::is_late(*found, *shown, given_at);
    return terms;
}

giving::CardPayment payment_of(const Series& series, const Month& month, Instant now) {
    giving::CardPayment payment;
    payment.id = new_id<giving::PaymentId>(now), payment.campaign = series.campaign;
    payment.provider = series.provider, payment.checkout = month.invoice;
    payment.currency = series.amount.currency, payment.asked = series.amount;
    payment.begun_at = month.paid_at.value_or(now), payment.expires_at = now;
    payment.ask_at = now;
    return payment;
}

struct Writing {
    const Series& series;
    const ToTell& to_tell;
    Instant now;
};

void write_month(store::Transaction& tx, const Writing& writing, const Month& known,
                 const Month& month) {
    if (known.id == 0)
        insert_month(tx, month, writing.series);
    else
        update_month(tx, month);
    const auto& donor = writing.to_tell.first.donor;
    const auto has_failed = known.fails == 0 && month.fails > 0;
    if (has_failed && month.state == InvoiceState::open && !donor.email.empty())
        mail::insert_mail(tx, mail_of_failure(writing.to_tell, writing.series, month), writing.now);
}

// A paid month becomes a gift that waits for its payment, which is settled as any other.
void record_month(store::Store& store, const Writing& writing, const Month& known, Month month) {
    auto& session = store.session();
    const auto& [series, to_tell, now] = writing;
    const auto asked = gift_of_month(session, series, month);
    const auto terms = terms_of(session, series, *asked.given_at);
    const auto like = newest_gift_of(session, series).value_or(series.first);
    const giving::Keys keys{giving::token_for(session, asked.request_key), ""};
    auto payment = payment_of(series, month, now);
    store.in_transaction([&](store::Transaction& tx) {
        const auto gift = giving::insert_gift(tx, asked, terms, keys, now);
        if (!campaign::is_held(tx, series.campaign)) giving::carry_words_over(tx, like, gift.id);
        payment.gift = month.gift = gift.id;
        giving::insert_payment(tx, payment);
        if (known.id != 0) give_month_its_gift(tx, known, gift.id);
        write_month(tx, writing, known, month);
        ledger::append_audit(
            tx,
            {people::program_actor(), "gift recorded", "gift", gift.id.value, gift.campaign, "",
             "every month, " + decimal_text(gift.amount) + " " + gift.amount.currency.text()},
            now);
        hooks::tell_recorded(tx, gift, now);
    });
}

void keep_months(store::Store& store, const Writing& writing, const Subscription& seen) {
    const auto months = months_of(store.session(), writing.series.id);
    for (const auto& invoice : seen.invoices) {
        const auto found = std::ranges::find(months, invoice.id, &Month::invoice);
        Month known;
        if (found != months.end()) known = *found;
        auto month = month_after(known, invoice);
        if (known.id == 0) {
            month.id = new_number(writing.now), month.series = writing.series.id;
            month.invoice = invoice.id, month.due_at = invoice.due_at;
            if (invoice.is_first) month.gift = writing.series.first;
        }
        if (month.state == InvoiceState::paid && !month.gift)
            record_month(store, writing, known, month);
        else if (known.id == 0 || !is_same(known, month))
            store.in_transaction(
                [&](store::Transaction& tx) { write_month(tx, writing, known, month); });
    }
}

// What the provider says of every payment that we wait for.
void settle_months(store::Store& store, const providers::Provider& provider, const Series& series,
                   Instant now) {
    for (const auto gift : unpaid_gifts_of(store.session(), series))
        for (const auto& payment : giving::payments_of(store.session(), gift))
            if (giving::is_waiting(payment) && !payment.checkout.empty())
                giving::ask_and_settle(store, provider, payment, now);
}

Series series_after(const Series& before, const Subscription& seen, Instant now) {
    auto after = before;
    after.subscription = seen.id, after.state = seen.state, after.next_at = seen.next_at;
    if (after.wish != Wish::none && is_done(after.wish, after.state)) after.wish = Wish::none;
    const auto ends_now = is_over(after.state) && !is_over(before.state);
    if (ends_now) ++after.stops;
    if (ends_now && after.ends_by == EndedBy::nobody) after.ends_by = EndedBy::provider;
    if (!is_over(after.state) && after.wish == Wish::none) {
        after.ends_by = EndedBy::nobody, after.ended_by = {};
        after.reason.clear();
    }
    if (after.state == SeriesState::ended && !after.ended_at)
        after.ended_at = seen.ended_at.value_or(now);
    if (is_over(after.state)) after.next_at = {};
    after.ask_at = next_look(after, now), after.asks = 0;
    return after;
}

bool is_news(const Series& before, const Series& after) {
    return before.subscription != after.subscription || before.state != after.state ||
           before.wish != after.wish || before.next_at != after.next_at;
}

void write_step(store::Store& store, const ToTell& to_tell, const Series& before,
                const Series& after, Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        if (!update_series(tx, before, after)) throw Refused{{Reason::already_decided}};
        mail::insert_mails(tx, mails_of_step(to_tell, before, after), now);
        if (before.state != after.state)
            ledger::append_audit(tx,
                                 {people::program_actor(), "monthly gift followed", "gift",
                                  before.first.value, before.campaign, after.reason,
                                  std::string{series_state_name(before.state)} + " -> " +
                                      std::string{series_state_name(after.state)}},
                                 now);
    });
}

// One try; nothing if somebody else wrote meanwhile.
std::optional<Series> try_to_follow(store::Store& store, const providers::Provider& provider,
                                    SeriesId id, const std::string& told, Instant now) try {
    auto& session = store.session();
    const auto before = find_series(session, id);
    if (!before) throw Refused{{Reason::not_found}};
    end_double(provider, *before, told);
    const auto seen = ask_provider(session, provider, *before, told);
    const auto to_tell = read_to_tell(session, *before);
    if (seen) keep_months(store, {*before, to_tell, now}, *seen);
    settle_months(store, provider, *before, now);
    const auto after = seen ? series_after(*before, *seen, now) : *before;
    if (!seen || !is_news(*before, after)) {
        const auto next = next_look(after, now);
        store.in_transaction([&](store::Transaction& tx) { note_asked(tx, after, next, ""); });
        return after;
    }
    write_step(store, to_tell, *before, after, now);
    return find_series(session, id);
} catch (const Refused& refused) {
    if (refused.refusal.reason != Reason::already_decided) throw;
    return {};
} catch (const store::Duplicate&) {  // Somebody else has written this month: read again.
    return {};
} catch (const store::OutcomeUnknown&) {
    return {};
}

}  // namespace

Series follow_series(store::Store& store, const providers::Provider& provider, SeriesId id,
                     const std::string& told, Instant now) {
    constexpr int tries_max = 10;
    for (int tries = 0; tries < tries_max; ++tries)
        if (auto series = try_to_follow(store, provider, id, told, now)) return *series;
    throw store::Unavailable{"a series is being followed by too many at once"};
}

std::optional<Series> hear_of_series(store::Store& store, const providers::Provider& provider,
                                     const providers::Notice& notice, Instant now) {
    auto& session = store.session();
    const auto named = read_series_name(notice.gift);
    if (!named && notice.subscription.empty()) return {};
    auto series = named
                      ? find_series(session, *named)
                      : find_series_by_subscription(session, provider.name(), notice.subscription);
    if (!series && !named) {  // A checkout that was finished names its gift.
        const auto gift = number_in(notice.gift);
        series = find_series_of(session, GiftId{gift});
    }
    if (!series || series->provider != provider.name()) return {};
    return follow_series(store, provider, series->id, notice.subscription, now);
}

void name_gift(store::Session& session, GiftId gift, providers::Payment& seen) {
    const auto named = read_series_name(seen.gift);
    if (!named || !gift) return;
    const auto series = find_series_of(session, gift);
    if (series && series->id == *named) seen.gift = std::to_string(gift.value);
}

giving::Round sweep_series(store::Store& store, const providers::Registry& registry, Instant now) {
    constexpr int page = 100, missed_max = 3;
    giving::Round round;
    std::map<std::string, int> missed;
    const auto attempt = [&](const Series& series, auto&& act) {
        std::string trouble;
        try {
            if (missed[series.provider] >= missed_max)
                throw outside::Unreachable{"it did not answer a moment ago"};
            const auto provider = registry.find(series.provider, now);
            if (!provider) throw providers::NotTaken{"there are no keys"};
            act(*provider);
            round.changed.push_back(series.campaign), ++round.done;
            return;
        } catch (const outside::Unreachable& away) {
            trouble = away.what(), ++missed[series.provider];
        } catch (const std::exception& other) {  // Whatever it is, the next one gets its turn.
            trouble = other.what();
        }
        ++round.put_off;
        store.in_transaction([&](store::Transaction& tx) {
            note_asked(tx, series, now + std::chrono::minutes{10}, trouble);
        });
    };
    for (const auto& series : series_with_a_wish(store.session(), page))
        attempt(series, [&](const providers::Provider& provider) {
            carry_out_wish(store, provider, series.id, now);
        });
    for (const auto& series : series_to_ask(store.session(), now, page))
        attempt(series, [&](const providers::Provider& provider) {
            follow_series(store, provider, series.id, "", now);
        });
    return round;
}

}  // namespace monthly
