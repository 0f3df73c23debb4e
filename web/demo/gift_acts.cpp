#include "web/demo/gift_acts.h"

#include <algorithm>
#include <atomic>

#include "campaign/language/locale.h"

namespace demo {

GiftActs::GiftActs(store::Store& store, const Stage& stage, const std::vector<GiftPlan>& plans)
    : store_{store}, stage_{stage}, plans_{plans}, ids_(plans.size()) {
    add_steps();
}

void GiftActs::add_steps() {
    for (std::size_t i = 0; i < plans_.size(); ++i) {
        const auto& plan = plans_[i];
        steps_.push_back({plan.at, i, Act::record});
        if (plan.proven_at) steps_.push_back({*plan.proven_at, i, Act::prove});
        if (plan.end != GiftPlan::End::waits) steps_.push_back({plan.ends_at, i, Act::settle});
        if (plan.read_at) steps_.push_back({*plan.read_at, i, Act::read});
    }
    std::ranges::stable_sort(steps_, {}, &Step::at);
}

// All steps of one gift are taken by one lane, so they keep their order.
void GiftActs::carry_out(const Span& span, const Progress& progress) {
    std::atomic<std::size_t> done = 0;
    std::vector<Step> now;
    std::ranges::copy_if(steps_, std::back_inserter(now), [&](const Step& step) {
        return step.at >= span.from && step.at < span.until;
    });
    run_lanes([&](int lane) {
        for (const auto& step : now) {
            if (step.gift % lanes != static_cast<std::size_t>(lane)) continue;
            take_step(step);
            const auto count = ++done;
            if (lane == 0) progress(static_cast<int>(100 * count / now.size()));
        }
    });
}

void GiftActs::take_step(const Step& step) {
    const auto& plan = plans_[step.gift];
    const auto id = ids_[step.gift];
    switch (step.act) {
        case Act::record: return record(step.gift, step.at);
        case Act::settle: return settle(step.gift, step.at);
        case Act::prove:
            giving::prove_promise(store_, id, people::donor_actor(""), step.at);
            return;
        case Act::read:
            giving::review_words(store_, id, plan.is_hidden ? "hidden" : "published",
                                 plan.is_hidden ? "names somebody else" : "",
                                 stage_.colleagues.moderator.actor, step.at);
            return;
    }
}

void GiftActs::record(std::size_t gift, Instant at) {
    const auto& plan = plans_[gift];
    const auto& actor = plan.asked.origin == "desk" ? stage_.colleagues.volunteer.actor
                                                    : people::donor_actor("");
    ids_[gift] =
        giving::record_gift(store_, plan.asked, stage_.shows[plan.show].terms, actor, at).gift.id;
}

void GiftActs::settle(std::size_t gift, Instant at) {
    using End = GiftPlan::End;
    const auto& plan = plans_[gift];
    const auto id = ids_[gift];
    const auto& finance = stage_.colleagues.finance.actor;
    switch (plan.end) {
        case End::waits: return;
        case End::arrives:
        case End::comes_short: return book_arrival(plan, id, at);
        case End::lapses:
            giving::end_promise(store_, id, giving::State::lapsed, "60 days have passed",
                                people::program_actor(), at);
            return;
        case End::is_withdrawn:
            giving::end_promise(store_, id, giving::State::withdrawn, plan.reason,
                                people::donor_actor(""), at);
            return;
        case End::is_confirmed:
            giving::confirm_entered(store_, {id, {plan.arrives_minor, currency_of("EUR")},
                                             plan.reason}, finance, at);
            return;
        case End::is_rejected:
            giving::reject_entered(store_, id, plan.reason, finance, at);
            return;
    }
}

void GiftActs::book_arrival(const GiftPlan& plan, GiftId id, Instant at) {
    const auto day = language::date_in(at, stage_.shows[plan.show].terms.zone);
    giving::mark_arrived(store_,
                         {.gift = id,
                          .arrived = {plan.arrives_minor, currency_of("EUR")},
                          .bank_date = day,
                          .statement_reference = iso_text(day) + " " + plan.asked.request_key,
                          .bank_account = stage_.bank_account,
                          .lets_rest_go = plan.lets_rest_go},
                         stage_.colleagues.finance.actor, at);
}

}  // namespace demo
