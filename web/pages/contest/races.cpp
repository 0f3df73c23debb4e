#include "web/pages/contest/races.h"

#include <algorithm>

#include "campaign/contest/challenging.h"
#include "campaign/language/catalogue.h"
#include "campaign/phase.h"
#include "campaign/words/number.h"
#include "campaign/words/token.h"
#include "web/html/beside.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/contest/race_view.h"
#include "web/pages/roster/me.h"

namespace pages {

namespace {

using contest::Challenge;
using contest::Race;
using language::say;
using language::Values;

constexpr std::size_t form_key_max = 50, address_max = 300;
constexpr Beside places[] = {{"rival", "RIVAL_WRONG", "RIVAL_ERROR"},
                             {"days", "DAYS_WRONG", "DAYS_ERROR"}};

struct RaceForm {
    std::string rival = {}, days = "7", key = {};
    Wrong wrong = {};
};

// For whom somebody asks and answers: for themselves, or for the team that they lead.
struct Racer {
    const http::Request& request;
    App& app;
    roster::Participant one;
    std::string type = "participant";
    std::int64_t id = 0;
    bool may_act = true;

    bool is_team() const { return type == "team"; }
    std::string back() const { return own_page_path(request) + (is_team() ? "/team" : ""); }
    std::string path() const { return back() + "/races"; }
    people::Actor actor() const { return {one.account, "participant", request.id}; }
};

Racer racer_of(const http::Request& request, App& app) {
    const auto one = own_participant(request, app);
    return {.request = request, .app = app, .one = one, .id = one.id.value};
}

Racer team_racer_of(const http::Request& request, App& app) {
    const auto one = own_participant(request, app);
    const auto team = roster::find_team_by_id(app.store.session(), one.team);
    if (!team) throw Refused{{Reason::not_found}};
    return {request, app, one, "team", team->id.value, team->captain == one.id};
}

// Of the session; by the private address there may be none.
std::string form_token_of(const http::Request& request) {
    return request.visitor ? request.visitor->form_token : std::string{};
}

void fill_own_race(Values& values, const RaceView& view, const Challenge& race,
                   const Racer& racer) {
    auto& row = values.add("RACE");
    fill_race(row, view, race);
    if (!racer.may_act || (race.state != Race::asked && race.state != Race::running)) return;
    auto& answer = row.add("ANSWER");
    answer.set("ACTION", racer.path()).set("RACE_ID", race.id.value);
    answer.set("FORM_TOKEN", form_token_of(view.request));
    answer.show(race.state == Race::asked && race.asked == view.id ? "YES_OR_NO" : "GIVE_UP");
}

void fill_words(Values& values, const Racer& racer, bool has_races) {
    const auto& lang = racer.request.language;
    values.set("HEADLINE", racer.is_team() ? say("Races of the team", lang) : say("Races", lang));
    values.set("BACK_LABEL",
               racer.is_team() ? say("Back to my team", lang) : say("Back to my page", lang));
    values.set("LEDE", racer.is_team()
                           ? say("Challenge another team: from its captain’s yes until a day that "
                                 "you choose, everybody sees which team gains more.",
                                 lang)
                           : say("Challenge one person: from their yes until a day that you "
                                 "choose, both of you see who gains more.",
                                 lang));
    if (!has_races)
        values.add("NONE").set(
            "NONE_TEXT", racer.is_team()
                             ? say("No race yet. Which team would you like to beat?", lang)
                             : say("No race yet. Ask somebody who likes a friendly fight.", lang));
    values.show_if(!racer.may_act, "CAPTAIN_ACTS");
}

// Those that have a captain who can say yes, and a name that somebody has read.
std::vector<roster::Team> teams_to_ask(const Racer& racer) {
    auto teams = roster::all_teams(racer.app.store.session(), racer.one.campaign);
    std::erase_if(teams, [&](const roster::Team& team) {
        return team.id.value == racer.id || !team.captain || team.shown_name().empty();
    });
    return teams;
}

void fill_teams(Values& choice, const std::vector<roster::Team>& teams, const std::string& chosen) {
    for (const auto& team : teams)
        choice.add("TEAM")
            .set("VALUE", team.slug)
            .set("LABEL", team.shown_name())
            .show_if(team.slug == chosen, "CHOSEN");
}

void fill_new_race(Values& values, const Racer& racer, const RaceForm& form) {
    const auto& lang = racer.request.language;
    auto& fresh = values.add("NEW_RACE");
    const auto teams = racer.is_team() ? teams_to_ask(racer) : std::vector<roster::Team>{};
    if (racer.is_team() && teams.empty()) {
        fresh.show("NO_TEAM");
        return;
    }
    auto& asked = fresh.add("FORM");
    asked.set("ACTION", racer.path()).set("FORM_TOKEN", form_token_of(racer.request));
    asked.set("FORM_KEY", form.key.empty() ? random_token() : form.key).set("DAYS", form.days);
    asked.set("RIVAL_LABEL",
              racer.is_team() ? say("Against which team?", lang) : say("Against whom?", lang));
    if (!racer.is_team())
        asked.add("PERSON")
            .set("RIVAL", form.rival)
            .show_if(form.wrong.contains("rival"), "RIVAL_BAD");
    else
        fill_teams(asked.add("TEAMS"), teams, form.rival);
    say_beside(asked, form.wrong, places);
}

http::Response show_form(const Racer& racer, const RaceForm& form) {
    const auto& [request, app, one, type, id, may_act] = racer;
    auto& session = app.store.session();
    const auto campaign = campaign::find_campaign_by_id(session, one.campaign);
    const auto state = live::read_state_of(
        session, *campaign, campaign::current_version(session, *campaign), request.now);
    const RaceView view{request, app, state, type, id};
    const auto& lang = request.language;
    Values values;
    values.set("BACK_HREF", racer.back()).set("TITLE", state.shown.plan.title);
    const auto races = contest::challenges_of(session, type, id);
    fill_words(values, racer, !races.empty());
    for (const auto& race : races) fill_own_race(values, view, race, racer);
    if (may_act && state.phase == campaign::Phase::open) fill_new_race(values, racer, form);
    const auto saved = request.query.text("saved");
    if (!saved.empty()) values.add("SAVED").set("SAVED_TEXT", say("Saved.", lang));
    auto response = show_public(
        request, app,
        {.title = say("Races", lang) + " · " + state.shown.plan.title,
         .body = language::render_template("web/pages/contest/races.html", values, lang),
         .styles = {"css/public.css", "css/shown.css"},
         .campaign = campaign->slug,
         .status = form.wrong.empty() ? 200 : 422});
    set_header(response, "Cache-Control", "private, no-store");
    set_header(response, "X-Robots-Tag", "noindex");
    return response;
}

// The last part of an address, or what was typed if it is a short name already.
std::string slug_typed(const std::string& typed) {
    auto slug = typed.substr(0, std::min(typed.find_first_of("?#"), typed.size()));
    while (slug.ends_with('/') || slug.ends_with(' ')) slug.pop_back();
    const auto slash = slug.rfind('/');
    return slash == slug.npos ? slug : slug.substr(slash + 1);
}

std::int64_t find_rival(const Racer& racer, const std::string& typed) {
    auto& session = racer.app.store.session();
    const auto slug = slug_typed(typed);
    if (racer.is_team()) {
        const auto team = roster::find_team(session, racer.one.campaign, slug);
        return team ? team->id.value : 0;
    }
    const auto one = roster::find_participant(session, racer.one.campaign, slug);
    return one ? one->id.value : 0;
}

http::Response ask_rival(const Racer& racer, RaceForm form) {
    const auto days = number_in<int>(form.days);
    try {
        contest::ask_to_race(racer.app.store,
                             {.campaign = racer.one.campaign,
                              .type = racer.type,
                              .asking = racer.id,
                              .asked = find_rival(racer, form.rival),
                              .days = days,
                              .request_key = "race-" + form.key},
                             racer.actor(), racer.request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.field.empty()) throw;
        form.wrong[refused.refusal.field] = say(refused.refusal.detail, racer.request.language);
        return show_form(racer, form);
    }
    return http::redirect(racer.path() + "?saved=1");
}

http::Response change(const Racer& racer) {
    const auto& request = racer.request;
    if (!racer.may_act) throw Refused{{Reason::not_allowed}};
    const auto answer = contest::find_answer(request.form.text("answer"));
    if (!answer) {
        const RaceForm form{.rival = request.form.text("rival").substr(0, address_max),
                            .days = request.form.text("days").substr(0, 4),
                            .key = request.form.text("form_key")};
        if (form.key.empty() || form.key.size() > form_key_max)
            throw Refused{{Reason::form_expired}};
        return ask_rival(racer, form);
    }
    const auto race = number_in(request.form.text("race"));
    contest::answer_race(racer.app.store, {contest::ChallengeId{race}, racer.type, racer.id},
                         *answer, racer.actor(), request.now);
    racer.app.feed.changed(racer.one.campaign);
    return http::redirect(racer.path() + "?saved=1");
}

}  // namespace

http::Response show_races(const http::Request& request, App& app) {
    return show_form(racer_of(request, app), {});
}

http::Response change_race(const http::Request& request, App& app) {
    return change(racer_of(request, app));
}

http::Response show_team_races(const http::Request& request, App& app) {
    return show_form(team_racer_of(request, app), {});
}

http::Response change_team_race(const http::Request& request, App& app) {
    return change(team_racer_of(request, app));
}

}  // namespace pages
