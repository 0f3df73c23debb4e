// People without e-mail: the desk makes their page and prints a card that opens it.

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/roster/enrolling.h"
#include "campaign/roster/guardian.h"
#include "campaign/roster/joining_rules.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/beside.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_here.h"
#include "web/pages/printing/member_card.h"
#include "web/pages/roster/desk_joining.h"
#include "web/pages/roster/join_form.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;
using people::Duty;

constexpr int registered_shown_max = 100;
constexpr std::size_t key_max = 48;

struct Registration {
    std::string name, goal, guardian, key;
    TeamId team = {};
    bool is_under_age = false, agrees = false;
    std::int64_t goal_minor = 0;
    Wrong wrong = {};
};

struct RegistrationDesk {
    const http::Request& request;
    App& app;
    CampaignHere here;

    const std::string& language() const { return request.language; }
    std::string path() const { return here.path() + "/registration"; }
};

Registration read_registration(const RegistrationDesk& desk) {
    const auto& fields = desk.request.form;
    const auto& lang = desk.language();
    Registration form{fields.text("name"), fields.text("goal"), fields.text("guardian"),
                      fields.text("form_key")};
    const auto number = fields.text("team");
    read_number(number, form.team.value);
    form.is_under_age = fields.has("under_age"), form.agrees = fields.has("guardian_agrees");
    if (form.key.empty() || form.key.size() > key_max) throw Refused{{Reason::form_expired}};
    const auto name = read_line(form.name, roster::name_max);
    const auto guardian = read_line(form.guardian, roster::name_max);
    if (!name || name->empty())
        form.wrong["name"] = say("A name, in at most 80 characters.", lang);
    else
        form.name = *name;
    form.goal_minor = read_goal(desk.request, desk.here.campaign, form.goal, "goal", form.wrong);
    if (!form.is_under_age) return form;
    if (!guardian || guardian->empty())
        form.wrong["guardian"] = say("We need the name of a parent or guardian.", lang);
    else
        form.guardian = *guardian;
    if (!form.agrees)
        form.wrong["guardian_agrees"] =
            say("Without this consent, nobody under age takes part.", lang);
    return form;
}

constexpr Beside places[] = {{"name", "NAME_WRONG", "NAME_ERROR"},
                             {"goal", "GOAL_WRONG", "GOAL_ERROR"},
                             {"guardian", "GUARDIAN_WRONG", "GUARDIAN_ERROR"},
                             {"guardian_agrees", "AGREE_WRONG", "AGREE_ERROR"}};

void fill_registration(Values& values, const RegistrationDesk& desk, const Registration& form) {
    const auto& lang = desk.language();
    values.set("ACTION", desk.path()).set("FORM_TOKEN", desk.request.visitor->form_token);
    values.set("FORM_KEY", form.key).set("NAME", form.name).set("GOAL", form.goal);
    values.set("GUARDIAN", form.guardian).set("CURRENCY", desk.here.campaign.currency.text());
    const auto rules = roster::joining_rules_of(desk.app.store.session(), desk.here.campaign.id);
    values.set("UNDER_AGE", say_with("Under {1} years old",
                                     {language::count_text(rules.adult_age, lang)}, lang));
    values.set("GUARDIAN_WORDING", say(std::string{roster::guardian_wording.text}, lang));
    values.show_if(form.is_under_age, "UNDER_AGE_CHOSEN").show_if(form.agrees, "AGREES");
    for (const auto& team : roster::all_teams(desk.app.store.session(), desk.here.campaign.id))
        values.add("TEAM")
            .set("TEAM_ID", team.id.value)
            .set("TEAM_NAME", team.name)
            .show_if(team.id == form.team, "CHOSEN");
    say_beside(values, form.wrong, places);
    sum_up_wrong(values, form.wrong);
}

void fill_registered(Values& values, const RegistrationDesk& desk) {
    const auto fresh = desk.request.query.text("made");
    for (const auto& one : roster::participants_registered(
             desk.app.store.session(), desk.here.campaign.id, registered_shown_max)) {
        const auto id = std::to_string(one.id.value);
        auto& row = values.add("REGISTERED");
        row.set("NAME", one.name)
            .set("AGO", language::ago_text(one.made_at, desk.request.now, desk.language()))
            .set("PAGE_HREF", "/c/" + desk.here.campaign.slug + "/p/" + one.slug);
        row.show_if(id == fresh, "FRESH");
        if (!one.account && one.email.empty())
            row.add("CARD").set("CARD_HREF", desk.path() + "/" + id + "/card.pdf");
    }
}

http::Response show_page(const RegistrationDesk& desk, const Registration& form) {
    const auto& lang = desk.language();
    Values values;
    fill_registration(values, desk, form);
    fill_registered(values, desk);
    return show_desk(
        desk.request, desk.app,
        {.title = say("Register somebody", lang),
         .body = language::render_template("web/pages/roster/desk_registration.html", values, lang),
         .campaign = desk.here.campaign.id,
         .campaign_slug = desk.here.campaign.slug,
         .campaign_title = desk.here.version.plan.title,
         .saved =
             desk.request.query.has("made") ? say("The page stands. Print the card.", lang) : "",
         .status = form.wrong.empty() ? 200 : 422});
}

people::Actor actor_of_desk(const RegistrationDesk& desk) {
    return people::actor_of(*desk.request.visitor, Duty::register_people, desk.here.campaign.id,
                            desk.request.id);
}

}  // namespace

http::Response show_registration(const http::Request& request, App& app) {
    return show_page({request, app, campaign_here(request, app)},
                     {.name = {}, .goal = {}, .guardian = {}, .key = random_token()});
}

http::Response register_person(const http::Request& request, App& app) {
    const RegistrationDesk desk{request, app, campaign_here(request, app)};
    auto form = read_registration(desk);
    if (!form.wrong.empty()) return show_page(desk, form);
    const auto actor = actor_of_desk(desk);
    try {
        const auto joined =
            roster::join_campaign(app.store,
                                  {.campaign = desk.here.campaign.id,
                                   .name = form.name,
                                   .email = {},
                                   .goal = form.goal_minor,
                                   .team = form.team,
                                   .language = request.language,
                                   .request_key = "desk-" + form.key,
                                   .account = {},
                                   .guardian = form.is_under_age ? form.guardian : std::string{},
                                   .registered_by = actor.account},
                                  actor, request.now);
        app.feed.changed(desk.here.campaign.id);
        return http::redirect(desk.path() + "?made=" + std::to_string(joined.participant.id.value));
    } catch (const Refused& refused) {
        if (refused.refusal.detail.empty()) throw;
        form.wrong[refused.refusal.field] = say(refused.refusal.detail, request.language);
        return show_page(desk, form);
    }
}

// Only of pages that the desk made and nobody has signed in to: everybody else has a key already.
http::Response send_member_card(const http::Request& request, App& app) {
    const RegistrationDesk desk{request, app, campaign_here(request, app)};
    const auto number = request.param("participant");
    ParticipantId id;
    read_number(number, id.value);
    auto& session = app.store.session();
    const auto one = roster::find_participant_by_id(session, id);
    const bool is_ours = one && one->campaign == desk.here.campaign.id && one->registered_by &&
                         !one->account && one->email.empty() && !one->left_at;
    const auto state = app.feed.state_of(desk.here.campaign.slug, request.now);
    if (!is_ours || !state) throw Refused{{Reason::not_found}};
    const auto token =
        roster::print_private_address(app.store, *one, actor_of_desk(desk), request.now);
    return send_member_cards(request, app, *state, {{*one, token}});
}

}  // namespace pages
