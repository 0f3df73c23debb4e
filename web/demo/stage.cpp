#include "web/demo/stage.h"

#include "campaign/language/locale.h"
#include "campaign/people/inviting.h"
#include "campaign/phase.h"
#include "campaign/publishing.h"
#include "campaign/words/token.h"
#include "web/demo/founding.h"

namespace demo {

namespace {

using std::chrono::days;
using std::chrono::hours;

const std::string zone = "Europe/Berlin";
constexpr int founded_days_ago = 100;

Date day(Instant now, int days_from_now) {
    return language::date_in(now + days{days_from_now}, zone);
}

// Seventeen signs that can be read out on the telephone: 75 random bits.
std::string new_password() {
    const auto token = random_token();
    return token.substr(0, 5) + "-" + token.substr(5, 5) + "-" + token.substr(10, 5);
}

Colleague hire(store::Store& store, const std::string& name, people::Role role, Instant at) {
    const std::string title{people::role_name(role)};
    Colleague one{{},
                  (role == people::Role::participant ? "walker" : title) + "@example.org",
                  new_password()};
    const auto id = people::make_demo_account(store, {one.email, name, one.password, role}, at);
    one.actor = {id, title};
    return one;
}

Colleagues hire_everybody(store::Store& store, Instant at) {
    using people::Role;
    return {hire(store, "Harriet Bennett", Role::organiser, at),
            hire(store, "Jonas Albrecht", Role::coordinator, at),
            hire(store, "Ayşe Demir", Role::moderator, at),
            hire(store, "Matthias Krüger", Role::finance, at),
            hire(store, "Ruth Okafor", Role::volunteer, at),
            hire(store, "Ingrid Lindqvist", Role::participant, at)};
}

// The Sunday about three weeks from now, at ten in the morning.
Instant walk_day(Instant now) {
    auto date = std::chrono::sys_days{day(now, 20)};
    while (std::chrono::weekday{date} != std::chrono::Sunday) date += days{1};
    return language::local_moment(Date{date}, 10, 0, zone);
}

campaign::Plan walk_plan(Instant now) {
    const auto at = walk_day(now);
    return {.title = "Spring Walk for Ward 3",
            .summary =
                "We walk along the river so that every parent on Ward 3 has a bed beside "
                "their child.",
            .story = text_of("spring-walk.md"),
            .goal = 2'000'000,
            .starts_on = day(now, -36),
            .ends_on = language::date_in(at + days{7}, zone),
            .place = "Riverside Park",
            .event_at = at,
            .routes = "5 km and 10 km, along the river",
            .entry = "Free; children may ride in a cart",
            .step_free = "The 5 km route is step-free",
            .contact = "Jonas Albrecht, 030 5550 0142",
            .hashtag = "SpringWalkWard3",
            .sponsors = {"Bakery Krüger", "Riverside Savings Bank", "Sports Schröder",
                         "Stadtwerke Südufer"},
            .milestones = {{250'000, "Ten folding beds"},
                           {900'000, "Ten furnished rooms"},
                           {1'500'000, "A playroom that opens at night"}}};
}

campaign::Plan challenge_plan(Instant now) {
    return {.title = "The Children's Challenge",
            .summary = "Eight teams, one play bus: whoever raises the most paints it.",
            .story = text_of("childrens-challenge.md"),
            .goal = 2'500'000,
            .starts_on = day(now, -62),
            .ends_on = day(now, 12),
            .place = "Riverside and everywhere else",
            .hashtag = "PlayBusChallenge",
            .sponsors = {"Kaleidoskop Toys", "Garage Fletcher & Sons"},
            .milestones = {{1'000'000, "The bus is reserved"},
                           {4'000'000, "A driver and fuel for a year"}},
            .theme_seed = 7,
            .shows_lighter = false};
}

campaign::Plan playground_plan(Instant now) {
    return {.title = "A New Playground for Everybody",
            .summary = "A slide with a ramp, a swing for two, a sandpit as high as a table.",
            .story = text_of("new-playground.md"),
            .goal = 4'500'000,
            .starts_on = day(now, -88),
            .ends_on = day(now, 30),
            .place = "Hospital garden",
            .hashtag = "PlaygroundForEverybody",
            .sponsors = {"Garden Centre Meadow", "Roofers' Guild Riverside"},
            .milestones = {{1'650'000, "The slide with its ramp"},
                           {2'430'000, "The swing for two"},
                           {2'850'000, "The raised sandpit"}},
            .theme_seed = 23};
}

campaign::Plan stories_plan(Instant now) {
    return {.title = "Night of Stories",
            .summary = "Twelve hours of bedtime stories, live from the ward.",
            .story = text_of("night-of-stories.md"),
            .goal = 600'000,
            .starts_on = day(now, 25),
            .ends_on = day(now, 55),
            .place = "Ward 3 and your living room",
            .hashtag = "NightOfStories",
            .theme_seed = 41};
}

struct Staging {
    store::Store& store;
    const Stage& stage;
    Instant now;
};

campaign::Campaign draft(const Staging& s, const std::string& slug, campaign::Kind kind,
                         hours after_first, campaign::Plan plan) {
    plan.bank_account = s.stage.bank_account;
    const auto at = s.now - days{founded_days_ago - 2} + after_first;
    const auto& author = s.stage.colleagues.coordinator.actor;
    const auto made = campaign::draft_campaign(
        s.store, {.slug = slug, .kind = kind, .currency = currency_of("EUR"), .plan = plan}, author,
        at);
    campaign::submit_plan(s.store, made.id, author, at + hours{3});
    return made;
}

campaign::Version approve_newest(const Staging& s, CampaignId id, Instant at) {
    const auto newest = campaign::recent_versions(s.store.session(), id, 1).front();
    campaign::decide_plan(s.store, {.version = newest.id}, s.stage.colleagues.organiser.actor, at);
    return newest;
}

Show open(const Staging& s, const campaign::Campaign& made) {
    const auto version = approve_newest(s, made.id, s.now - days{founded_days_ago - 3});
    Show show;
    show.campaign = *campaign::find_campaign_by_id(s.store.session(), made.id);
    show.terms = {made.id, made.currency, campaign::first_fund(s.store.session(), made.id).id,
                  zone};
    show.opened_at = campaign::opens_at(version.plan);
    return show;
}

}  // namespace

Stage set_stage(store::Store& store, Instant now) {
    using campaign::Kind;
    const auto founded_at = now - days{founded_days_ago};
    Stage stage{hire_everybody(store, founded_at), {}, {}};
    stage.bank_account = found_organisation(store, stage.colleagues, founded_at);
    const Staging s{store, stage, now};
    auto walk = open(s, draft(s, "spring-walk", Kind::walk, hours{3}, walk_plan(now)));
    walk.gifts = 590, walk.rush = 3, walk.credited = 680, walk.participants = 130;
    auto challenge =
        open(s, draft(s, "childrens-challenge", Kind::contest, hours{2}, challenge_plan(now)));
    challenge.gifts = 1660, challenge.rush = 2, challenge.credited = 860;
    challenge.participants = 70;
    auto playground =
        open(s, draft(s, "new-playground", Kind::crowdfunding, hours{1}, playground_plan(now)));
    playground.gifts = 750, playground.rush = -2;
    draft(s, "night-of-stories", Kind::broadcast, hours{0}, stories_plan(now));
    stage.shows = {walk, challenge, playground};
    return stage;
}

void raise_goal_of(store::Store& store, const Stage& stage, Instant at) {
    constexpr std::int64_t new_goal = 6'000'000;
    const auto id = stage.shows.at(1).campaign.id;
    campaign::raise_goal(store, {id, new_goal}, stage.colleagues.coordinator.actor, at);
    approve_newest({store, stage, at}, id, at + hours{2});
}

}  // namespace demo
