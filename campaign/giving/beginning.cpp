#include "campaign/giving/card_testing.h"
#include "campaign/giving/collecting.h"
#include "campaign/giving/settling.h"
#include "campaign/language/locale.h"
#include "campaign/monthly/series.h"
#include "campaign/words/check.h"

namespace giving {

namespace {

bool may_still_be_paid(const CardPayment& payment, Instant now) {
    constexpr std::chrono::minutes enough_time{2};
    return payment.facts.state == PaymentState::open && payment.expires_at > now + enough_time;
}

// Attempts are numbered, so that two clicks at once begin only one.
void open_attempt(store::Store& store, const Gift& gift, const CardPayment& fresh, Instant now) {
    auto& session = store.session();
    const auto zone = session.one("SELECT time_zone FROM organisation WHERE id = 1");
    const auto shares = shares_of(session, gift);
    const ledger::Booking booking{people::donor_actor(""), now,
                                  language::date_in(now, zone->text("time_zone"))};
    const Money nothing{0, gift.amount.currency};
    store.in_transaction([&](store::Transaction& tx) {
        insert_payment(tx, fresh);
        note_checkout(tx, {fresh.client, fresh.network}, now);
        if (gift.state == State::intent) return;
        write_outcome(tx, gift, shares,
                      {State::intent, nothing, nothing, shares, {}, "card tried again", ""},
                      booking);
    });
}

CardPayment fresh_attempt(const providers::Provider& provider, const Gift& gift,
                          const CheckoutWords& words, Instant now) {
    CardPayment fresh;
    fresh.id = new_id<PaymentId>(now), fresh.gift = gift.id, fresh.campaign = gift.campaign;
    fresh.provider = provider.name(), fresh.currency = gift.amount.currency;
    fresh.asked = gift.amount, fresh.client = words.client, fresh.network = words.network;
    fresh.begun_at = now, fresh.expires_at = now + checkout_open;
    fresh.ask_at = fresh.expires_at;
    return fresh;
}

// The attempt that is to be paid: the open one, or the next.
CardPayment current_attempt(store::Store& store, const providers::Provider& provider,
                            const Gift& gift, const CheckoutWords& words, Instant now) {
    const auto attempts = payments_of(store.session(), gift.id);
    if (!attempts.empty() && may_still_be_paid(attempts.front(), now)) return attempts.front();
    for (const auto& attempt : attempts)
        if (attempt.attempt > 0 && is_waiting(attempt) && attempt.expires_at > now)
            throw Refused{{Reason::already_decided}};  // Under way, or about to expire.
    auto fresh = fresh_attempt(provider, gift, words, now);
    fresh.attempt = attempts.empty() ? 1 : std::max(attempts.front().attempt + 1, 1);
    try {
        open_attempt(store, gift, fresh, now);
    } catch (const store::Duplicate&) {
        return payments_of(store.session(), gift.id).front();
    }
    return fresh;
}

}  // namespace

std::string begin_checkout(store::Store& store, const providers::Provider& provider, GiftId id,
                           const CheckoutWords& words, Instant now) {
    const auto gift = find_gift(store.session(), id);
    if (!gift || gift->method != "card") throw Refused{{Reason::not_found}};
    const auto is_to_be_paid = gift->state == State::intent || gift->state == State::expired ||
                               gift->state == State::failed;
    if (!is_to_be_paid) throw Refused{{Reason::already_decided}};
    const auto attempt = current_attempt(store, provider, *gift, words, now);
    if (attempt.provider != provider.name()) throw Refused{{Reason::already_decided}};
    if (!attempt.url.empty()) return attempt.url;
    const auto series = monthly::find_series_of(store.session(), gift->id);
    if (series && !provider.takes_monthly()) throw Refused{{Reason::not_allowed, "method"}};
    const auto checkout =
        provider.begin_checkout({.gift = std::to_string(gift->id.value),
                                 .campaign = words.campaign_slug,
                                 .amount = gift->amount,
                                 .title = words.title,
                                 .language = gift->donor.language,
                                 .return_url = words.return_url,
                                 .cancel_url = words.cancel_url,
                                 .key = "payment:" + std::to_string(attempt.id.value),
                                 .expires_at = attempt.expires_at,
                                 .series = series ? std::to_string(series->id.value) : ""});
    constexpr std::chrono::minutes first_look{1};
    store.in_transaction(
        [&](store::Transaction& tx) { set_checkout(tx, attempt.id, checkout, now + first_look); });
    return checkout.url;
}

}  // namespace giving
