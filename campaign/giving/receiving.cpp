#include "campaign/giving/receiving.h"

#include <algorithm>
#include <map>

#include "campaign/giving/card_testing.h"
#include "campaign/giving/providers/provider_cursor.h"
#include "campaign/monthly/following.h"
#include "campaign/outside/http_client.h"
#include "campaign/words/number.h"

namespace giving {

namespace {

constexpr int page = 100;

std::chrono::seconds pause_after(int tries) {
    constexpr int doublings_max = 11;  // 2 s, 4 s, … 68 min.
    return std::chrono::seconds{2LL << std::min(tries, doublings_max)};
}

GiftId gift_from(const std::string& text) { return GiftId{number_in(text)}; }

bool is_about(const CardPayment& payment, const InboxEvent& event) {
    const auto& known = payment.facts.payment;
    const auto& told = event.notice.payment;
    return told.empty() || known.empty() || told == known;
}

// Who did not answer three times in one round is left alone for the rest of it, so that one
// provider's bad hour does not keep the others waiting.
class Absences {
public:
    void note(const std::string& provider) { ++missed_[provider]; }
    void expect(const std::string& provider) const {
        constexpr int missed_max = 3;
        const auto found = missed_.find(provider);
        if (found != missed_.end() && found->second >= missed_max)
            throw outside::Unreachable{"it did not answer a moment ago"};
    }

private:
    std::map<std::string, int> missed_;
};

// Which payment of ours it is about: by its checkout, by the payment's id, by our metadata.
std::optional<CardPayment> payment_for(store::Session& session, const InboxEvent& event) {
    const auto& notice = event.notice;
    if (!notice.checkout.empty())
        if (auto found = find_payment_by_checkout(session, event.provider, notice.checkout))
            return found;
    if (!notice.payment.empty())
        if (auto found = find_payment_by_id(session, event.provider, notice.payment)) return found;
    for (auto& payment : payments_of(session, gift_from(notice.gift))) {
        if (payment.provider != event.provider || payment.attempt < 1) continue;
        // A checkout that was made before we could write down its number.
        if (payment.checkout.empty()) payment.checkout = notice.checkout;
        if (notice.checkout.empty() ? is_about(payment, event)
                                    : payment.checkout == notice.checkout)
            return payment;
    }
    return {};
}

void add_changed(Round& round, const Settled& settled) {
    if (settled.is_news && settled.gift.campaign) round.changed.push_back(settled.gift.campaign);
}

// It may be about a payment that we learn of in a moment: it waits a while, then it is left alone.
bool may_be_known_later(const InboxEvent& event) {
    constexpr int tries_max = 6;
    return !event.notice.payment.empty() && event.tries < tries_max;
}

// Nothing of ours leads there, or another payment than ours does. Is it kept in quarantine now?
bool look_for_stray(store::Store& store, const providers::Provider& provider,
                    const InboxEvent& event, Instant now) {
    if (event.notice.payment.empty()) return false;
    // What names no gift of ours may be about one that we learn of in a moment.
    const auto names_gift = find_gift(store.session(), gift_from(event.notice.gift)).has_value();
    if (!names_gift && may_be_known_later(event)) return false;
    return learn_payment(store, provider, event.notice.payment, now).has_value();
}

// False: it cannot be told yet what it is about.
bool handle_event(store::Store& store, const providers::Provider& provider, const InboxEvent& event,
                  Round& round, Instant now) {
    const auto payment = payment_for(store.session(), event);
    const auto series = monthly::hear_of_series(store, provider, event.notice, now);
    if (series) round.changed.push_back(series->campaign);
    if (payment) {
        const auto settled = ask_and_settle(store, provider, *payment, now);
        add_changed(round, settled);
        if (!is_about(settled.payment, event)) look_for_stray(store, provider, event, now);
        const auto has_many = settled.payment.declines + 1 >= declines_per_checkout_max;
        if (event.notice.is_decline && has_many && is_waiting(settled.payment))
            provider.end_checkout(settled.payment.checkout);
    } else if (!series && !look_for_stray(store, provider, event, now) &&
               may_be_known_later(event)) {
        return false;
    }
    store.in_transaction([&](store::Transaction& tx) {
        if (event.notice.type.starts_with("payout."))
            providers::hurry_cursor(tx, {event.provider, "payouts"});
        const auto is_first =
            end_event(tx, event, payment || series ? Ending::done : Ending::ignored, now);
        if (is_first && payment && event.notice.is_decline) note_decline(tx, *payment, now);
    });
    return true;
}

Received keep_notice(store::Store& store, const std::string& provider,
                     const std::optional<providers::Notice>& notice, const std::string& raw_body,
                     Instant now) {
    constexpr std::size_t id_max = 255, type_max = 80, gift_max = 40;
    if (!notice || notice->event.empty() || notice->event.size() > id_max) return Received::refused;
    InboxEvent event{new_number(now), provider, *notice, 0, now};
    auto& kept = event.notice;
    kept.type.resize(std::min(kept.type.size(), type_max));
    for (auto* id : {&kept.checkout, &kept.payment, &kept.subscription})
        if (id->size() > id_max) id->clear();
    if (kept.gift.size() > gift_max) kept.gift.clear();
    try {
        store.in_transaction([&](store::Transaction& tx) { insert_event(tx, event, raw_body); });
    } catch (const store::Duplicate&) {
        return Received::known;
    }
    return Received::kept;
}

}  // namespace

Received receive_notice(store::Store& store, const providers::Provider& provider,
                        const providers::Headers& headers, const std::string& raw_body,
                        Instant now) {
    if (raw_body.size() > notice_bytes_max) return Received::refused;
    const auto notice = provider.read_notice(headers, raw_body, now);
    return keep_notice(store, provider.name(), notice, raw_body, now);
}
Round work_off_inbox(store::Store& store, const providers::Registry& registry, Instant now) {
    Round round;
    Absences absences;
    for (const auto& event : events_due(store.session(), now, page)) {
        std::string trouble;
        try {
            absences.expect(event.provider);
            const auto provider = registry.find(event.provider, now);
            if (!provider) throw providers::NotTaken{"there are no keys"};
            if (handle_event(store, *provider, event, round, now)) {
                ++round.done;
                continue;
            }
            trouble = "it is about no payment that we know";
        } catch (const outside::Unreachable& away) {
            trouble = away.what(), ++round.put_off;
            absences.note(event.provider);
        } catch (const providers::NotTaken& no) {
            trouble = no.what(), ++round.put_off;
        } catch (const std::exception& other) {  // Whatever it is, the next one gets its turn.
            trouble = other.what(), ++round.put_off;
        }
        store.in_transaction([&](store::Transaction& tx) {
            put_off_event(tx, event, now + pause_after(event.tries), trouble);
        });
    }
    return round;
}

namespace {

int keep_missed(store::Store& store, const std::string& provider,
                const std::vector<providers::Notice>& notices, Instant now) {
    int found = 0;
    for (const auto& notice : notices) {
        if (notice.checkout.empty() && notice.payment.empty() && notice.subscription.empty())
            continue;
        if (is_event_known(store.session(), provider, notice.event)) continue;
        if (keep_notice(store, provider, notice, "", now) == Received::kept) ++found;
    }
    return found;
}

}  // namespace

Round hear_missed(store::Store& store, const providers::Registry& registry, Instant now) {
    constexpr std::chrono::hours overlap{1}, first_look{72};
    Round round;
    for (const auto& provider : registry.all(now)) {
        const providers::CursorName name{provider->name(), "events"};
        const auto cursor = providers::find_cursor(store.session(), name);
        if (cursor.asked_at && !cursor.is_hurried && now - *cursor.asked_at < list_every) continue;
        const auto is_ours = store.in_transaction(
            [&](store::Transaction& tx) { return providers::claim_cursor(tx, name, cursor, now); });
        if (!is_ours) continue;
        const auto since = cursor.read_until ? *cursor.read_until - overlap : now - first_look;
        std::string trouble;
        int found = 0;
        try {
            found = keep_missed(store, provider->name(), provider->notices_since(since), now);
            ++round.done;
        } catch (const std::exception& away) {
            trouble = away.what(), ++round.put_off;
        }
        store.in_transaction([&](store::Transaction& tx) {
            providers::note_read(
                tx, name,
                {trouble.empty() ? std::optional{now} : cursor.read_until, {}, found, trouble});
        });
    }
    return round;
}

Round sweep_payments(store::Store& store, const providers::Registry& registry, Instant now) {
    Round round;
    Absences absences;
    for (const auto& payment : payments_to_ask(store.session(), now, page)) {
        try {
            absences.expect(payment.provider);
            const auto provider = registry.find(payment.provider, now);
            if (!provider) throw providers::NotTaken{"there are no keys"};
            add_changed(round, ask_and_settle(store, *provider, payment, now));
            ++round.done;
            continue;
        } catch (const outside::Unreachable&) {  // It is asked again, later each time.
            absences.note(payment.provider);
        } catch (const providers::NotTaken&) {
        } catch (const std::exception&) {  // Whatever it is, the next one gets its turn.
        }
        ++round.put_off;
        store.in_transaction([&](store::Transaction& tx) {
            note_asked(tx, payment, now + pause_after(payment.asks + 3), now);
        });
    }
    return round;
}

}  // namespace giving
