#include "web/demo/arrivals.h"

#include <utility>

#include "campaign/language/locale.h"
#include "campaign/ledger/tally.h"
#include "campaign/organisation/organisation.h"
#include "campaign/people/account.h"
#include "campaign/phase.h"
#include "campaign/roster/participant.h"
#include "campaign/words/token.h"
#include "web/demo/chatter.h"
#include "web/demo/gift_plan.h"

namespace demo {

namespace {

struct Place {
    campaign::Campaign campaign;
    BankAccountId account;
    giving::Terms terms;
};

// One of the campaigns that take gifts now; nothing if none does.
std::optional<Place> choose_place(store::Session& session, Dice& dice, Instant now) {
    std::vector<Place> open;
    const auto zone = organisation::find_organisation(session).time_zone;
    for (const auto& one : campaign::all_campaigns(session)) {
        const auto version = campaign::find_shown_version(session, one);
        if (!version || campaign::gift_objection(one, *version, now)) continue;
        open.push_back({one,
                        version->plan.bank_account,
                        {one.id, one.currency, campaign::first_fund(session, one.id).id, zone}});
    }
    if (open.empty()) return {};
    return dice.one_of(open);
}

people::Actor colleague(store::Session& session, people::Role role) {
    const std::string name{people::role_name(role)};
    const auto found = people::find_account_by_address(session, name + "@example.org");
    return {found ? found->id : AccountId{}, name};
}

void credit_somebody(store::Session& session, Dice& dice, giving::NewGift& asked,
                     CampaignId campaign) {
    constexpr int best = 30, credited_per_mille = 700;
    const auto ranking = ledger::ranking_of(session, campaign, "participant", best);
    if (ranking.empty() || !dice.happens(credited_per_mille)) return;
    const auto one =
        roster::find_participant_by_id(session, ParticipantId{dice.one_of(ranking).id});
    if (one) asked.shares = {{one->id, one->team, {}}};
}

}  // namespace

Arrivals::Arrivals(store::Store& store, Clock clock, Changed changed)
    : store_{store}, clock_{std::move(clock)}, changed_{std::move(changed)}, thread_{[this] {
          keep_giving();
      }} {}

Arrivals::~Arrivals() {
    {
        const std::lock_guard lock{mutex_};
        is_stopping_ = true;
    }
    stopped_.notify_all();
    thread_.join();
}

void Arrivals::keep_giving() {
    const auto cast = read_cast();
    Dice dice{static_cast<std::uint32_t>(clock_().time_since_epoch().count())};
    while (pause(dice)) {
        try {
            give_one(dice, cast);
            constexpr int posts_per_mille = 150;
            if (dice.happens(posts_per_mille)) chat(dice);
        } catch (const std::exception&) {  // A campaign was paused, the database is away: later.
        }
    }
}

// False when it is time to stop.
bool Arrivals::pause(Dice& dice) {
    const std::chrono::seconds wait{dice.between(pause_least_s, pause_most_s)};
    std::unique_lock lock{mutex_};
    return !stopped_.wait_for(lock, wait, [this] { return is_stopping_; });
}

// A promise; the one before it is read by a person, and most of them arrive.
void Arrivals::give_one(Dice& dice, const Cast& cast) {
    auto& session = store_.session();
    const auto place = choose_place(session, dice, clock_());
    if (!place) return;
    giving::NewGift asked;
    asked.request_key = random_token(), asked.is_meant = true;
    asked.lines = {{"gift", place->terms.fund, {draw_amount(dice), place->terms.currency}, true}};
    asked.donor = draw_donor(cast, dice, static_cast<std::size_t>(1'000'000 + ++count_));
    credit_somebody(session, dice, asked, place->campaign.id);
    const auto made =
        giving::record_gift(store_, asked, place->terms, people::donor_actor(""), clock_());
    changed_(place->campaign.id);
    if (const auto before = std::exchange(promised_, {made.gift.id, place->account}); before.gift)
        settle(before, dice);
}

// By one of those who have raised most.
void Arrivals::chat(Dice& dice) {
    constexpr int best = 30;
    auto& session = store_.session();
    const auto place = choose_place(session, dice, clock_());
    if (!place) return;
    const auto ranking = ledger::ranking_of(session, place->campaign.id, "participant", best);
    if (ranking.empty()) return;
    post_live(store_,
              {.campaign = place->campaign.id,
               .participant = ParticipantId{dice.one_of(ranking).id},
               .reader = colleague(session, people::Role::moderator),
               .number = static_cast<std::size_t>(dice.below(1000))},
              clock_());
    changed_(place->campaign.id);
}

void Arrivals::settle(const Promised& promised, Dice& dice) {
    constexpr int arrives_per_mille = 850;
    auto& session = store_.session();
    const auto gift = giving::find_gift(session, promised.gift);
    if (!gift || gift->state != giving::State::pending) return;
    if (gift->words_state == "waiting")
        giving::review_words(store_, gift->id, "published", "",
                             colleague(session, people::Role::moderator), clock_());
    if (!dice.happens(arrives_per_mille)) return;
    const auto zone = organisation::find_organisation(session).time_zone;
    const auto today = language::date_in(clock_(), zone);
    giving::mark_arrived(store_,
                         {.gift = gift->id,
                          .arrived = gift->open,
                          .bank_date = today,
                          .statement_reference = iso_text(today) + " " + gift->reference,
                          .bank_account = promised.account},
                         colleague(session, people::Role::finance), clock_());
    changed_(gift->campaign);
}

}  // namespace demo
