#include "web/pages/join.h"

#include <charconv>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/phase.h"
#include "campaign/roster/enrolling.h"
#include "campaign/sharing/bringing.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/beside.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaign_words.h"
#include "web/pages/code.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;

constexpr std::size_t form_key_max = 64;

// What was typed, and what to say beside which field.
struct JoinForm {
    std::string name, email, goal, new_team, key, link;
    TeamId team = {};
    std::int64_t goal_minor = 0;
    std::map<std::string, std::string> wrong = {};
};

TeamId read_team(const std::string& typed) {
    std::int64_t number = 0;
    std::from_chars(typed.data(), typed.data() + typed.size(), number);
    return TeamId{number};
}

JoinForm read_join_form(const http::Request& request, const campaign::Campaign& campaign) {
    const auto& fields = request.form;
    const auto& lang = request.language;
    JoinForm form{.name = fields.text("name"),
                  .email = fields.text("email"),
                  .goal = fields.text("goal"),
                  .new_team = fields.text("new_team"),
                  .key = fields.text("form_key"),
                  .link = fields.text("link"),
                  .team = read_team(fields.text("team"))};
    const auto name = read_line(form.name, roster::name_max);
    const auto email = read_mail_address(form.email);
    const auto team = read_line(form.new_team, roster::name_max);
    if (!name || name->empty())
        form.wrong["name"] = say("Tell us your name, in at most 80 characters.", lang);
    if (!email)
        form.wrong["email"] = say("We need an e-mail address, like anna@example.org.", lang);
    if (!team) form.wrong["new_team"] = say("A team's name has at most 80 characters.", lang);
    if (!form.goal.empty()) {
        const auto goal =
            read_money(form.goal, campaign.currency, language::decimal_separator(lang));
        if (goal)
            form.goal_minor = goal->minor;
        else
            form.wrong["goal"] = say("Write the amount in digits alone, like 250.", lang);
    }
    if (form.key.empty() || form.key.size() > form_key_max) throw Refused{{Reason::form_expired}};
    if (name) form.name = *name;
    if (email) form.email = *email;
    if (team) form.new_team = *team;
    return form;
}

constexpr Beside places[] = {{"name", "NAME_WRONG", "NAME_ERROR"},
                             {"email", "EMAIL_WRONG", "EMAIL_ERROR"},
                             {"goal", "GOAL_WRONG", "GOAL_ERROR"},
                             {"new_team", "TEAM_WRONG", "TEAM_ERROR"},
                             {"team", "TEAM_WRONG", "TEAM_ERROR"}};

void fill_form(Values& values, const http::Request& request, App& app, const live::State& state,
               const JoinForm& form) {
    auto& section = values.add("FORM");
    section.set("ACTION", campaign_path(state.campaign) + "/participants");
    section.set("FORM_KEY", form.key).set("LINK", form.link);
    section.set("FORM_TOKEN", request.visitor ? request.visitor->form_token : std::string{});
    section.set("NAME", form.name).set("EMAIL", form.email).set("GOAL", form.goal);
    section.set("NEW_TEAM", form.new_team).set("CURRENCY", state.campaign.currency.text());
    section.set("KEPT", say("We keep your name and address until the campaign is settled, "
                            "for nothing but this.",
                            request.language));
    Values* teams = nullptr;
    for (const auto& team : roster::all_teams(app.store.session(), state.campaign.id)) {
        if (team.shown_name().empty()) continue;
        if (!teams) teams = &section.add("TEAMS");
        auto& row = teams->add("TEAM");
        row.set("TEAM_ID", team.id.value).set("TEAM_NAME", team.shown_name());
        row.show_if(team.id == form.team, "CHOSEN");
    }
    say_beside(section, form.wrong, places);
    sum_up_wrong(section, form.wrong);
}

http::Response show_join_form(const http::Request& request, App& app, const live::State& state,
                              const JoinForm& form) {
    const auto& plan = state.shown.plan;
    const auto& lang = request.language;
    Values values;
    values.set("HEADLINE", join_words(state.campaign.kind, lang)).set("TITLE", plan.title);
    values.set("CAMPAIGN_HREF", campaign_path(state.campaign));
    values.set("LINE", window_words(plan, lang) + (plan.place.empty() ? "" : " · " + plan.place));
    const auto closed = campaign::join_objection(state.campaign, state.shown, request.now);
    if (closed)
        values.add("NOT_NOW").set("REASON", say(closed->detail, lang));
    else
        fill_form(values, request, app, state, form);
    return show_public(request, app,
                       {.title = join_words(state.campaign.kind, lang) + " · " + plan.title,
                        .body = language::render_template("web/pages/join.html", values, lang),
                        .description = plan.summary,
                        .styles = {"css/public.css"},
                        .campaign = state.campaign.slug,
                        .status = form.wrong.empty() ? 200 : 422});
}

std::shared_ptr<const live::State> state_to_join(const http::Request& request, App& app) {
    auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    return state;
}

}  // namespace

http::Response show_join(const http::Request& request, App& app) {
    const auto state = state_to_join(request, app);
    note_landing(request, app, state->campaign.id);
    const JoinForm form{.key = random_token(),
                        .link = normalise_code(request.query.text("from")),
                        .team = read_team(request.query.text("team"))};
    return show_join_form(request, app, *state, form);
}

http::Response take_participant(const http::Request& request, App& app) {
    const auto state = state_to_join(request, app);
    auto form = read_join_form(request, state->campaign);
    if (!form.wrong.empty()) return show_join_form(request, app, *state, form);
    const roster::NewParticipant asked{
        .campaign = state->campaign.id,
        .name = form.name,
        .email = form.email,
        .goal = form.goal_minor,
        .team = form.team,
        .new_team = form.new_team,
        .language = request.language,
        .request_key = "join-" + form.key,
        .account = request.visitor ? request.visitor->account : AccountId{}};
    try {
        const people::Actor walker{asked.account, "participant", request.id};
        const auto joined = roster::join_campaign(app.store, asked, walker, request.now);
        sharing::note_bringing(app.store, joined.participant, form.link, request.now);
        app.feed.changed(asked.campaign);
        return http::redirect("/me/" + joined.token + (joined.was_there ? "" : "?new=1"));
    } catch (const Refused& refused) {
        if (refused.refusal.field.empty()) throw;
        form.wrong[refused.refusal.field] = say(refused.refusal.detail, request.language);
        return show_join_form(request, app, *state, form);
    }
}

}  // namespace pages
