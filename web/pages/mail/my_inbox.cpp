// A participant's side of their private conversations with the team.

#include "campaign/conversations/conversing.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/number.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/mail/desk_inbox.h"
#include "web/pages/roster/me.h"

namespace pages {

namespace {

using conversations::Conversation;
using conversations::Speaker;
using conversations::State;
using language::say;
using language::Values;

constexpr std::size_t form_key_max = 50;

// What was typed, and what is wrong with it; conversation 0: a new one.
struct Form {
    std::int64_t conversation = 0;
    std::string title = {}, words = {}, key = {}, wrong = {};
};

struct View {
    const http::Request& request;
    App& app;
    const roster::Participant one;
    Form form = {};

    std::string path() const { return own_page_path(request) + "/inbox"; }
    std::string form_token() const {
        return request.visitor ? request.visitor->form_token : std::string{};
    }
};

std::string state_words(State state, const std::string& lang) {
    switch (state) {
        case State::open:
            return say("The team answers here.", lang);
        case State::waiting:
            return say("The team waits for your answer.", lang);
        case State::closed:
            return say("Closed. You can still answer.", lang);
    }
    return {};
}

void fill_conversation(Values& row, const View& view, const Conversation& talk) {
    const auto& lang = view.request.language;
    const auto& form = view.form;
    const bool is_typed = form.conversation == talk.id.value;
    row.set("KEY", talk.id.value).set("TITLE", talk.title);
    row.set("STATE", state_words(talk.state, lang)).set("ACTION", view.path());
    row.set("FORM_TOKEN", view.form_token());
    row.set("FORM_KEY", is_typed && !form.key.empty() ? form.key : random_token());
    row.set("TYPED", is_typed ? form.words : std::string{});
    row.show_if(is_typed || talk.state == State::waiting, "OPENED");
    if (is_typed && !form.wrong.empty()) row.add("WORDS_WRONG").set("WORDS_ERROR", form.wrong);
    for (const auto& said : conversations::said_to_participant(view.app.store.session(), talk.id)) {
        auto& line = row.add("SAID");
        const bool is_ours = said.speaker == Speaker::team;
        line.set("WHO", is_ours ? say("The team", lang) : say("You", lang))
            .set("WHEN", language::ago_text(said.at, view.request.now, lang))
            .set("WORDS", said.words)
            .show_if(is_ours, "OURS");
    }
}

void fill_new(Values& values, const View& view) {
    const auto& form = view.form;
    const bool is_typed = form.conversation == 0;
    values.set("NEW_ACTION", view.path()).set("FORM_TOKEN", view.form_token());
    values.set("NEW_KEY", is_typed && !form.key.empty() ? form.key : random_token());
    values.set("NEW_TITLE", is_typed ? form.title : std::string{});
    values.set("NEW_WORDS", is_typed ? form.words : std::string{});
    if (is_typed && !form.wrong.empty()) values.add("NEW_WRONG").set("NEW_ERROR", form.wrong);
}

http::Response show_view(const View& view) {
    const auto& [request, app, one, form] = view;
    auto& session = app.store.session();
    const auto campaign = campaign::find_campaign_by_id(session, one.campaign);
    const auto title = campaign::current_version(session, *campaign).plan.title;
    const auto talks = conversations::conversations_of_participant(session, one.id);
    Values values;
    values.set("TITLE", title).set("CAMPAIGN_HREF", campaign_path(*campaign));
    values.set("ME_HREF", own_page_path(request));
    values.show_if(request.query.has("sent"), "SENT").show_if(talks.empty(), "NONE");
    for (const auto& talk : talks) fill_conversation(values.add("CONVERSATION"), view, talk);
    fill_new(values, view);
    auto response =
        show_public(request, app,
                    {.title = say("Between you and the team", request.language) + " · " + title,
                     .body = language::render_template("web/pages/mail/my_inbox.html", values,
                                                       request.language),
                     .styles = {"css/public.css"},
                     .scripts = {"js/copy.js"},
                     .campaign = campaign->slug,
                     .status = form.wrong.empty() ? 200 : 422});
    set_header(response, "Cache-Control", "private, no-store");
    set_header(response, "X-Robots-Tag", "noindex");
    set_header(response, "Referrer-Policy", "no-referrer");
    return response;
}

Form read_form(const http::Request& request) {
    Form form{.title = request.form.text("title"),
              .words = request.form.text("words"),
              .key = request.form.text("form_key")};
    const auto typed = request.form.text("conversation");
    read_number(typed, form.conversation);
    if (form.key.empty() || form.key.size() > form_key_max) throw Refused{{Reason::form_expired}};
    return form;
}

void write(const View& view) {
    const auto& [request, app, one, form] = view;
    const people::Actor actor{one.account, "participant", request.id};
    const auto key = "talk-" + form.key;
    if (form.conversation == 0) {
        conversations::open_conversation(app.store,
                                         {.participant = one.id,
                                          .title = form.title,
                                          .words = form.words,
                                          .speaker = Speaker::participant,
                                          .request_key = key},
                                         actor, request.now);
        return;
    }
    const conversations::ConversationId id{form.conversation};
    const auto talk = conversations::find_conversation(app.store.session(), id);
    if (!talk || talk->participant != one.id) throw Refused{{Reason::not_found}};
    conversations::say_in_conversation(app.store, {id, Speaker::participant, form.words, key},
                                       actor, request.now);
}

}  // namespace

http::Response show_my_inbox(const http::Request& request, App& app) {
    return show_view({request, app, own_participant(request, app)});
}

http::Response write_in_my_inbox(const http::Request& request, App& app) {
    View view{request, app, own_participant(request, app), read_form(request)};
    try {
        write(view);
    } catch (const Refused& refused) {
        if (refused.refusal.detail.empty()) throw;
        view.form.wrong = say(refused.refusal.detail, request.language);
        return show_view(view);
    }
    return http::redirect(view.path() + "?sent=1");
}

}  // namespace pages
