#include "campaign/monthly/subscribing.h"

#include "campaign/campaign.h"
#include "campaign/giving/collecting.h"
#include "campaign/ledger/audit.h"
#include "campaign/monthly/following.h"
#include "campaign/phase.h"
#include "campaign/words/check.h"

namespace monthly {

namespace {

Series series_or_refusal(store::Store& store, SeriesId id) {
    const auto series = find_series(store.session(), id);
    if (!series) throw Refused{{Reason::not_found}};
    return *series;
}

void write_wish(store::Store& store, const Series& before, const Series& after,
                const ledger::AuditEntry& entry, Instant now) {
    auto full = entry;
    full.subject_type = "gift", full.subject_id = before.first.value;
    full.campaign = before.campaign;
    store.in_transaction([&](store::Transaction& tx) {
        if (!update_series(tx, before, after)) throw Refused{{Reason::already_decided}};
        ledger::append_audit(tx, full, now);
    });
}

// A failed payment is tried again by the provider unless it is ended at once.
providers::SubscriptionChange change_for(const Series& series) {
    using providers::SubscriptionChange;
    if (series.wish == Wish::go_on) return SubscriptionChange::go_on;
    const auto stops = series.wish == Wish::stop && series.state != SeriesState::stumbling;
    return stops ? SubscriptionChange::stop : SubscriptionChange::end;
}

// Nothing was ever paid: its checkout ends, and with it the series.
Series end_unpaid(store::Store& store, const providers::Provider& provider, const Series& series,
                  Instant now) {
    for (const auto& payment : giving::payments_of(store.session(), series.first))
        if (giving::is_waiting(payment) && !payment.checkout.empty()) {
            provider.end_checkout(payment.checkout);
            giving::ask_and_settle(store, provider, payment, now);
        }
    const auto first = giving::find_gift(store.session(), series.first);
    if (!first || giving::waits_for_card(*first)) return series;
    for (const auto& payment : giving::payments_of(store.session(), series.first))
        if (payment.facts.captured.minor > 0) return series;  // It was paid meanwhile: ask again.
    auto after = series;
    after.state = SeriesState::ended, after.wish = Wish::none, after.ended_at = now;
    after.ask_at = {};
    write_wish(store, series, after, {people::program_actor(), "monthly gift never began"}, now);
    return after;
}

bool takes_gifts(store::Session& session, const Series& series, Instant now) {
    const auto found = campaign::find_campaign_by_id(session, series.campaign);
    check(found.has_value(), "a series has a campaign");
    const auto first = giving::find_gift(session, series.first);
    auto version = campaign::find_shown_version(session, *found);
    for (auto& newest : campaign::recent_versions(session, found->id, 1))
        if (!version) version = std::move(newest);
    if (!version) return true;  // Nothing says when it ends.
    if (first && first->is_rehearsal) return campaign::is_rehearsing(*found, *version, now);
    const auto phase = campaign::phase_of(*found, *version, now);
    return phase != campaign::Phase::ended && phase != campaign::Phase::closed &&
           phase != campaign::Phase::cancelled;
}

}  // namespace

Series open_series(store::Store& store, const giving::Gift& first, const std::string& provider,
                   Instant now) {
    check(first.method == "card", "a series is paid by card");
    if (const auto there = find_series_of(store.session(), first.id)) return *there;
    Series series;
    series.id = new_id<SeriesId>(now), series.campaign = first.campaign, series.first = first.id;
    series.provider = provider, series.amount = first.amount, series.begun_at = now;
    series.ask_at = now + std::chrono::hours{1};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_series(tx, series);
            ledger::append_audit(tx,
                                 {people::donor_actor(""), "monthly gift begun", "gift",
                                  first.id.value, first.campaign, "",
                                  decimal_text(first.amount) + " " + first.amount.currency.text()},
                                 now);
        });
    } catch (const store::Duplicate&) {  // Two clicks at once.
    }
    const auto there = find_series_of(store.session(), first.id);
    check(there.has_value(), "a series stands that was written");
    return *there;
}

Series stop_series(store::Store& store, SeriesId id, const people::Actor& actor, Instant now) {
    const auto before = series_or_refusal(store, id);
    if (!takes_more(before)) throw Refused{{Reason::already_decided}};
    auto after = before;
    after.wish = Wish::stop, after.ends_by = EndedBy::donor;
    write_wish(store, before, after, {actor, "monthly gift stopped"}, now);
    return series_or_refusal(store, id);
}

Series restart_series(store::Store& store, SeriesId id, const people::Actor& actor, Instant now) {
    const auto before = series_or_refusal(store, id);
    const auto may_go_on = before.state != SeriesState::ended && before.wish != Wish::end &&
                           before.ends_by == EndedBy::donor && !takes_more(before);
    if (!may_go_on) throw Refused{{Reason::already_decided}};
    if (!takes_gifts(store.session(), before, now)) throw Refused{{Reason::campaign_not_open}};
    auto after = before;
    after.wish = Wish::go_on;
    write_wish(store, before, after, {actor, "monthly gift started again"}, now);
    return series_or_refusal(store, id);
}

Series end_series(store::Store& store, SeriesId id, const std::string& reason,
                  const people::Actor& actor, Instant now) {
    if (reason.empty())
        throw Refused{
            {Reason::not_a_valid_value, "reason", "Say why it ends; its donor reads it."}};
    const auto before = series_or_refusal(store, id);
    if (before.state == SeriesState::ended || before.wish == Wish::end)
        throw Refused{{Reason::already_decided}};
    auto after = before;
    after.wish = Wish::end, after.ends_by = EndedBy::desk;
    after.ended_by = actor.account, after.reason = reason;
    write_wish(store, before, after, {actor, "monthly gift ended", "", 0, {}, reason}, now);
    return series_or_refusal(store, id);
}

Series carry_out_wish(store::Store& store, const providers::Provider& provider, SeriesId id,
                      Instant now) {
    auto series = series_or_refusal(store, id);
    if (series.wish == Wish::none) return series;
    if (series.subscription.empty()) series = follow_series(store, provider, id, "", now);
    if (series.wish == Wish::none) return series;
    if (series.subscription.empty()) return end_unpaid(store, provider, series, now);
    provider.change_subscription(series.subscription, change_for(series));
    return follow_series(store, provider, id, "", now);
}

int end_series_of_closed(store::Store& store, Instant now) {
    constexpr int page = 200;
    int ended = 0;
    for (SeriesId last{0};;) {
        const auto running = series_not_ended(store.session(), last, page);
        for (const auto& series : running) {
            last = series.id;
            if (series.wish == Wish::end || series.ends_by == EndedBy::campaign) continue;
            const bool is_open = takes_gifts(store.session(), series, now);
            if (is_open) continue;
            auto after = series;
            after.wish = Wish::end, after.ends_by = EndedBy::campaign;
            try {
                write_wish(store, series, after,
                           {people::program_actor(),
                            "monthly gift ended",
                            "",
                            0,
                            {},
                            "the campaign is over"},
                           now);
                ++ended;
            } catch (const Refused&) {  // Somebody was faster: looked at in the next round.
            }
        }
        if (running.size() < std::size_t{page}) return ended;
    }
}

}  // namespace monthly
