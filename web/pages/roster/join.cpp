#include "web/pages/roster/join.h"

#include "campaign/language/catalogue.h"
#include "campaign/sharing/bringing.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/beside.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/links/code.h"
#include "web/pages/roster/join_form.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;

// What was typed, and what to say beside which field.
struct JoinForm {
    JoinChoice choice;
    std::string name, email, goal, guardian;
    bool is_for_me = false, is_under_age = false, agrees = false;
    std::int64_t goal_minor = 0;
    std::map<std::string, std::string> wrong = {};
};

// Under age: somebody answers for them, and says so.
void read_guardian(JoinForm& form, const http::Request& request) {
    const auto& lang = request.language;
    form.is_under_age = request.form.has("under_age");
    form.agrees = request.form.has("guardian_agrees");
    form.guardian = request.form.text("guardian");
    if (!form.is_under_age) return;
    const auto name = read_line(form.guardian, roster::name_max);
    if (!name || name->empty())
        form.wrong["guardian"] = say("We need the name of a parent or guardian.", lang);
    else
        form.guardian = *name;
    if (!form.agrees)
        form.wrong["guardian_agrees"] =
            say("Without this consent, nobody under age takes part.", lang);
}

JoinForm read_join_form(const http::Request& request, const campaign::Campaign& campaign) {
    const auto& fields = request.form;
    const auto& lang = request.language;
    JoinForm form{.choice = {},
                  .name = fields.text("name"),
                  .email = fields.text("email"),
                  .goal = fields.text("goal"),
                  .guardian = {}};
    form.choice = read_join_choice(request, form.wrong);
    form.is_for_me = request.visitor && fields.text("whom") != "other";
    if (form.is_for_me) form.email = request.visitor->email;
    const auto name = read_line(form.name, roster::name_max);
    const auto email = read_mail_address(form.email);
    if (!name || name->empty())
        form.wrong["name"] = say("Tell us your name, in at most 80 characters.", lang);
    if (!email)
        form.wrong["email"] = say("We need an e-mail address, like anna@example.org.", lang);
    form.goal_minor = read_goal(request, campaign, form.goal, "goal", form.wrong);
    read_guardian(form, request);
    if (name) form.name = *name;
    if (email) form.email = *email;
    return form;
}

constexpr Beside places[] = {{"name", "NAME_WRONG", "NAME_ERROR"},
                             {"email", "EMAIL_WRONG", "EMAIL_ERROR"},
                             {"goal", "GOAL_WRONG", "GOAL_ERROR"},
                             {"guardian", "GUARDIAN_WRONG", "GUARDIAN_ERROR"},
                             {"guardian_agrees", "AGREE_WRONG", "AGREE_ERROR"},
                             {"new_team", "TEAM_WRONG", "TEAM_ERROR"},
                             {"team", "TEAM_WRONG", "TEAM_ERROR"}};

void fill_form(Values& section, const JoinPlace& place, const JoinForm& form) {
    const auto& request = place.request;
    section.set("ACTION", place.path() + "/participants");
    auto several = place.path() + "/join/together";
    if (place.invitation) several += "?invitation=" + place.token;
    section.set("SEVERAL_HREF", with_code(several, request));
    section.set("NAME", form.name).set("EMAIL", form.is_for_me ? std::string{} : form.email);
    section.set("CURRENCY", place.state.campaign.currency.text());
    section.set("GOAL", form.goal).set("GUARDIAN", form.guardian);
    fill_join_choice(section, place, form.choice);
    fill_guardian_words(section, place);
    section.show_if(form.is_under_age, "UNDER_AGE_CHOSEN").show_if(form.agrees, "AGREES");
    if (request.visitor)
        section.add("WHOM")
            .set("FOR_ME", say_with("For me ({1})", {request.visitor->email}, request.language))
            .show_if(form.is_for_me, "ME_CHOSEN")
            .show_if(!form.is_for_me, "OTHER_CHOSEN");
    say_beside(section, form.wrong, places);
    sum_up_wrong(section, form.wrong);
}

http::Response show_join_form(const JoinPlace& place, const JoinForm& form) {
    const auto& state = place.state;
    const auto& plan = state.shown.plan;
    const auto& lang = place.request.language;
    Values values;
    values.set("HEADLINE", join_words(state.campaign.kind, lang)).set("TITLE", plan.title);
    values.set("CAMPAIGN_HREF", campaign_path(state.campaign));
    values.set("LINE", window_words(plan, lang) + (plan.place.empty() ? "" : " · " + plan.place));
    if (const auto closed = closed_words(place); !closed.empty())
        values.add("NOT_NOW").set("REASON", closed);
    else
        fill_form(values.add("FORM"), place, form);
    return show_public(
        place.request, place.app,
        {.title = join_words(state.campaign.kind, lang) + " · " + plan.title,
         .body = language::render_template("web/pages/roster/join.html", values, lang),
         .description = plan.summary,
         .styles = {"css/public.css", "css/joining.css"},
         .campaign = state.campaign.slug,
         .status = form.wrong.empty() ? 200 : 422});
}

roster::NewParticipant wish_of(const JoinPlace& place, const JoinForm& form) {
    const auto& team = place.inviting_team;
    return {.campaign = place.state.campaign.id,
            .name = form.name,
            .email = form.email,
            .goal = form.goal_minor,
            .team = team ? team->id : form.choice.team,
            .new_team = team ? std::string{} : form.choice.new_team,
            .language = place.request.language,
            .request_key = "join-" + form.choice.key,
            .account = form.is_for_me ? place.request.visitor->account : AccountId{},
            .guardian = form.is_under_age ? form.guardian : std::string{},
            .invitation = place.token};
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
    JoinForm form;
    form.is_for_me = request.visitor.has_value();
    form.choice = {
        .new_team = {}, .key = random_token(), .link = normalise_code(request.query.text("from"))};
    const auto team =
        roster::find_team(app.store.session(), state->campaign.id, request.query.text("team"));
    if (team) form.choice.team = team->id;
    return show_join_form(join_place(request, app, *state), form);
}

http::Response take_participant(const http::Request& request, App& app) {
    const auto state = state_to_join(request, app);
    const auto place = join_place(request, app, *state);
    auto form = read_join_form(request, state->campaign);
    if (!form.wrong.empty()) return show_join_form(place, form);
    const auto asked = wish_of(place, form);
    try {
        const people::Actor walker{asked.account, "participant", request.id};
        const auto joined = roster::join_campaign(app.store, asked, walker, request.now);
        sharing::note_bringing(app.store, joined.participant, form.choice.link, request.now);
        app.feed.changed(asked.campaign);
        return http::redirect("/me/" + joined.token + (joined.was_there ? "" : "?new=1"));
    } catch (const Refused& refused) {
        if (refused.refusal.field.empty()) throw;
        form.wrong[refused.refusal.field] = say(refused.refusal.detail, request.language);
        return show_join_form(place, form);
    }
}

}  // namespace pages
