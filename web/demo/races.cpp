#include "web/demo/races.h"

#include "campaign/contest/challenging.h"
#include "campaign/contest/concluding.h"
#include "campaign/contest/grouping.h"
#include "campaign/contest/scoring.h"
#include "campaign/roster/participant.h"

namespace demo {

namespace {

using std::chrono::days;
using std::chrono::hours;

// Two groups, named by the coordinator and agreed to by the organiser; every other team in each.
void group_teams(store::Store& store, const Stage& stage, const Show& show, Instant now) {
    const auto teams = roster::all_teams(store.session(), show.campaign.id);
    constexpr std::size_t teams_needed = 4;
    if (teams.size() < teams_needed) return;
    const auto& [author, reader] =
        std::pair{stage.colleagues.coordinator.actor, stage.colleagues.organiser.actor};
    std::vector<contest::GroupId> groups;
    for (const auto* name : {"Riverside School", "City Savings Bank"}) {
        const auto group =
            contest::add_group(store, {show.campaign.id, name}, author, now - days{10});
        contest::agree_to_group(store, show.campaign.id, group.id, reader, now - days{9});
        groups.push_back(group.id);
    }
    for (std::size_t i = 0; i < teams.size(); ++i)
        contest::seat_team(store, {show.campaign.id, teams[i].id, groups[i % groups.size()]},
                           author, now - days{8});
}

// One race that runs since a few days, and one that waits for a yes.
void race(store::Store& store, const Show& show, const std::vector<Walker>& walkers, Instant now) {
    constexpr std::size_t runners = 3;
    if (walkers.size() < runners) return;
    const people::Actor self{{}, "participant"};
    const auto ask = [&](std::size_t asked, int for_days, Instant at) {
        return contest::ask_to_race(
            store,
            {.campaign = show.campaign.id,
             .asking = walkers[0].id.value,
             .asked = walkers[asked].id.value,
             .days = for_days,
             .request_key = "demo-race-" + show.campaign.slug + std::to_string(asked)},
            self, at);
    };
    const auto running = ask(1, 7, now - days{3});
    contest::answer_race(store, {running.id, "participant", walkers[1].id.value},
                         contest::Answer::accept, self, now - days{3} + hours{2});
    ask(2, 5, now - hours{5});
}

}  // namespace

void hold_contests(store::Store& store, const Stage& stage, const Walkers& walkers, Instant now) {
    contest::score_changes(store);
    for (std::size_t i = 0; i < stage.shows.size(); ++i) {
        const auto& show = stage.shows[i];
        group_teams(store, stage, show, now);
        race(store, show, walkers[i], now);
        if (show.campaign.kind == campaign::Kind::contest)
            contest::set_rules(
                store,
                {.campaign = show.campaign.id, .measure = contest::Measure::gifts, .hold_days = 14},
                stage.colleagues.coordinator.actor, now - days{10});
    }
}

}  // namespace demo
