#include "web/pages/roster/desk_joining.h"

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/roster/captaining.h"
#include "campaign/roster/leaving.h"
#include "campaign/roster/ruling.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_here.h"

namespace pages {

namespace {

using language::say;
using language::say_count;
using language::say_with;
using language::Values;
using people::Duty;
using roster::Joins;

constexpr int admitting_max = 100, teams_shown_max = 100, members_shown_max = 100;

struct JoiningDesk {
    const http::Request& request;
    App& app;
    CampaignHere here;
    std::string failed = {};

    store::Session& session() const { return app.store.session(); }
    const std::string& language() const { return request.language; }
    std::string action() const { return here.path() + "/joining"; }
};

std::string joins_words(Joins joins, const std::string& lang) {
    switch (joins) {
        case Joins::open:
            return say("Everybody: the page is public at once", lang);
        case Joins::approval:
            return say("By approval: one of you says yes to each page", lang);
        case Joins::invitation:
            return say("By invitation: only with a link", lang);
    }
    return {};
}

void fill_rules(Values& values, const JoiningDesk& desk) {
    const auto rules = roster::joining_rules_of(desk.session(), desk.here.campaign.id);
    for (const auto joins : {Joins::open, Joins::approval, Joins::invitation})
        values.add("JOINS")
            .set("VALUE", roster::joins_name(joins))
            .set("LABEL", joins_words(joins, desk.language()))
            .show_if(joins == rules.who_joins, "CHOSEN");
    values.set("ADULT_AGE", rules.adult_age);
    values.set("AGE_MIN", roster::adult_age_min).set("AGE_MAX", roster::adult_age_max);
    const auto current = roster::current_guidelines(desk.session(), desk.here.campaign.id);
    const auto& lang = desk.language();
    values.set("GUIDELINES", current ? current->text : std::string{roster::guidelines_ready});
    values.set("GUIDELINES_LINE",
               current ? say_with("Wording {1} is in use. A change is a new wording, and asks "
                                  "everybody again before their next post.",
                                  {language::count_text(current->number, lang)}, lang)
                       : say("None are in use yet: nobody is asked before a first post. Below "
                             "stands a ready wording.",
                             lang));
}

void fill_admitting(Values& values, const JoiningDesk& desk) {
    const auto waiting =
        roster::participants_to_admit(desk.session(), desk.here.campaign.id, admitting_max);
    for (const auto& one : waiting) {
        const bool is_for_team = one.campaign_says != roster::Says::waiting;
        const auto team =
            roster::find_team_by_id(desk.session(), is_for_team ? one.wanted_team : one.team);
        values.add("WISH")
            .set("PERSON", one.id.value)
            .set("NAME", one.name)
            .set("WHERE", team ? team->name : std::string{})
            .set("STORY", one.story)
            .set("WHOSE", is_for_team ? "team" : "campaign")
            .set("AGO", language::ago_text(one.made_at, desk.request.now, desk.language()));
    }
    values.show_if(waiting.empty(), "NOBODY_WAITS");
}

void fill_invitations(Values& values, const JoiningDesk& desk) {
    const auto start =
        desk.app.config.public_url + "/c/" + desk.here.campaign.slug + "/join?invitation=";
    for (const auto& one : roster::open_join_invitations(desk.session(), desk.here.campaign.id, {}))
        values.add("INVITATION")
            .set("ID", one.id.value)
            .set("URL", start + roster::invitation_token(desk.session(), one.id))
            .set("CAME",
                 say_count("{1} has come by it", "{1} have come by it", one.came, desk.language()));
}

void fill_team(Values& row, const roster::Team& team, const JoiningDesk& desk) {
    const auto& lang = desk.language();
    row.set("TEAM", team.id.value).set("NAME", team.name);
    row.set("HREF", "/c/" + desk.here.campaign.slug + "/t/" + team.slug);
    const auto members = roster::all_members(desk.session(), team.id, members_shown_max);
    row.set("LINE", say_count("{1} person is in this team.", "{1} people are in this team.",
                              static_cast<std::int64_t>(members.size()), lang));
    std::string captain;
    for (const auto& one : members) {
        if (one.id == team.captain) captain = one.name;
        row.add("MEMBER").set("PERSON", one.id.value).set("PERSON_NAME", one.name);
    }
    row.set("CAPTAIN", captain.empty() ? say("Nobody leads this team", lang) : captain);
}

void fill_teams(Values& values, const JoiningDesk& desk) {
    int shown = 0;
    for (const auto& team : roster::all_teams(desk.session(), desk.here.campaign.id)) {
        if (++shown > teams_shown_max) break;
        fill_team(values.add("TEAM_ROW"), team, desk);
    }
    values.show_if(shown == 0, "NO_TEAM");
}

http::Response show_page(const JoiningDesk& desk) {
    const auto& lang = desk.language();
    Values values;
    values.set("ACTION", desk.action()).set("FORM_TOKEN", desk.request.visitor->form_token);
    values.set("REGISTRATION_HREF", desk.here.path() + "/registration");
    fill_admitting(values, desk);
    fill_rules(values, desk);
    fill_invitations(values, desk);
    fill_teams(values, desk);
    return show_desk(
        desk.request, desk.app,
        {.title = say("Taking part", lang),
         .body = language::render_template("web/pages/roster/desk_joining.html", values, lang),
         .campaign = desk.here.campaign.id,
         .campaign_slug = desk.here.campaign.slug,
         .campaign_title = desk.here.version.plan.title,
         .saved = desk.request.query.has("saved") ? say("Saved.", lang) : "",
         .failed = desk.failed,
         .scripts = {"js/copy.js"},
         .status = desk.failed.empty() ? 200 : 422});
}

// Of this campaign, and of no other.
ParticipantId person_here(const JoiningDesk& desk) {
    const ParticipantId id{number_in(desk.request.form.text("person"))};
    const auto one = roster::find_participant_by_id(desk.session(), id);
    if (!one || one->campaign != desk.here.campaign.id) throw Refused{{Reason::not_found}};
    return id;
}

void set_rules(const JoiningDesk& desk, const people::Actor& actor) {
    const auto joins = roster::find_joins(desk.request.form.text("joins"));
    roster::set_joining_rules(
        desk.app.store, desk.here.campaign.id,
        {joins.value_or(Joins::open), number_in<int>(desk.request.form.text("adult_age"))}, actor,
        desk.request.now);
}

void answer(const JoiningDesk& desk, const std::string& reason, const people::Actor& actor) {
    const bool is_yes = desk.request.form.text("act") == "yes";
    const roster::Answer given{.participant = person_here(desk),
                               .says = is_yes ? roster::Says::yes : roster::Says::no,
                               .reason = reason};
    if (desk.request.form.text("whose") == "team")
        roster::answer_for_team(desk.app.store, given, actor, desk.request.now);
    else
        roster::answer_for_campaign(desk.app.store, given, actor, desk.request.now);
}

void lead_team(const JoiningDesk& desk, const std::string& reason, const people::Actor& actor) {
    const auto person = person_here(desk);
    const auto one = roster::find_participant_by_id(desk.session(), person);
    if (desk.request.form.text("act") == "remove")
        return roster::remove_member(desk.app.store, person, reason, actor, desk.request.now);
    if (!one->team) throw Refused{{Reason::not_found}};
    roster::appoint_captain(desk.app.store, {one->team, {}, person}, reason, actor,
                            desk.request.now);
}

void act_on(const JoiningDesk& desk) {
    const auto& form = desk.request.form;
    const auto actor = actor_here(desk.request, desk.here);
    const auto act = form.text("act");
    const auto reason = read_line(form.text("reason"), roster::reason_max).value_or("");
    const roster::Inviting inviting{
        desk.here.campaign.id,
        {},
        roster::JoinInvitationId{number_in(desk.request.form.text("invitation"))}};
    auto& store = desk.app.store;
    if (act == "rules") return set_rules(desk, actor);
    if (act == "guidelines")
        return void(roster::write_guidelines(store, desk.here.campaign.id, form.text("guidelines"),
                                             actor, desk.request.now));
    if (act == "yes" || act == "no") return answer(desk, reason, actor);
    if (act == "remove" || act == "appoint") return lead_team(desk, reason, actor);
    if (act == "invite")
        return void(roster::make_invitation(store, inviting, actor, desk.request.now));
    if (act == "end_invitation")
        return roster::end_invitation(store, inviting, actor, desk.request.now);
    throw Refused{{Reason::not_allowed}};
}

}  // namespace

http::Response show_joining(const http::Request& request, App& app) {
    return show_page({request, app, campaign_here(request, app)});
}

http::Response change_joining(const http::Request& request, App& app) {
    JoiningDesk desk{request, app, campaign_here(request, app)};
    try {
        act_on(desk);
    } catch (const Refused& refused) {
        if (refused.refusal.detail.empty()) throw;
        desk.failed = say(refused.refusal.detail, request.language);
        return show_page(desk);
    }
    app.feed.changed(desk.here.campaign.id);
    return http::redirect(desk.action() + "?saved=1");
}

}  // namespace pages
