#include "web/demo/demo.h"

#include "campaign/links/following.h"
#include "campaign/organisation/organisation.h"
#include "campaign/people/account.h"
#include "web/demo/chatter.h"
#include "web/demo/founding.h"
#include "web/demo/gift_acts.h"
#include "web/demo/newcomers.h"
#include "web/demo/papers.h"
#include "web/demo/pledgers.h"
#include "web/demo/races.h"
#include "web/demo/readers.h"
#include "web/demo/route.h"
#include "web/demo/sponsors.h"

namespace demo {

namespace {

std::vector<Lead> leads_of(const Stage& stage, const std::vector<GiftPlan>& plans) {
    std::vector<Lead> leads;
    for (const auto& plan : plans)
        if (plan.asked.link)
            leads.push_back(
                {plan.asked.link, stage.shows[plan.show].campaign.id, plan.channel, plan.at});
    return leads;
}

// A part of the work stands for some of the hundred.
Progress part_of(const Progress& whole, int from, int until) {
    return [&whole, from, until](int percent) { whole(from + (until - from) * percent / 100); };
}

}  // namespace

Ground look_at_ground(store::Session& session) {
    if (organisation::find_organisation(session).is_demo) return Ground::has_demo;
    const bool is_empty =
        !people::has_any_account(session) && campaign::all_campaigns(session).empty();
    return is_empty ? Ground::empty : Ground::has_other;
}

std::vector<Told> fill(store::Store& store, Instant now, const Progress& progress) {
    const auto cast = read_cast();
    progress(1);
    const auto stage = set_stage(store, now);
    progress(4);
    lay_down_rules(store, stage);
    const auto walkers = join_walkers(store, stage, cast, now);
    progress(10);
    const auto walls = hang_posters(store, stage, cast, now);
    chart_route(store, stage, now);
    progress(12);
    const auto plans = draw_gifts({stage, cast, walkers, walls}, now);
    GiftActs acts{store, stage, plans};
    const auto raised_at = now - std::chrono::days{goal_raised_days_ago};
    acts.carry_out({Instant{}, raised_at}, part_of(progress, 12, 55));
    raise_goal_of(store, stage, raised_at);
    acts.carry_out({raised_at, now}, part_of(progress, 55, 92));
    write_visits(store, draw_visits(stage, walls, leads_of(stage, plans), now));
    write_posts(store, stage, walkers, now);
    leave_for_readers(store, stage, walkers, now);
    hold_contests(store, stage, walkers, now);
    match_some_gifts(store, stage, now);
    promise_for_later(store, stage, walkers, cast, now);
    write_papers(store, stage, now);
    join_newcomers(store, stage, walkers, now);
    call_it_a_demo(store, stage.colleagues, now);
    progress(100);
    std::vector<Told> told;
    for (const auto* one : stage.colleagues.all()) told.push_back({one->email, one->password});
    return told;
}

}  // namespace demo
