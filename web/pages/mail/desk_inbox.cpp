#include "web/pages/mail/desk_inbox.h"

#include <algorithm>

#include "campaign/conversations/conversing.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/people/account.h"
#include "campaign/people/name.h"
#include "campaign/roster/participant.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/pages/campaigns/campaign_here.h"

namespace pages {

namespace {

using conversations::Conversation;
using conversations::Said;
using conversations::Speaker;
using conversations::State;
using language::say;
using language::say_with;
using language::Values;
using people::Duty;

constexpr std::size_t form_key_max = 50;

std::string state_words(State state, const std::string& lang) {
    switch (state) {
        case State::open:
            return say("The team is asked", lang);
        case State::waiting:
            return say("Waits for their answer", lang);
        case State::closed:
            return say("Closed", lang);
    }
    return {};
}

std::string owner_line(store::Session& session, const Conversation& one, const std::string& lang) {
    if (!one.owner) return say("Nobody looks after it yet.", lang);
    return say_with("{1} looks after it.", {people::name_of(session, one.owner)}, lang);
}

std::string participant_name(store::Session& session, ParticipantId id) {
    const auto one = roster::find_participant_by_id(session, id);
    return one ? one->name : std::string{};
}

http::Response show_list(const http::Request& request, App& app,
                         const std::optional<CampaignHere>& here) {
    auto& session = app.store.session();
    const auto& lang = request.language;
    Values values;
    std::int64_t asked = 0;
    bool is_any = false;
    for (const auto& one : conversations::conversations_of_campaign(
             session, here ? here->campaign.id : CampaignId{})) {
        const auto found = campaign::find_campaign_by_id(session, one.campaign);
        if (!found || !request.visitor->may(Duty::review_words, one.campaign)) continue;
        is_any = true;
        if (one.state == State::open) ++asked;
        values.add("CONVERSATION")
            .set("HREF", "/desk/" + found->slug + "/inbox/" + std::to_string(one.id.value))
            .set("TITLE", one.title)
            .set("NAME", participant_name(session, one.participant))
            .set("CAMPAIGN_TITLE", campaign::current_version(session, *found).plan.title)
            .set("STATE", state_words(one.state, lang))
            .set("OWNER", owner_line(session, one, lang))
            .set("AGE", language::ago_text(one.changed_at, request.now, lang))
            .show_if(one.state == State::open, "ASKED");
    }
    values.show_if(!is_any, "NONE");
    values.set("LINE", asked == 0 ? say("Nobody waits for an answer of the team.", lang)
                                  : language::say_count("{1} waits for an answer of the team.",
                                                        "{1} wait for an answer of the team.",
                                                        asked, lang));
    DeskPage page{
        .title = say("Private conversations", lang),
        .body = language::render_template("web/pages/mail/desk_inbox.html", values, lang)};
    if (here) {
        page.campaign = here->campaign.id, page.campaign_slug = here->campaign.slug;
        page.campaign_title = here->version.plan.title;
    }
    return show_desk(request, app, page);
}

struct View {
    const http::Request& request;
    App& app;
    const CampaignHere here;
    const Conversation one;
    std::string typed = {}, wrong = {}, failed = {}, key = {};

    std::string path() const { return here.path() + "/inbox/" + std::to_string(one.id.value); }
};

View view_of(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto found = conversations::find_conversation(
        app.store.session(),
        conversations::ConversationId{number_in(request.param("conversation"))});
    if (!found || found->campaign != here.campaign.id) throw Refused{{Reason::not_found}};
    return {request, app, here, *found};
}

void fill_said(Values& row, const View& view, const Said& said, const std::string& name) {
    const auto& lang = view.request.language;
    const auto by = people::name_of(view.app.store.session(), said.account);
    const bool is_note = said.speaker == Speaker::note;
    row.set("WHO", said.speaker == Speaker::participant ? name
                   : is_note ? say_with("{1}, a note for the team", {by}, lang)
                             : by);
    row.set("WHEN", language::ago_text(said.at, view.request.now, lang)).set("WORDS", said.words);
    row.show(said.speaker == Speaker::participant ? "THEIRS" : is_note ? "NOTE" : "OURS");
}

void fill_people(Values& values, const View& view) {
    for (const auto& colleague : people::all_colleagues(view.app.store.session())) {
        const bool may = std::ranges::any_of(colleague.roles, [&](const people::HeldRole& held) {
            return people::role_covers(held.role, Duty::review_words) &&
                   (!held.campaign || held.campaign == view.here.campaign.id);
        });
        if (may)
            values.add("PERSON")
                .set("VALUE", colleague.account.id.value)
                .set("LABEL", colleague.account.name)
                .show_if(colleague.account.id == view.one.owner, "CHOSEN");
    }
}

http::Response show_view(const View& view) {
    const auto& [request, app, here, one, typed, wrong, failed, key] = view;
    const auto& lang = request.language;
    auto& session = app.store.session();
    const auto name = participant_name(session, one.participant);
    Values values;
    values.set("BACK_HREF", here.path() + "/inbox").set("TITLE", one.title).set("NAME", name);
    values.set("STATE", state_words(one.state, lang))
        .set("OWNER_LINE", owner_line(session, one, lang));
    values.set("ACTION", view.path()).set("FORM_TOKEN", request.visitor->form_token);
    values.set("FORM_KEY", key.empty() ? random_token() : key).set("VERSION", one.version);
    values.set("TYPED", typed);
    if (!one.about.empty())
        values.add("ABOUT").set("ABOUT_HREF", here.path() + "/review?open=" + one.about);
    for (const auto& said : conversations::all_said(session, one.id))
        fill_said(values.add("SAID"), view, said, name);
    if (!wrong.empty()) values.add("WORDS_WRONG").set("WORDS_ERROR", wrong);
    fill_people(values, view);
    values.show_if(one.state != State::closed, "MAY_CLOSE");
    return show_desk(
        request, app,
        {.title = one.title,
         .body = language::render_template("web/pages/mail/desk_conversation.html", values, lang),
         .campaign = here.campaign.id,
         .campaign_slug = here.campaign.slug,
         .campaign_title = here.version.plan.title,
         .failed = failed,
         .status = wrong.empty() && failed.empty() ? 200 : 422});
}

std::string key_of(const http::Request& request) {
    const auto key = request.form.text("form_key");
    if (key.empty() || key.size() > form_key_max) throw Refused{{Reason::form_expired}};
    return "talk-" + key;
}

people::Actor actor_of_team(const http::Request& request, CampaignId campaign) {
    return people::actor_of(*request.visitor, Duty::review_words, campaign, request.id);
}

void act(const View& view) {
    const auto& [request, app, here, one, typed, wrong, failed, key] = view;
    const auto actor = actor_of_team(request, one.campaign);
    const auto what = request.form.text("act");
    if (what == "close")
        return conversations::close_conversation(app.store, one.id, actor, request.now);
    if (what == "hand")
        return conversations::hand_conversation(
            app.store,
            {one.id, number_in<int>(request.form.text("version")),
             AccountId{number_in(request.form.text("owner"))}},
            actor, request.now);
    conversations::say_in_conversation(app.store,
                                       {one.id, what == "answer" ? Speaker::team : Speaker::note,
                                        request.form.text("words"), key_of(request)},
                                       actor, request.now);
}

// In the language of whoever reads it.
std::string title_about(const std::string& about, const std::string& lang) {
    if (about.starts_with("post") || about.starts_with("look")) return say("About your post", lang);
    return about.empty() ? say("A message from the team", lang) : say("About your page", lang);
}

bool is_words_name(const std::string& about) {
    constexpr std::size_t about_max = 40;
    return about.size() <= about_max && std::ranges::all_of(about, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

}  // namespace

http::Response show_all_inbox(const http::Request& request, App& app) {
    return show_list(request, app, {});
}

http::Response show_inbox(const http::Request& request, App& app) {
    return show_list(request, app, campaign_here(request, app));
}

http::Response open_in_inbox(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto one = roster::find_participant_by_id(
        app.store.session(), ParticipantId{number_in(request.form.text("participant"))});
    if (!one || one->campaign != here.campaign.id) throw Refused{{Reason::not_found}};
    const auto about = request.form.text("about");
    if (!is_words_name(about)) throw Refused{{Reason::not_a_valid_value, "about"}};
    const auto made =
        conversations::open_conversation(app.store,
                                         {.participant = one->id,
                                          .about = about,
                                          .title = title_about(about, one->language),
                                          .words = request.form.text("words"),
                                          .request_key = key_of(request)},
                                         actor_of_team(request, here.campaign.id), request.now);
    return http::redirect(here.path() + "/inbox/" + std::to_string(made.id.value));
}

http::Response show_conversation(const http::Request& request, App& app) {
    return show_view(view_of(request, app));
}

http::Response act_in_conversation(const http::Request& request, App& app) {
    auto view = view_of(request, app);
    try {
        act(view);
    } catch (const Refused& refused) {
        const auto& refusal = refused.refusal;
        const auto sentence =
            say(refusal.detail.empty() ? "This was read or changed meanwhile. Look again."
                                       : refusal.detail,
                request.language);
        if (refusal.reason == Reason::form_expired) throw;
        if (refusal.field == "words")
            view.typed = request.form.text("words"), view.key = request.form.text("form_key"),
            view.wrong = sentence;
        else
            view.failed = sentence;
        return show_view(view);
    }
    return http::redirect(view.path());
}

}  // namespace pages
