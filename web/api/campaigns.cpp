#include "web/api/campaigns.h"

#include <algorithm>

#include "campaign/phase.h"
#include "campaign/programs/shapes.h"
#include "campaign/words/refusal.h"
#include "web/api/asking.h"
#include "web/live/feed.h"

namespace api {

namespace {

using outside::JsonWriter;
using programs::money_json;

constexpr std::size_t slugs_max = 50;

// An amount in the goal's unit: of money, or a count.
std::string in_unit_of(const live::State& state, std::int64_t amount) {
    if (state.shown.plan.goal_kind == campaign::GoalKind::money)
        return money_json({amount, state.campaign.currency});
    return JsonWriter{}.number("count", amount).object();
}

std::string goal_json(const live::State& state) {
    const auto& plan = state.shown.plan;
    JsonWriter goal;
    goal.text("kind", campaign::goal_kind_name(plan.goal_kind));
    if (plan.goal_kind == campaign::GoalKind::money)
        return goal.number("amount_minor", plan.goal)
            .text("currency", state.campaign.currency.text())
            .object();
    return goal.number("count", plan.goal).object();
}

// A sponsor's pool: the one that runs, the next or the last.
std::string matching_json(const live::State& state) {
    if (!state.pool) return "null";
    const auto& pool = *state.pool;
    return JsonWriter{}
        .text("sponsor", pool.sponsor)
        .number("gives", pool.ratio.gives)
        .number("for_every", pool.ratio.per)
        .text("from", iso_text(pool.from))
        .text("until", iso_text(pool.until))
        .truth("is_open", pool.is_open(state.read_at) && pool.left() > 0)
        .raw("cap", money_json(pool.cap))
        .raw("left", money_json(pool.money(pool.left())))
        .raw("matched", money_json(pool.money(pool.earned + pool.kept)))
        .raw("still_to_come", money_json(pool.money(pool.open())))
        .object();
}

// What the public may know: never what is promised without proof, nor what is in the bank.
std::string figures_json(const live::State& state) {
    return JsonWriter{}
        .raw("raised", money_json(state.raised()))
        .raw("lighter", money_json(state.lighter))
        .number("gifts", state.figures.gifts)
        .raw("matching", matching_json(state))
        .number("raised_minor", state.figures.raised)
        .number("lighter_minor", state.lighter.minor)
        .object();
}

std::vector<std::string> milestones_json(const live::State& state) {
    std::vector<std::string> milestones;
    for (const auto& one : state.milestones)
        milestones.push_back(JsonWriter{}
                                 .text("title", one.title)
                                 .raw("at", in_unit_of(state, one.amount))
                                 .truth("is_former_goal", one.is_former_goal)
                                 .raw("reached_at", programs::moment_or_null(one.reached_at))
                                 .object());
    return milestones;
}

std::string campaign_json(const live::State& state, const App& app) {
    const auto& plan = state.shown.plan;
    const auto& one = state.campaign;
    return JsonWriter{}
        .text("slug", one.slug)
        .text("title", plan.title)
        .text("summary", plan.summary)
        .text("kind", campaign::kind_name(one.kind))
        .text("currency", one.currency.text())
        .text("phase", campaign::phase_name(state.phase))
        .text("starts_on", iso_text(plan.starts_on))
        .text("ends_on", iso_text(plan.ends_on))
        .text("time_zone", plan.time_zone)
        .raw("place", programs::text_or_null(plan.place))
        .raw("goal", goal_json(state))
        .raw("figures", figures_json(state))
        .raw("milestones", outside::json_list(milestones_json(state)))
        .text("url", app.config.public_url + "/c/" + one.slug)
        .object();
}

std::vector<std::string> slugs_asked_for(const http::Request& request) {
    std::vector<std::string> slugs;
    const auto listed = request.query.text("slugs");
    for (std::size_t at = 0; at <= listed.size();) {
        const auto end = std::min(listed.find(',', at), listed.size());
        slugs.push_back(listed.substr(at, end - at));
        at = end + 1;
    }
    if (slugs.size() > slugs_max) refuse_field("slugs", "At most 50 at once.");
    return slugs;
}

// Several in one question, in the order asked for; those that are not public are named as missing.
http::Response show_batch(const http::Request& request, App& app) {
    Listing listing;
    std::vector<std::string> missing;
    for (const auto& slug : slugs_asked_for(request)) {
        if (const auto state = app.feed.state_of(slug, request.now))
            listing.items.push_back(campaign_json(*state, app));
        else
            missing.push_back(outside::json_text(slug));
    }
    listing.more = ",\"missing\":" + outside::json_list(missing);
    return show_listing(request, app, listing);
}

}  // namespace

std::shared_ptr<const live::State> state_here(const http::Request& request, App& app) {
    auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    return state;
}

http::Response list_campaigns(const http::Request& request, App& app) {
    check_query(request, {"slugs", "limit", "after"});
    if (request.query.has("slugs")) return show_batch(request, app);
    const auto page = read_page(request);
    Listing listing;
    std::optional<giving::Place> last;
    for (const auto& one : campaign::all_campaigns(app.store.session())) {  // Newest first.
        const auto is_before = !page.after || one.made_at < page.after->at ||
                               (one.made_at == page.after->at && one.id.value < page.after->id);
        if (!is_before) continue;
        const auto state = app.feed.state_of(one.slug, request.now);
        if (!state) continue;
        if (listing.items.size() == static_cast<std::size_t>(page.limit)) {
            listing.next = last;
            break;
        }
        listing.items.push_back(campaign_json(*state, app));
        last = giving::Place{one.made_at, one.id.value};
    }
    listing.more = ",\"missing\":[]";
    return show_listing(request, app, listing);
}

http::Response show_campaign(const http::Request& request, App& app) {
    check_query(request, {});
    return show_json(request, campaign_json(*state_here(request, app), app));
}

http::Response show_figures(const http::Request& request, App& app) {
    check_query(request, {});
    return show_json(request, figures_json(*state_here(request, app)));
}

http::Response list_milestones(const http::Request& request, App& app) {
    check_query(request, {});
    return show_listing(request, app, {milestones_json(*state_here(request, app))});
}

}  // namespace api
