#include "web/demo/pledgers.h"

#include "campaign/language/locale.h"
#include "campaign/pledges/billing.h"
#include "campaign/pledges/paying.h"
#include "campaign/pledges/pledging.h"

namespace demo {

namespace {

using std::chrono::days;

// Days before now on which it was promised, and after that until its first part is due.
struct Promise {
    pledges::Kind kind;
    int made_before, due_after, parts;
    std::int64_t cents, cap_cents;  // Per lap, and at most, of those for laps.
    bool is_proven, pays_first;
};
constexpr Promise promises[] = {{pledges::Kind::flat, 20, 34, 1, 25'000, 0, true, false},
                                {pledges::Kind::flat, 18, 12, 1, 5'000, 0, true, false},  // Late.
                                {pledges::Kind::flat, 3, 30, 1, 10'000, 0, false, false},
                                {pledges::Kind::instalments, 19, 5, 3, 15'000, 0, true, true},
                                {pledges::Kind::instalments, 9, 14, 6, 30'000, 0, true, false},
                                {pledges::Kind::unit, 12, 0, 1, 200, 5'000, true, false},
                                {pledges::Kind::unit, 11, 0, 1, 500, 4'000, true, false},
                                {pledges::Kind::unit, 10, 0, 1, 100, 2'000, true, false},
                                {pledges::Kind::unit, 6, 0, 1, 300, 6'000, true, false},
                                {pledges::Kind::unit, 2, 0, 1, 250, 5'000, false, false}};

class Pledging {
public:
    Pledging(store::Store& store, const Show& show, const std::vector<Walker>& walkers,
             const Cast& cast, Instant now)
        : store_{store}, show_{show}, walkers_{walkers}, cast_{cast}, now_{now} {}

    void make(const Promise& one) {
        const auto at = now_ - days{one.made_before};
        const auto name = draw_name(cast_, dice_);
        const auto number = std::to_string(++count_);
        const auto currency = show_.campaign.currency;
        const bool for_laps = one.kind == pledges::Kind::unit;
        const auto& walker = walkers_[for_laps ? count_ % 3 : count_ % walkers_.size()];
        pledges::NewPledge asked;
        asked.kind = one.kind, asked.parts = one.parts;
        asked.amount = {for_laps ? 0 : one.cents, currency};
        asked.unit = {for_laps ? one.cents : 0, currency}, asked.cap = {one.cap_cents, currency};
        asked.first_on = language::date_in(at + days{one.due_after}, show_.terms.zone);
        asked.participant = walker.id, asked.team = walker.team;
        asked.donor.name = name.full, asked.donor.language = name.language;
        asked.donor.email = "pledge" + number + "@example.org";
        asked.request_key = "demo-pledge-" + number;
        const auto donor = people::donor_actor("");
        const auto made = pledges::make_pledge(store_, asked, show_.terms, donor, at).pledge;
        if (one.is_proven)
            pledges::prove_pledge(store_, made.id, donor, at + std::chrono::minutes{9});
        if (one.pays_first)
            pledges::pay_pledge(store_,
                                {.pledge = made.id,
                                 .method = "transfer",
                                 .amount = {one.cents / one.parts, currency},
                                 .request_key = "demo-pledge-part-" + number},
                                donor, at + days{one.due_after - 1});
    }

private:
    store::Store& store_;
    const Show& show_;
    const std::vector<Walker>& walkers_;
    const Cast& cast_;
    Instant now_;
    Dice dice_{20270613};
    std::size_t count_ = 0;
};

}  // namespace

void promise_for_later(store::Store& store, const Stage& stage, const Walkers& walkers,
                       const Cast& cast, Instant now) {
    const auto& show = stage.shows.front();
    const auto& some = walkers.front();
    if (some.size() < 3) return;
    Pledging pledging{store, show, some, cast, now};
    for (const auto& one : promises) pledging.make(one);
    const auto& [organiser, coordinator, moderator, finance, volunteer, walker] = stage.colleagues;
    const auto billed = pledges::enter_laps(store,
                                            {show.campaign.id,
                                             {{some[0].id, 12}, {some[1].id, 9}},
                                             "Training in the park, sheet 1",
                                             "demo-laps-1"},
                                            volunteer.actor, now - days{1});
    pledges::confirm_laps(store, billed, finance.actor, now - days{1} + std::chrono::hours{2});
    pledges::enter_laps(
        store,
        {show.campaign.id, {{some[2].id, 15}}, "Training in the park, sheet 2", "demo-laps-2"},
        volunteer.actor, now - std::chrono::hours{3});
}

}  // namespace demo
