#include "web/pages/roster/my_team.h"

#include "campaign/campaign.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/roster/admission.h"
#include "campaign/roster/captaining.h"
#include "campaign/roster/leaving.h"
#include "campaign/roster/ruling.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/roster/me.h"

namespace pages {

namespace {

using language::say;
using language::say_count;
using language::say_with;
using language::Values;
using roster::Joins;

constexpr int members_max = 200;

struct TeamPage {
    const http::Request& request;
    App& app;
    roster::Participant one;
    campaign::Campaign campaign;
    std::optional<roster::Team> team;
    std::string failed = {};

    const std::string& language() const { return request.language; }
    bool leads() const { return team && team->captain == one.id; }
    std::string action() const { return own_page_path(request) + "/team"; }
};

TeamPage page_of(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto one = own_participant(request, app);
    return {request, app, one, *campaign::find_campaign_by_id(session, one.campaign),
            roster::find_team_by_id(session, one.team)};
}

std::string joins_words(Joins joins, const std::string& lang) {
    switch (joins) {
        case Joins::open:
            return say("Everybody may join", lang);
        case Joins::approval:
            return say("I say yes to each", lang);
        case Joins::invitation:
            return say("By my invitation only", lang);
    }
    return {};
}

void fill_waiting(Values& section, const TeamPage& page) {
    const auto waiting =
        roster::participants_wanting(page.app.store.session(), page.team->id, members_max);
    section.show_if(waiting.empty(), "NOBODY_WAITS");
    for (const auto& one : waiting)
        section.add("WISH").set("PERSON", one.id.value).set("NAME", one.name);
}

void fill_words(Values& section, const TeamPage& page) {
    const auto& team = *page.team;
    const auto& lang = page.language();
    section.set("VERSION", team.version).set("NAME", team.name);
    section.set("SLUG", team.wanted_slug.empty() ? team.slug : team.wanted_slug);
    section.set("ADDRESS_START", page.app.config.host() + "/c/" + page.campaign.slug + "/t/");
    const auto waits = say("Waits to be read. Until then pages use what was read before.", lang);
    section.set("NAME_STATE", team.words_state == roster::WordsState::waiting ? waits
                              : team.words_state == roster::WordsState::sent_back
                                  ? say_with("Sent back: {1}", {team.words_reason}, lang)
                                  : say("Everyone can see this.", lang));
    for (const auto joins : {Joins::open, Joins::approval, Joins::invitation})
        section.add("JOINS")
            .set("VALUE", roster::joins_name(joins))
            .set("LABEL", joins_words(joins, lang))
            .show_if(joins == team.joins, "CHOSEN");
}

void fill_invitations(Values& section, const TeamPage& page) {
    auto& session = page.app.store.session();
    const auto start = page.app.config.public_url + "/c/" + page.campaign.slug + "/join";
    for (const auto& one : roster::open_join_invitations(session, page.campaign.id, page.team->id))
        section.add("INVITATION")
            .set("ID", one.id.value)
            .set("URL", start + "?invitation=" + roster::invitation_token(session, one.id))
            .set("CAME",
                 say_count("{1} has come by it", "{1} have come by it", one.came, page.language()));
}

void fill_captain(Values& values, const TeamPage& page,
                  const std::vector<roster::Participant>& members) {
    auto& section = values.add("CAPTAIN");
    section.set("ACTION", page.action());
    fill_waiting(section, page);
    fill_words(section, page);
    fill_invitations(section, page);
    if (members.size() < 2) return;
    auto& handing = section.add("HANDING");
    for (const auto& one : members)
        if (one.id != page.one.id)
            handing.add("HEIR")
                .set("PERSON", one.id.value)
                .set("NAME", one.name)
                .show_if(one.id == page.team->heir, "CHOSEN");
    handing.show_if(bool{page.team->heir}, "OFFERED_NOW");
}

// The captain sees everybody by the name they gave; the others what everybody may see.
void fill_members(Values& values, const TeamPage& page,
                  const std::vector<roster::Participant>& members) {
    const auto& lang = page.language();
    for (const auto& one : members) {
        const auto is_known = page.leads() || one.id == page.one.id;
        const auto shown = one.is_listed() ? one.shown_name : std::string{};
        values.add("MEMBER")
            .set("NAME", is_known        ? one.name
                         : shown.empty() ? say("Somebody of the team", lang)
                                         : shown)
            .show_if(one.id == page.team->captain, "LEADS")
            .show_if(one.id == page.one.id, "SELF");
    }
}

void fill_team(Values& values, const TeamPage& page) {
    const auto members = roster::all_members(page.app.store.session(), page.team->id, members_max);
    if (page.team->heir == page.one.id) values.show("OFFERED");
    fill_members(values, page, members);
    values.add("RACING").set("RACES_HREF", page.action() + "/races");
    if (page.leads()) fill_captain(values, page, members);
    if (page.leads() && members.size() > 1)
        values.show("HAND_OVER_FIRST");
    else
        values.show("LEAVING");
}

void fill_choice(Values& values, const TeamPage& page) {
    Values* section = nullptr;
    for (const auto& team : roster::all_teams(page.app.store.session(), page.campaign.id)) {
        if (!roster::can_be_asked(team) || team.id == page.one.team) continue;
        if (!section) section = &values.add("CHOICE");
        section->add("TEAM")
            .set("TEAM_ID", team.id.value)
            .set("TEAM_NAME", team.joins == Joins::approval
                                  ? say_with("{1} (its captain says yes first)",
                                             {team.shown_name()}, page.language())
                                  : team.shown_name())
            .show_if(team.id == page.one.wanted_team, "CHOSEN");
    }
}

http::Response show_page(const TeamPage& page) {
    const auto& lang = page.language();
    const auto version = campaign::current_version(page.app.store.session(), page.campaign);
    Values values;
    values.set("TITLE", version.plan.title).set("BACK_HREF", own_page_path(page.request));
    values.set("HEADLINE", page.team ? page.team->name : say("You walk on your own.", lang));
    values.set("ACTION", page.action());
    values.set("FORM_TOKEN",
               page.request.visitor ? page.request.visitor->form_token : std::string{});
    if (!page.failed.empty()) values.add("FAILED").set("FAILED_TEXT", page.failed);
    if (page.request.query.has("saved")) values.show("SAVED");
    if (page.team) fill_team(values, page);
    if (page.one.wanted_team) values.show("ASKED");
    fill_choice(values, page);
    auto response = show_public(
        page.request, page.app,
        {.title = say("My team", lang) + " · " + version.plan.title,
         .body = language::render_template("web/pages/roster/my_team.html", values, lang),
         .styles = {"css/public.css", "css/joining.css"},
         .scripts = {"js/copy.js"},
         .campaign = page.campaign.slug,
         .status = page.failed.empty() ? 200 : 422});
    set_header(response, "Cache-Control", "private, no-store");
    set_header(response, "X-Robots-Tag", "noindex");
    set_header(response, "Referrer-Policy", "no-referrer");
    return response;
}

struct Acting {
    const TeamPage& page;
    people::Actor actor;

    store::Store& store() const { return page.app.store; }
    const http::Request& request() const { return page.request; }
    Instant now() const { return page.request.now; }

    bool as_member(const std::string& act) const;
    bool as_captain(const std::string& act) const;
    void change() const;
};

bool Acting::as_member(const std::string& act) const {
    const auto& one = page.one;
    if (act == "leave")
        roster::leave_team(store(), one, actor, now());
    else if (act == "alone")
        roster::walk_alone(store(), one, actor, now());
    else if (act == "ask")
        roster::ask_for_team(store(), {one.id, TeamId{number_in(request().form.text("team"))}},
                             actor, now());
    else if (act == "accept_captaincy")
        roster::accept_captaincy(store(), one.team, one.id, actor, now());
    else if (act == "decline_captaincy")
        roster::decline_captaincy(store(), one.team, one.id, actor, now());
    else if (act == "leave_campaign")
        roster::leave_campaign(store(), one, actor, now());
    else if (act == "come_back")
        roster::come_back(store(), one, actor, now());
    else
        return false;
    return true;
}

void Acting::change() const {
    const auto name = read_line(request().form.text("name"), roster::name_max);
    const auto joins = roster::find_joins(request().form.text("joins"));
    roster::change_team(store(),
                        {.team = page.team->id,
                         .by = page.one.id,
                         .name = name.value_or(""),
                         .wanted_slug = request().form.text("slug"),
                         .joins = joins.value_or(page.team->joins),
                         .seen_version = number_in<int>(request().form.text("version"))},
                        actor, now());
}

bool Acting::as_captain(const std::string& act) const {
    const auto& team = *page.team;
    const roster::Inviting inviting{
        team.campaign, team.id,
        roster::JoinInvitationId{number_in(request().form.text("invitation"))}};
    if (act == "yes" || act == "no")
        roster::answer_for_team(
            store(),
            {.participant = ParticipantId{number_in(request().form.text("person"))},
             .says = act == "yes" ? roster::Says::yes : roster::Says::no,
             .reason = read_line(request().form.text("reason"), roster::reason_max).value_or(""),
             .by = page.one.id},
            actor, now());
    else if (act == "change")
        change();
    else if (act == "invite")
        roster::make_invitation(store(), inviting, actor, now());
    else if (act == "end_invitation")
        roster::end_invitation(store(), inviting, actor, now());
    else if (act == "offer")
        roster::offer_captaincy(
            store(), {team.id, page.one.id, ParticipantId{number_in(request().form.text("heir"))}},
            actor, now());
    else
        return false;
    return true;
}

}  // namespace

http::Response show_my_team(const http::Request& request, App& app) {
    return show_page(page_of(request, app));
}

http::Response change_my_team(const http::Request& request, App& app) {
    auto page = page_of(request, app);
    const Acting acting{page, {page.one.account, "participant", request.id}};
    const auto act = request.form.text("act");
    try {
        const bool is_done = acting.as_member(act) || (page.leads() && acting.as_captain(act));
        if (!is_done) throw Refused{{Reason::not_allowed}};
    } catch (const Refused& refused) {
        if (refused.refusal.detail.empty()) throw;
        page.failed = say(refused.refusal.detail, request.language);
        return show_page(page);
    }
    app.feed.changed(page.campaign.id);
    const bool is_about_page = act == "leave_campaign" || act == "come_back" || act == "alone";
    return http::redirect(is_about_page ? own_page_path(request) : page.action() + "?saved=1");
}

}  // namespace pages
