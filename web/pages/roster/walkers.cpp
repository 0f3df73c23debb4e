#include "web/pages/roster/walkers.h"

#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/phase.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_words.h"

namespace pages {

namespace {

using language::say_count;
using language::Values;

constexpr int listed_max = 300, found_max = 30;

std::vector<ledger::Ranked> found_by_name(App& app, CampaignId campaign, const std::string& name) {
    auto& session = app.store.session();
    std::vector<ledger::Ranked> found;
    for (const auto& one : roster::search_participants(session, campaign, name, found_max))
        found.push_back({one.id.value,
                         ledger::figures_of_subject(session, ledger::tally_of(one.id, campaign))});
    return found;
}

}  // namespace

void fill_walkers(Values& section, const Walkers& walkers) {
    const auto& [request, app, state, ranking] = walkers;
    auto& session = app.store.session();
    std::vector<std::int64_t> ids;
    std::int64_t best = 1;
    for (const auto& ranked : ranking) {
        ids.push_back(ranked.id);
        best = std::max(best, ranked.figures.raised);
    }
    const auto teams = roster::all_teams(session, state.campaign.id);
    for (const auto& one : roster::listed_participants(session, ids)) {
        const auto ranked = std::ranges::find(ranking, one.id.value, &ledger::Ranked::id);
        const auto raised = std::max<std::int64_t>(0, ranked->figures.raised);
        const auto team = std::ranges::find(teams, one.team, &roster::Team::id);
        section.add("PERSON")
            .set("HREF", campaign_path(state.campaign) + "/p/" + one.slug)
            .set("NAME", name_words(one, state, request.language))
            .set("RAISED",
                 language::money_text({raised, state.campaign.currency}, request.language))
            .set("BAR", raised * 100 / best)
            .set("TEAM", team == teams.end() ? std::string{} : team->shown_name());
    }
}

http::Response list_walkers(const http::Request& request, App& app) {
    const auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    auto& session = app.store.session();
    const auto& campaign = state->campaign;
    const auto query = read_line(request.query.text("q"), roster::name_max).value_or("");
    const auto people =
        query.empty() ? live::read_walkers(session, app.feed.boards(), campaign.id, listed_max)
                      : found_by_name(app, campaign.id, query);
    const auto headline =
        say_count("{1} person takes part", "{1} people take part",
                  roster::count_participants(session, campaign.id), request.language);
    Values values;
    values.set("HEADLINE", headline).set("TITLE", state->shown.plan.title);
    values.set("CAMPAIGN_HREF", campaign_path(campaign)).set("QUERY", query);
    values.set("ACTION", campaign_path(campaign) + "/people");
    values.show_if(people.empty(), "NOBODY");
    if (!campaign::join_objection(campaign, state->shown, request.now))
        values.add("JOINING")
            .set("JOIN_HREF", campaign_path(campaign) + "/join")
            .set("JOIN_LABEL", join_words(campaign.kind, request.language));
    fill_walkers(values, {request, app, *state, people});
    return show_public(request, app,
                       {.title = headline + " · " + state->shown.plan.title,
                        .body = language::render_template("web/pages/roster/walkers.html", values,
                                                          request.language),
                        .styles = {"css/public.css"},
                        .campaign = campaign.slug});
}

}  // namespace pages
