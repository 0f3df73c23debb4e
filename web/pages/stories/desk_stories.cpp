#include "web/pages/stories/desk_stories.h"

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/people/name.h"
#include "campaign/stories/writing.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/beside.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_here.h"
#include "web/pages/stories/story_pictures.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;
using people::Duty;
using stories::Story;
using stories::Version;
using stories::VersionState;

constexpr std::size_t form_key_max = 50;
constexpr int listed_max = 60, history_max = 30;

constexpr Beside places[] = {{"title", "TITLE_WRONG", "TITLE_ERROR"},
                             {"summary", "SUMMARY_WRONG", "SUMMARY_ERROR"},
                             {"body", "BODY_WRONG", "BODY_ERROR"}};

struct Form {
    stories::Words words = {};
    std::string key = {};
    Wrong wrong = {};
};

struct View {
    const http::Request& request;
    App& app;
    const CampaignHere here;
    std::optional<Story> story = {};
    std::optional<Form> form = {};  // As it was typed.
    std::string failed = {};
    std::string wrong_picture = {};

    std::string path() const { return here.path() + "/stories"; }
    bool may(Duty duty) const { return request.visitor->may(duty, here.campaign.id); }
    people::Actor actor(Duty duty) const {
        return people::actor_of(*request.visitor, duty, here.campaign.id, request.id);
    }
};

std::string state_words(const Story& story, const Version& newest, const std::string& lang) {
    if (story.withdrawn_at && newest.state != VersionState::submitted)
        return say("Taken back.", lang);
    switch (newest.state) {
        case VersionState::draft:
            return say("A draft.", lang);
        case VersionState::submitted:
            return say("Waits to be read.", lang);
        case VersionState::sent_back:
            return say_with("Sent back: {1}", {newest.reason}, lang);
        case VersionState::approved:
        case VersionState::replaced:
            break;
    }
    return say("Everyone can see this.", lang);
}

void fill_form(Values& values, const Form& form) {
    values.set("STORY_TITLE", form.words.title).set("SUMMARY", form.words.summary);
    values.set("BODY", form.words.body);
    say_beside(values, form.wrong, places);
}

http::Response show_with(const View& view, const std::string& title, language::Html body) {
    const bool is_wrong = !view.failed.empty() || !view.wrong_picture.empty() ||
                          (view.form && !view.form->wrong.empty());
    return show_desk(view.request, view.app,
                     {.title = title,
                      .body = std::move(body),
                      .campaign = view.here.campaign.id,
                      .campaign_slug = view.here.campaign.slug,
                      .campaign_title = view.here.version.plan.title,
                      .failed = view.failed,
                      .scripts = {"js/copy.js"},
                      .status = is_wrong ? 422 : 200,
                      .styles = {"css/compose.css"}});
}

http::Response show_list(const View& view) {
    auto& session = view.app.store.session();
    const auto& lang = view.request.language;
    Values values;
    const auto all = stories::recent_stories(session, view.here.campaign.id, listed_max);
    for (const auto& story : all) {
        const auto newest = stories::recent_versions(session, story.id, 1).at(0);
        values.add("STORY")
            .set("HREF", view.path() + "/" + story.slug)
            .set("HEADING", newest.words.title)
            .set("STATE", state_words(story, newest, lang))
            .set("AGE", language::ago_text(newest.made_at, view.request.now, lang));
    }
    values.show_if(all.empty(), "NONE");
    if (view.may(Duty::run_campaign)) {
        const auto form = view.form.value_or(Form{});
        auto& write = values.add("MAY_WRITE");
        write.set("NEW_ACTION", view.path()).set("FORM_TOKEN", view.request.visitor->form_token);
        write.set("FORM_KEY", form.key.empty() ? random_token() : form.key);
        fill_form(write, form);
    }
    return show_with(
        view, say("Stories", lang),
        language::render_template("web/pages/stories/desk_stories.html", values, lang));
}

Values& with_action(Values& section, const View& view) {
    return section.set("ACTION", view.path() + "/" + view.story->slug)
        .set("FORM_TOKEN", view.request.visitor->form_token);
}

void fill_acts(Values& values, const View& view, const Version& newest) {
    const bool is_own = newest.author == view.request.visitor->account;
    const bool waits = newest.state == VersionState::submitted;
    values.show_if(waits && is_own, "OWN");
    if (waits && !is_own)
        values.add("MAY_DECIDE")
            .set("DECISION_ACTION", view.path() + "/" + view.story->slug + "/decision")
            .set("FORM_TOKEN", view.request.visitor->form_token)
            .set("VERSION_ID", newest.id.value);
    if (view.story->is_public()) with_action(values.add("MAY_WITHDRAW"), view);
    if (!view.may(Duty::run_campaign)) return;
    if (waits) {
        with_action(values.add("MAY_TAKE_BACK"), view);
        return;
    }
    auto& write = with_action(values.add("MAY_WRITE"), view);
    write.set("SEEN", newest.number);
    fill_form(write, view.form.value_or(Form{.words = newest.words}));
}

void fill_history(Values& values, const View& view) {
    auto& session = view.app.store.session();
    const auto& lang = view.request.language;
    for (const auto& version : stories::recent_versions(session, view.story->id, history_max)) {
        const auto by = people::name_of(session, version.decided_by);
        const auto done = version.state == VersionState::sent_back
                              ? say_with("Sent back: {1}", {version.reason}, lang)
                          : version.decided_by ? say_with("approved by {1}", {by}, lang)
                                               : std::string{};
        values.add("HISTORY")
            .set("NUMBER", version.number)
            .set("NAME", people::name_of(session, version.author))
            .set("WHEN", language::ago_text(version.made_at, view.request.now, lang))
            .set("STATE_TEXT", done);
    }
}

http::Response show_one(const View& view) {
    auto& session = view.app.store.session();
    const auto& lang = view.request.language;
    const auto newest = stories::recent_versions(session, view.story->id, 1).at(0);
    Values values;
    values.set("BACK_HREF", view.path()).set("HEADING", newest.words.title);
    values.set("STATE", state_words(*view.story, newest, lang));
    if (view.story->is_public())
        values.add("PUBLIC").set("PUBLIC_HREF",
                                 "/c/" + view.here.campaign.slug + "/stories/" + view.story->slug);
    if (newest.state == VersionState::sent_back)
        values.add("SENT_BACK").set("REASON", newest.reason);
    values.add("PREVIEW")
        .set("PREVIEW_TITLE", newest.words.title)
        .set("PREVIEW_SUMMARY", newest.words.summary)
        .set("BY", people::name_of(session, newest.author))
        .html("STORY_HTML", language::render_illustrated(
                                newest.words.body, desk_illustrations(session, view.story->id)));
    values.html("PICTURES_HTML", view.may(Duty::run_campaign)
                                     ? render_story_pictures(view.request, view.app, *view.story,
                                                             view.here.path(), view.wrong_picture)
                                     : language::Html{});
    fill_acts(values, view, newest);
    fill_history(values, view);
    return show_with(view, newest.words.title,
                     language::render_template("web/pages/stories/desk_story.html", values, lang));
}

http::Response show_view(const View& view) { return view.story ? show_one(view) : show_list(view); }

View view_of_story(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    auto story = stories::find_story(app.store.session(), here.campaign.id, request.param("story"));
    if (!story) throw Refused{{Reason::not_found}};
    return {request, app, here, std::move(story)};
}

// What is too long to be kept is said so by the verb: bounded here, it is longer than it may be.
Form read_form(const http::Request& request) {
    using namespace stories;
    const auto line = [&](const char* name, std::size_t most) {
        return read_line(request.form.text(name), most * 2).value_or(std::string(most + 1, '-'));
    };
    Form form{.words = {line("title", title_max), line("summary", summary_max), {}},
              .key = request.form.text("form_key")};
    const auto body = read_lines(request.form.text("body"), body_max, body_lines_max);
    form.words.body = body.value_or(request.form.text("body"));
    if (!body)
        form.wrong["body"] =
            say("That is too long: 16,000 characters and 600 lines at most.", request.language);
    return form;
}

http::Response show_refused(View view, Form form, const Refusal& refusal) {
    const auto& lang = view.request.language;
    const auto sentence =
        say(refusal.detail.empty() ? "Somebody was faster, or it is too late for that. Look again."
                                   : refusal.detail,
            lang);
    const bool is_field =
        refusal.field == "title" || refusal.field == "summary" || refusal.field == "body";
    if (is_field)
        form.wrong[refusal.field] = sentence;
    else
        view.failed = sentence;
    view.form = std::move(form);
    return show_view(view);
}

void change(const View& view, const Form& form) {
    const auto& request = view.request;
    const auto act = request.form.text("act");
    const auto id = view.story->id;
    if (act == "withdraw")
        return stories::withdraw_story(view.app.store, id, {}, view.actor(Duty::review_words),
                                       request.now);
    if (!view.may(Duty::run_campaign)) throw Refused{{Reason::not_allowed}};
    const auto actor = view.actor(Duty::run_campaign);
    if (act == "take_back") return stories::take_story_back(view.app.store, id, actor, request.now);
    stories::rewrite_story(view.app.store,
                           {id, form.words, number_in<int>(request.form.text("seen"))}, actor,
                           request.now);
    if (act == "submit") stories::submit_story(view.app.store, id, actor, request.now);
}

}  // namespace

http::Response show_desk_stories(const http::Request& request, App& app) {
    return show_view({request, app, campaign_here(request, app)});
}

http::Response begin_desk_story(const http::Request& request, App& app) {
    View view{request, app, campaign_here(request, app)};
    auto form = read_form(request);
    if (form.key.empty() || form.key.size() > form_key_max) throw Refused{{Reason::form_expired}};
    if (!form.wrong.empty()) {
        view.form = std::move(form);
        return show_view(view);
    }
    try {
        const auto actor = view.actor(Duty::run_campaign);
        const auto made = stories::begin_story(
            app.store, {view.here.campaign.id, form.words, "story-" + form.key}, actor,
            request.now);
        const auto newest = stories::recent_versions(app.store.session(), made.id, 1).at(0);
        if (request.form.text("act") == "submit" && newest.state == VersionState::draft)
            stories::submit_story(app.store, made.id, actor, request.now);
        return http::redirect(view.path() + "/" + made.slug);
    } catch (const Refused& refused) {
        return show_refused(std::move(view), std::move(form), refused.refusal);
    }
}

http::Response show_desk_story(const http::Request& request, App& app) {
    return show_view(view_of_story(request, app));
}

http::Response show_desk_story_with_picture(const http::Request& request, App& app,
                                            const std::string& wrong) {
    auto view = view_of_story(request, app);
    view.wrong_picture = wrong;
    return show_view(view);
}

http::Response change_desk_story(const http::Request& request, App& app) {
    auto view = view_of_story(request, app);
    const auto act = request.form.text("act");
    const bool writes = act == "keep" || act == "submit";
    auto form = writes ? read_form(request) : Form{};
    if (!form.wrong.empty()) {
        view.form = std::move(form);
        return show_view(view);
    }
    try {
        change(view, form);
    } catch (const Refused& refused) {
        if (refused.refusal.reason == Reason::not_allowed) throw;
        if (!writes) {
            view.failed = say(refused.refusal.detail, request.language);
            return show_view(view);
        }
        return show_refused(std::move(view), std::move(form), refused.refusal);
    }
    app.feed.changed(view.here.campaign.id);
    return http::redirect(view.path() + "/" + view.story->slug);
}

http::Response decide_desk_story(const http::Request& request, App& app) {
    auto view = view_of_story(request, app);
    const auto id = number_in(request.form.text("version"));
    const auto version = stories::find_version(app.store.session(), stories::StoryVersionId{id});
    if (!version || version->story != view.story->id) throw Refused{{Reason::not_found}};
    const auto reason = read_line(request.form.text("reason"), stories::reason_max);
    try {
        if (!reason) throw Refused{{Reason::not_a_valid_value, "reason", "That is too long."}};
        stories::decide_story(app.store,
                              {version->id, request.form.text("verdict") == "approve", *reason},
                              view.actor(Duty::review_words), request.now);
    } catch (const Refused& refused) {
        view.failed = say(refused.refusal.detail.empty()
                              ? "Somebody was faster, or it is too late for that. Look again."
                              : refused.refusal.detail,
                          request.language);
        return show_view(view);
    }
    app.feed.changed(view.here.campaign.id);
    return http::redirect(view.path() + "/" + view.story->slug);
}

}  // namespace pages
