// The desk's page about a contest: by what it is ranked, how long it is held, its groups of teams,
// and its result, which two people agree to.
#include <algorithm>

#include "campaign/contest/concluding.h"
#include "campaign/contest/grouping.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/roster/participant.h"
#include "campaign/words/number.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_here.h"
#include "web/pages/screens/desk_shown.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;

struct View {
    const http::Request& request;
    App& app;
    const CampaignHere here;
    contest::Contest rules;
    std::string failed = {};

    const std::string& language() const { return request.language; }
    std::string path() const { return here.path() + "/contest"; }
    bool is_contest() const { return here.campaign.kind == campaign::Kind::contest; }
    Values& sign(Values& form, const std::string& below) const {
        return form.set("ACTION", path() + below).set("FORM_TOKEN", request.visitor->form_token);
    }
};

View view_of(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    return {request, app, here, contest::contest_of(app.store.session(), here.campaign.id)};
}

template <typename Number>
Number number_typed(const http::Request& request, const char* field) {
    Number number{};
    const auto typed = request.form.text(field);
    if (!read_number(typed, number)) return Number{-1};
    return number;
}

std::string measure_label(contest::Measure measure, const std::string& lang) {
    switch (measure) {
        case contest::Measure::raised:
            return say("Money raised", lang);
        case contest::Measure::gifts:
            return say("Number of gifts", lang);
        case contest::Measure::donors:
            return say("New donors", lang);
    }
    return {};
}

void fill_rules(Values& values, const View& view) {
    auto& rules = view.sign(values.add("RULES"), "");
    rules.set("VERSION", view.rules.version).set("HOLD_DAYS", view.rules.hold_days);
    for (const auto measure : contest::all_measures)
        rules.add("MEASURE")
            .set("VALUE", measure_name(measure))
            .set("LABEL", measure_label(measure, view.language()))
            .show_if(measure == view.rules.measure, "CHOSEN");
    rules.show_if(view.is_contest(), "HELD");
    rules.show_if(view.rules.proposed_at.has_value(), "FIXED");
}

void fill_groups(Values& values, const View& view) {
    auto& session = view.app.store.session();
    const auto campaign = view.here.campaign.id;
    const auto groups = contest::all_groups(session, campaign);
    view.sign(values, "/groups");
    for (const auto& group : groups) {
        auto& row = values.add("GROUP");
        row.set("NAME", group.name).set("GROUP_ID", group.id.value);
        row.set("TEAMS_TEXT", language::say_count("{1} team", "{1} teams",
                                                  static_cast<std::int64_t>(group.teams.size()),
                                                  view.language()));
        const bool may_agree = group.made_by != view.request.visitor->account;
        if (!group.is_public)
            view.sign(row.add(may_agree ? "AGREE" : "WAITS"), "/groups")
                .set("GROUP_ID", group.id.value);
    }
    values.show_if(groups.empty(), "NO_GROUP");
    const auto teams = roster::all_teams(session, campaign);
    if (groups.empty() || teams.empty()) return;
    auto& seats = view.sign(values.add("SEATS"), "/groups");
    for (const auto& team : teams) {
        auto& seat = seats.add("SEAT");
        seat.set("TEAM", team.name).set("TEAM_ID", team.id.value);
        for (const auto& group : groups)
            seat.add("CHOICE")
                .set("VALUE", group.id.value)
                .set("LABEL", group.name)
                .show_if(std::ranges::count(group.teams, team.id) > 0, "CHOSEN");
    }
}

void fill_result(Values& values, const View& view) {
    if (!view.is_contest()) return;
    const auto& lang = view.language();
    const auto& plan = view.here.version.plan;
    const auto ends = contest::hold_ends_at(plan, view.rules.hold_days);
    const auto objection =
        contest::result_objection(view.here.campaign, plan, view.rules, view.request.now);
    auto& result = values.add("RESULT");
    result.set("RANKING_HREF", "/c/" + view.here.campaign.slug + "/ranking");
    result.set("ENDS_LINE", say_with("The hold ends on {1}. Then nothing moves any more.",
                                     {language::date_text(ends, plan.time_zone, lang)}, lang));
    if (view.rules.is_final()) {
        result.show("FINAL");
    } else if (view.rules.proposed_at) {
        const bool is_own = view.rules.proposed_by == view.request.visitor->account;
        auto& proposed = view.sign(result.add("PROPOSED"), "/result");
        proposed.show(is_own ? "OWN" : "OTHER");
    } else if (objection) {
        result.show("EARLY");
    } else {
        view.sign(result.add("MAY_PROPOSE"), "/result");
    }
}

// Those whose group was changed; the others stay as somebody else may have left them meanwhile.
void seat_teams(const View& view, const people::Actor& actor) {
    auto& session = view.app.store.session();
    const auto campaign = view.here.campaign.id;
    const auto groups = contest::all_groups(session, campaign);
    const auto group_of = [&](TeamId team) {
        const auto found = std::ranges::find_if(groups, [&](const contest::Group& group) {
            return std::ranges::count(group.teams, team) > 0;
        });
        return found == groups.end() ? contest::GroupId{0} : found->id;
    };
    for (const auto& team : roster::all_teams(session, campaign)) {
        const auto field = "seat-" + std::to_string(team.id.value);
        const contest::GroupId wanted{number_typed<std::int64_t>(view.request, field.c_str())};
        if (wanted.value < 0 || wanted == group_of(team.id)) continue;
        contest::seat_team(view.app.store, {campaign, team.id, wanted}, actor, view.request.now);
    }
}

std::string saved_words(const http::Request& request) {
    const auto saved = request.query.text("saved");
    if (saved == "proposed") return say("Proposed. Somebody else has to agree.", request.language);
    if (saved == "agreed") return say("The result stands.", request.language);
    return saved.empty() ? std::string{} : say("Saved.", request.language);
}

http::Response show_view(const View& view) {
    const auto& lang = view.language();
    Values values;
    fill_rules(values, view);
    fill_groups(values, view);
    fill_result(values, view);
    return show_desk(
        view.request, view.app,
        {.title = say("Contest", lang),
         .body = language::render_template("web/pages/contest/desk_contest.html", values, lang),
         .campaign = view.here.campaign.id,
         .campaign_slug = view.here.campaign.slug,
         .campaign_title = view.here.version.plan.title,
         .saved = saved_words(view.request),
         .failed = view.failed,
         .status = view.failed.empty() ? 200 : 422});
}

// Does it and goes back to the page; a refusal is said there.
template <typename Act>
http::Response act_and_return(View view, const char* saved, Act act) {
    try {
        act();
    } catch (const Refused& refused) {
        if (refused.refusal.reason == Reason::not_found) throw;
        const auto& detail = refused.refusal.detail;
        const bool needs_other = refused.refusal.reason == Reason::needs_second_person;
        view.failed = say(!detail.empty() ? detail
                          : needs_other   ? "A second person decides this."
                                          : "Somebody was faster. Look again.",
                          view.language());
        return show_view(view);
    }
    view.app.feed.changed(view.here.campaign.id);
    return http::redirect(view.path() + "?saved=" + saved);
}

}  // namespace

http::Response show_desk_contest(const http::Request& request, App& app) {
    return show_view(view_of(request, app));
}

http::Response change_contest(const http::Request& request, App& app) {
    const auto view = view_of(request, app);
    const auto measure = contest::find_measure(request.form.text("measure"));
    if (!measure) throw Refused{{Reason::not_a_valid_value, "measure"}};
    const bool has_hold = request.form.has("hold_days");
    return act_and_return(view, "rules", [&] {
        contest::set_rules(
            app.store,
            {.campaign = view.here.campaign.id,
             .measure = *measure,
             .hold_days = has_hold ? number_typed<int>(request, "hold_days") : view.rules.hold_days,
             .seen_version = std::max(0, number_typed<int>(request, "version"))},
            actor_here(request, view.here), request.now);
    });
}

http::Response change_groups(const http::Request& request, App& app) {
    const auto view = view_of(request, app);
    const auto actor = actor_here(request, view.here);
    const auto campaign = view.here.campaign.id;
    const auto act = request.form.text("act");
    const contest::GroupId group{
        std::max<std::int64_t>(0, number_typed<std::int64_t>(request, "group"))};
    return act_and_return(view, "groups", [&] {
        if (act == "add")
            contest::add_group(app.store, {campaign, request.form.text("name")}, actor,
                               request.now);
        else if (act == "agree")
            contest::agree_to_group(app.store, campaign, group, actor, request.now);
        else if (act == "seat")
            seat_teams(view, actor);
        else
            throw Refused{{Reason::not_a_valid_value, "act", "Choose what to do."}};
    });
}

http::Response conclude_contest(const http::Request& request, App& app) {
    const auto view = view_of(request, app);
    const auto actor = actor_here(request, view.here);
    const auto campaign = view.here.campaign.id;
    const auto act = request.form.text("act");
    return act_and_return(view, act == "agree" ? "agreed" : "proposed", [&] {
        if (act == "agree")
            contest::agree_to_end(app.store, campaign, actor, request.now);
        else if (act == "take_back")
            contest::take_proposal_back(app.store, campaign, actor, request.now);
        else
            contest::propose_end(app.store, campaign, actor, request.now);
    });
}

}  // namespace pages
