// The ranking of a campaign: people, teams or groups, by what they raised, gifts or new donors;
// and, once two people have agreed to it, its result.
#include <algorithm>

#include "campaign/contest/concluding.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/phase.h"
#include "campaign/words/number.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/screens/shown.h"

namespace pages {

namespace {

using contest::Measure;
using language::say;
using language::say_count;
using language::say_with;
using language::Values;

constexpr std::size_t rows_shown = 50, from_max = 10'000'000;

struct View {
    const http::Request& request;
    App& app;
    const live::State& state;
    contest::Contest rules;
    live::BoardAsked asked = {};

    const std::string& language() const { return request.language; }
    std::string path() const { return campaign_path(state.campaign) + "/ranking"; }
    std::string href(const std::string& type, Measure measure, std::size_t from = 0) const {
        auto href = path() + "?of=" + type + "&by=" + std::string{measure_name(measure)};
        return from == 0 ? href : href + "&from=" + std::to_string(from);
    }
};

live::BoardAsked read_asked(const http::Request& request, const View& view) {
    live::BoardAsked asked{.campaign = view.state.campaign.id, .limit = rows_shown};
    const auto of = request.query.text("of"), from = request.query.text("from");
    if (of == "team" || of == "group") asked.type = of;
    // A result has the one measure that it was agreed by.
    const auto by =
        view.rules.is_final() ? std::nullopt : contest::find_measure(request.query.text("by"));
    asked.measure = by.value_or(view.rules.measure);
    read_number(from, asked.from);
    asked.from = std::min(asked.from, from_max) / rows_shown * rows_shown;
    return asked;
}

std::string measure_words(Measure measure, const std::string& lang) {
    switch (measure) {
        case Measure::raised:
            return say("By money raised", lang);
        case Measure::gifts:
            return say("By number of gifts", lang);
        case Measure::donors:
            return say("By new donors", lang);
    }
    return {};
}

void fill_choices(Values& values, const View& view, bool has_groups) {
    const auto add = [](Values& row, const std::string& href, const std::string& label,
                        bool is_current) {
        row.set("HREF", href).set("LABEL", label).show_if(is_current, "CURRENT");
    };
    const auto& [type, measure] = std::pair{view.asked.type, view.asked.measure};
    const auto& lang = view.language();
    add(values.add("OF"), view.href("participant", measure), say("People", lang),
        type == "participant");
    add(values.add("OF"), view.href("team", measure), say("Teams", lang), type == "team");
    if (has_groups)
        add(values.add("OF"), view.href("group", measure), say("Groups of teams", lang),
            type == "group");
    if (view.rules.is_final()) return;
    auto& measures = values.add("MEASURES");
    for (const auto other : contest::all_measures)
        add(measures.add("BY"), view.href(type, other), measure_words(other, lang),
            other == measure);
}

std::string name_of(const View& view, const live::Leader& leader) {
    if (!leader.name.empty()) return leader.name;
    if (view.asked.type == "team") return say("A team", view.language());
    return live::ready_name(view.state, view.language());
}

void fill_rows(Values& values, const View& view, const live::Ranking& ranking) {
    const auto path =
        campaign_path(view.state.campaign) + (view.asked.type == "team" ? "/t/" : "/p/");
    for (const auto& leader : ranking.leaders) {
        auto& row = values.add("LEADER");
        row.set("PLACE", language::count_text(leader.place, view.language()));
        row.set("SCORE", live::score_text(leader.scores, ranking.measure,
                                          view.state.campaign.currency, view.language()));
        auto& named = row.add(leader.slug.empty() ? "PLAIN" : "LINKED");
        named.set("NAME", name_of(view, leader));
        if (!leader.slug.empty()) named.set("HREF", path + leader.slug);
    }
    values.show_if(ranking.leaders.empty(), "NOBODY");
    if (view.asked.type == "group") return;
    const auto [of, by, from] = std::tuple{view.asked.type, view.asked.measure, view.asked.from};
    if (from > 0) values.add("BEFORE").set("BEFORE_HREF", view.href(of, by, from - rows_shown));
    if (from + rows_shown < static_cast<std::size_t>(ranking.size))
        values.add("AFTER").set("AFTER_HREF", view.href(of, by, from + rows_shown));
}

void fill_standing(Values& values, const View& view) {
    const auto& lang = view.language();
    const auto& plan = view.state.shown.plan;
    const bool is_contest = view.state.campaign.kind == campaign::Kind::contest;
    const auto ends = contest::hold_ends_at(plan, view.rules.hold_days);
    const auto day = language::date_text(ends - std::chrono::hours{12}, plan.time_zone, lang);
    std::string line = say("Only what is confirmed counts. Equal scores share a place.", lang);
    if (is_contest && view.rules.is_final())
        line = say_with("The result, agreed by two people on {1}. Nothing moves it any more.",
                        {language::date_text(*view.rules.agreed_at, plan.time_zone, lang)}, lang);
    else if (is_contest)
        line = say_with(
            "What is given by {1} and confirmed by {2} counts. Equal scores share a place.",
            {language::date_text(plan.ends_on, lang), day}, lang);
    values.set("LINE", line);
    if (const auto& pool = view.state.pool; pool && pool->earned + pool->kept > 0)
        values.add("MATCHED").set(
            "MATCHED_LINE",
            say_with(
                "{1} has added {2}. That stands in a line of its own and moves no place.",
                {pool->sponsor, language::money_text(pool->money(pool->earned + pool->kept), lang)},
                lang));
    if (is_contest && view.rules.returned_since > 0)
        values.add("RETURNED")
            .set("RETURNED_LINE",
                 say_with("Returned since: {1}. It changes no place.",
                          {language::money_text(
                              {view.rules.returned_since, view.state.campaign.currency}, lang)},
                          lang));
}

}  // namespace

http::Response show_ranking(const http::Request& request, App& app) {
    const auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    auto& session = app.store.session();
    View view{request, app, *state, contest::contest_of(session, state->campaign.id)};
    view.asked = read_asked(request, view);
    const auto ranking = live::read_ranking(session, app.feed.boards(), view.asked);
    const auto& lang = request.language;
    const auto path = campaign_path(state->campaign);
    const auto headline = view.rules.is_final() ? say("The result", lang) : say("Ranking", lang);
    Values values;
    values.set("HEADLINE", headline).set("TITLE", state->shown.plan.title);
    values.set("CAMPAIGN_HREF", path).set("LIVE_HREF", path + "/live");
    values.set("NUMBERS_HREF", path + "/numbers");
    const auto groups = contest::all_groups(session, state->campaign.id);
    fill_choices(values, view, std::ranges::any_of(groups, &contest::Group::is_public));
    fill_standing(values, view);
    fill_rows(values, view, ranking);
    return show_public(
        request, app,
        {.title = headline + " · " + state->shown.plan.title,
         .body = language::render_template("web/pages/contest/ranking.html", values, lang),
         .styles = {"css/public.css", "css/shown.css"},
         .scripts = {"js/fresh.js"},
         .campaign = state->campaign.slug,
         .image = app.config.public_url + path + "/card.png"});
}

}  // namespace pages
