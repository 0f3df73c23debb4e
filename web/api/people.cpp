// Those who take part: participants, teams and their ranking, under names that somebody has read.
#include <algorithm>
#include <map>

#include "campaign/giving/gift_lists.h"
#include "campaign/ledger/tally.h"
#include "campaign/programs/shapes.h"
#include "campaign/roster/page_address.h"
#include "campaign/words/refusal.h"
#include "web/api/asking.h"
#include "web/api/campaigns.h"
#include "web/live/feed.h"

namespace api {

namespace {

using outside::JsonWriter;

constexpr int ranked_default = 20, latest_gifts_max = 20;

struct Crowded {
    const live::State& state;
    const App& app;
    std::map<TeamId, roster::Team> teams;
    std::map<std::int64_t, ledger::Figures> figures;

    ledger::Figures figures_of(std::int64_t id) const {
        const auto found = figures.find(id);
        return found == figures.end() ? ledger::Figures{} : found->second;
    }
    std::string url(const std::string& path) const {
        return app.config.public_url + "/c/" + state.campaign.slug + path;
    }
};

Crowded crowd_of(const live::State& state, App& app) {
    Crowded crowd{state, app, {}, {}};
    for (auto& team : roster::all_teams(app.store.session(), state.campaign.id))
        crowd.teams.emplace(team.id, team);
    return crowd;
}

void add_figures(Crowded& crowd, App& app, const std::string& type,
                 const std::vector<std::int64_t>& ids) {
    for (const auto& one : ledger::figures_of_many(app.store.session(), type, ids))
        crowd.figures.emplace(one.id, one.figures);
}

void put_figures(JsonWriter& json, const ledger::Figures& figures, Currency currency) {
    json.raw("raised", programs::money_json({figures.raised, currency}));
    json.number("gifts", figures.gifts);
}

JsonWriter participant_json(const roster::Participant& one, const Crowded& crowd) {
    const auto team = crowd.teams.find(one.team);
    JsonWriter json;
    json.text("slug", one.slug).raw("name", programs::text_or_null(one.shown_name));
    json.raw("team", team == crowd.teams.end() ? "null" : outside::json_text(team->second.slug));
    json.raw("goal", one.goal > 0 ? programs::money_json({one.goal, crowd.state.campaign.currency})
                                  : "null");
    put_figures(json, crowd.figures_of(one.id.value), crowd.state.campaign.currency);
    json.text("joined_at", iso_text(one.made_at)).text("url", crowd.url("/p/" + one.slug));
    return json;
}

JsonWriter team_json(const roster::Team& team, const Crowded& crowd) {
    JsonWriter json;
    json.text("slug", team.slug).raw("name", programs::text_or_null(team.shown_name()));
    put_figures(json, crowd.figures_of(team.id.value), crowd.state.campaign.currency);
    json.text("url", crowd.url("/t/" + team.slug));
    return json;
}

std::vector<std::string> ranked_rows(const live::Ranking& ranking,
                                     const std::map<std::int64_t, JsonWriter>& rows) {
    std::vector<std::string> ranked;
    for (const auto& leader : ranking.leaders) {
        const auto row = rows.find(leader.id);
        if (row == rows.end()) continue;
        auto json = row->second;
        json.number("rank", leader.place).number("score", leader.scores.by(ranking.measure));
        ranked.push_back(json.object());
    }
    return ranked;
}

int ranked_max(const http::Request& request) {
    return request.query.has("limit") ? read_page(request).limit : ranked_default;
}

// Somebody who had this address has another one now.
http::Response lead_on(const campaign::Campaign& campaign, const std::string& folder,
                       const std::optional<std::string>& slug) {
    if (!slug) throw Refused{{Reason::not_found}};
    constexpr int moved_permanently = 308;
    return http::redirect("/api/v1/campaigns/" + campaign.slug + folder + *slug, moved_permanently);
}

}  // namespace

http::Response list_participants(const http::Request& request, App& app) {
    check_query(request, {"limit", "after"});
    const auto state = state_here(request, app);
    const auto page = read_page(request);
    roster::ParticipantPage wanted{.campaign = state->campaign.id, .limit = page.limit + 1};
    if (page.after) wanted.after = std::pair{page.after->at, page.after->id};
    auto people = roster::page_of_participants(app.store.session(), wanted);
    Listing listing;
    if (people.size() > static_cast<std::size_t>(page.limit)) {
        people.pop_back();
        listing.next = giving::Place{people.back().made_at, people.back().id.value};
    }
    auto crowd = crowd_of(*state, app);
    std::vector<std::int64_t> ids;
    for (const auto& one : people) ids.push_back(one.id.value);
    add_figures(crowd, app, "participant", ids);
    for (const auto& one : people) listing.items.push_back(participant_json(one, crowd).object());
    return show_listing(request, app, listing);
}

http::Response show_participant(const http::Request& request, App& app) {
    check_query(request, {});
    const auto state = state_here(request, app);
    auto& session = app.store.session();
    const auto one =
        roster::find_participant(session, state->campaign.id, request.param("participant"));
    if (!one)
        return lead_on(state->campaign, "/participants/",
                       roster::find_new_participant_slug(session, state->campaign.id,
                                                         request.param("participant")));
    if (one->is_minor) throw Refused{{Reason::not_found}};  // On no list of any program.
    auto crowd = crowd_of(*state, app);
    add_figures(crowd, app, "participant", {one->id.value});
    std::vector<std::string> gifts;
    for (const auto& gift : giving::recent_public_gifts_of(session, one->id, latest_gifts_max))
        gifts.push_back(programs::public_gift_json(gift));
    return show_json(request, participant_json(*one, crowd)
                                  .raw("story", programs::text_or_null(one->shown_story))
                                  .raw("latest_gifts", outside::json_list(gifts))
                                  .object());
}

http::Response list_teams(const http::Request& request, App& app) {
    check_query(request, {});
    const auto state = state_here(request, app);
    auto crowd = crowd_of(*state, app);
    std::vector<std::int64_t> ids;
    for (const auto& [id, team] : crowd.teams) ids.push_back(id.value);
    add_figures(crowd, app, "team", ids);
    Listing listing;
    for (const auto& [id, team] : crowd.teams)
        listing.items.push_back(team_json(team, crowd).object());
    return show_listing(request, app, listing);
}

http::Response show_team(const http::Request& request, App& app) {
    check_query(request, {});
    const auto state = state_here(request, app);
    auto& session = app.store.session();
    const auto team = roster::find_team(session, state->campaign.id, request.param("team"));
    if (!team)
        return lead_on(
            state->campaign, "/teams/",
            roster::find_new_team_slug(session, state->campaign.id, request.param("team")));
    auto crowd = crowd_of(*state, app);
    add_figures(crowd, app, "team", {team->id.value});
    std::vector<std::string> members;
    for (const auto& one : roster::listed_members(session, team->id, page_max))
        members.push_back(outside::json_text(one.slug));
    return show_json(request, team_json(*team, crowd)
                                  .number("members_count", roster::count_members(session, team->id))
                                  .raw("members", outside::json_list(members))
                                  .object());
}

http::Response show_ranking(const http::Request& request, App& app) {
    check_query(request, {"of", "limit"});
    const auto state = state_here(request, app);
    const auto of = request.query.has("of") ? request.query.text("of") : "participants";
    if (of != "participants" && of != "teams") refuse_field("of", "\"participants\" or \"teams\".");
    auto& session = app.store.session();
    const auto rules = contest::contest_of(session, state->campaign.id);
    const auto ranking =
        live::read_ranking(session, app.feed.boards(),
                           {.campaign = state->campaign.id,
                            .type = of == "teams" ? "team" : "participant",
                            .measure = rules.is_final() ? rules.measure : contest::Measure::raised,
                            .limit = static_cast<std::size_t>(ranked_max(request))});
    auto crowd = crowd_of(*state, app);
    std::vector<std::int64_t> ids;
    for (const auto& one : ranking.leaders) {
        ids.push_back(one.id);
        // A result keeps one measure; the others stand still beside it since the hold has ended.
        const auto scores =
            rules.is_final() ? app.feed.boards().scores_of(state->campaign.id, ranking.type, one.id)
                             : one.scores;
        ledger::Figures figures;
        figures.raised = scores.raised, figures.gifts = scores.gifts;
        crowd.figures.emplace(one.id, figures);
    }
    std::map<std::int64_t, JsonWriter> rows;
    if (of == "teams") {
        for (const auto& [id, team] : crowd.teams) rows.emplace(id.value, team_json(team, crowd));
    } else {
        for (const auto& one : roster::listed_participants(session, ids))
            rows.emplace(one.id.value, participant_json(one, crowd));
    }
    return show_listing(
        request, app,
        {.items = ranked_rows(ranking, rows),
         .more = ",\"measure\":" + outside::json_text(std::string{measure_name(ranking.measure)}) +
                 ",\"final\":" + (rules.is_final() ? "true" : "false")});
}

}  // namespace api
