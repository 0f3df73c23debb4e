#include "web/pages/races.h"

#include <algorithm>
#include <charconv>

#include "campaign/contest/challenging.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/token.h"
#include "web/html/beside.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaign_words.h"
#include "web/pages/me.h"

namespace pages {

namespace {

using contest::Challenge;
using contest::Race;
using language::say;
using language::say_with;
using language::Values;

constexpr std::size_t form_key_max = 50, address_max = 300;
constexpr Beside places[] = {{"rival", "RIVAL_WRONG", "RIVAL_ERROR"},
                             {"days", "DAYS_WRONG", "DAYS_ERROR"}};

struct RaceForm {
    std::string rival = {}, days = "7", key = {};
    Wrong wrong = {};
};

// How races look from one page.
struct View {
    const http::Request& request;
    App& app;
    const live::State& state;
    std::string type;
    std::int64_t id = 0;  // Whose page it is.

    const std::string& language() const { return request.language; }
};

struct Runner {
    std::string name, slug;
};

// Of the session; by the private address there may be none.
std::string form_token_of(const http::Request& request) {
    return request.visitor ? request.visitor->form_token : std::string{};
}

Runner runner_of(const View& view, std::int64_t id) {
    auto& session = view.app.store.session();
    if (view.type == "team") {
        const auto team = roster::find_team_by_id(session, TeamId{id});
        if (!team) return {};
        return {name_words(*team, view.state, view.language()), team->slug};
    }
    const auto one = roster::find_participant_by_id(session, ParticipantId{id});
    if (!one) return {};
    return {name_words(*one, view.state, view.language()), one->slug};
}

std::string state_line(const View& view, const Challenge& race) {
    const auto& lang = view.language();
    const auto until = language::date_text(race.until, view.state.shown.plan.time_zone, lang);
    switch (race.state) {
        case Race::asked:
            return race.asked == view.id
                       ? say_with("You are asked to a race until {1}.", {until}, lang)
                       : say("Waits for a yes.", lang);
        case Race::running:
            return say_with("The race runs until {1}.", {until}, lang);
        case Race::declined:
            return say("The answer was no.", lang);
        case Race::cancelled:
            return say("Given up.", lang);
        case Race::over:
            return say_with("The race ended on {1}.", {until}, lang);
    }
    return {};
}

std::string score_line(const View& view, const Challenge& race, std::int64_t gained) {
    contest::Scores scores;
    scores.raised = scores.gifts = scores.donors = std::max<std::int64_t>(0, gained);
    return live::score_text(scores, race.measure, view.state.campaign.currency, view.language());
}

void fill_race(Values& row, const View& view, const Challenge& race) {
    auto& boards = view.app.feed.boards();
    const auto campaign = view.state.campaign.id;
    const auto gained = contest::gained_in(race, boards.scores_of(campaign, race.type, race.asking),
                                           boards.scores_of(campaign, race.type, race.asked));
    const auto path = campaign_path(view.state.campaign) + (view.type == "team" ? "/t/" : "/p/");
    const auto most = std::max<std::int64_t>({1, gained.asking, gained.asked});
    row.set("STATE", state_line(view, race));
    for (const auto& [id, score] :
         {std::pair{race.asking, gained.asking}, std::pair{race.asked, gained.asked}}) {
        const auto runner = runner_of(view, id);
        row.add("RUNNER")
            .set("NAME", runner.name)
            .set("HREF", path + runner.slug)
            .set("SCORE", score_line(view, race, score))
            .set("BAR", std::max<std::int64_t>(0, score) * 100 / most);
    }
}

void fill_own_race(Values& values, const View& view, const Challenge& race) {
    auto& row = values.add("RACE");
    fill_race(row, view, race);
    if (race.state != Race::asked && race.state != Race::running) return;
    auto& answer = row.add("ANSWER");
    answer.set("ACTION", own_page_path(view.request) + "/races").set("RACE_ID", race.id.value);
    answer.set("FORM_TOKEN", form_token_of(view.request));
    answer.show(race.state == Race::asked && race.asked == view.id ? "YES_OR_NO" : "GIVE_UP");
}

http::Response show_form(const http::Request& request, App& app, const RaceForm& form) {
    const auto one = own_participant(request, app);
    auto& session = app.store.session();
    const auto campaign = campaign::find_campaign_by_id(session, one.campaign);
    const auto state = live::read_state_of(
        session, *campaign, campaign::current_version(session, *campaign), request.now);
    const View view{request, app, state, "participant", one.id.value};
    const auto& lang = request.language;
    Values values;
    values.set("BACK_HREF", own_page_path(request)).set("TITLE", state.shown.plan.title);
    const auto races = contest::challenges_of(session, view.type, view.id);
    for (const auto& race : races) fill_own_race(values, view, race);
    values.show_if(races.empty(), "NONE");
    if (state.phase == campaign::Phase::open) {
        auto& fresh = values.add("NEW_RACE");
        fresh.set("ACTION", own_page_path(request) + "/races");
        fresh.set("FORM_TOKEN", form_token_of(request));
        fresh.set("FORM_KEY", form.key.empty() ? random_token() : form.key);
        fresh.set("RIVAL", form.rival).set("DAYS", form.days);
        say_beside(fresh, form.wrong, places);
    }
    const auto saved = request.query.text("saved");
    if (!saved.empty()) values.add("SAVED").set("SAVED_TEXT", say("Saved.", lang));
    auto response =
        show_public(request, app,
                    {.title = say("Races", lang) + " · " + state.shown.plan.title,
                     .body = language::render_template("web/pages/races.html", values, lang),
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

http::Response ask_rival(const http::Request& request, App& app, RaceForm form) {
    const auto one = own_participant(request, app);
    const auto rival =
        roster::find_participant(app.store.session(), one.campaign, slug_typed(form.rival));
    int days = 0;
    std::from_chars(form.days.data(), form.days.data() + form.days.size(), days);
    try {
        contest::ask_to_race(app.store,
                             {.campaign = one.campaign,
                              .asking = one.id.value,
                              .asked = rival ? rival->id.value : 0,
                              .days = days,
                              .request_key = "race-" + form.key},
                             {one.account, "participant", request.id}, request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.field.empty()) throw;
        form.wrong[refused.refusal.field] = say(refused.refusal.detail, request.language);
        return show_form(request, app, form);
    }
    return http::redirect(own_page_path(request) + "/races?saved=1");
}

}  // namespace

http::Response show_races(const http::Request& request, App& app) {
    return show_form(request, app, {});
}

http::Response change_race(const http::Request& request, App& app) {
    const auto answer = contest::find_answer(request.form.text("answer"));
    if (!answer) {
        const RaceForm form{.rival = request.form.text("rival").substr(0, address_max),
                            .days = request.form.text("days").substr(0, 4),
                            .key = request.form.text("form_key")};
        if (form.key.empty() || form.key.size() > form_key_max)
            throw Refused{{Reason::form_expired}};
        return ask_rival(request, app, form);
    }
    const auto one = own_participant(request, app);
    std::int64_t race = 0;
    const auto typed = request.form.text("race");
    std::from_chars(typed.data(), typed.data() + typed.size(), race);
    contest::answer_race(app.store, {contest::ChallengeId{race}, "participant", one.id.value},
                         *answer, {one.account, "participant", request.id}, request.now);
    app.feed.changed(one.campaign);
    return http::redirect(own_page_path(request) + "/races?saved=1");
}

void fill_public_races(Values& values, const http::Request& request, App& app,
                       const live::State& state, const std::string& type, std::int64_t id) {
    const View view{request, app, state, type, id};
    Values* section = nullptr;
    for (const auto& race : contest::challenges_of(app.store.session(), type, id)) {
        if (race.state != Race::running && race.state != Race::over) continue;
        if (section == nullptr) section = &values.add("RACES");
        fill_race(section->add("RACE"), view, race);
    }
}

}  // namespace pages
