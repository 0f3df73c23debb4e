#include "web/pages/campaigns/desk_announcements.h"

#include <algorithm>
#include <array>

#include "campaign/announcements/announcing.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/people/name.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/beside.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/links/placements.h"

namespace pages {

namespace {

using announcements::Announcement;
using announcements::Severity;
using announcements::State;
using language::say;
using language::say_with;
using language::Values;
using people::Duty;

constexpr std::size_t form_key_max = 50;

struct Length {
    int minutes;
    std::string_view words;
};
constexpr std::array lengths{
    Length{30, language::to_say("30 minutes")}, Length{60, language::to_say("1 hour")},
    Length{120, language::to_say("2 hours")},   Length{240, language::to_say("4 hours")},
    Length{480, language::to_say("8 hours")},   Length{1440, language::to_say("1 day")},
    Length{4320, language::to_say("3 days")},   Length{20160, language::to_say("14 days")},
};

struct Form {
    std::string words = {}, severity = "info", lasts = "120", key = {}, alone_reason = {};
    Wrong wrong = {};
};

struct View {
    const http::Request& request;
    App& app;
    const CampaignHere here;
    Form form = {};
    std::string failed = {};

    std::string path() const { return here.path() + "/announcements"; }
    AccountId account() const { return request.visitor->account; }
    bool may_alone() const { return request.visitor->may(Duty::organise, here.campaign.id); }
    people::Actor actor(Duty duty = Duty::review_words) const {
        return people::actor_of(*request.visitor, duty, here.campaign.id, request.id);
    }
};

constexpr Beside places[] = {{"words", "WORDS_WRONG", "WORDS_ERROR"},
                             {"until", "UNTIL_WRONG", "UNTIL_ERROR"}};

std::string severity_title(Severity severity, const std::string& lang) {
    switch (severity) {
        case Severity::info:
            return say("Please note", lang);
        case Severity::important:
            return say("Important", lang);
        case Severity::emergency:
            return say("Emergency", lang);
    }
    return {};
}

std::string severity_hint(Severity severity, const std::string& lang) {
    switch (severity) {
        case Severity::info:
            return say("It helps to know: the coffee stand has moved.", lang);
        case Severity::important:
            return say("It changes what people do: a route is closed.", lang);
        case Severity::emergency:
            return say("People must act now: a storm, an accident.", lang);
    }
    return {};
}

std::string moment_words(const View& view, Instant at) {
    const auto& zone = view.here.version.plan.time_zone;
    const auto& lang = view.request.language;
    return language::date_text(at, zone, lang) + ", " + language::time_text(at, zone, lang);
}

std::string state_words(const View& view, const Announcement& one) {
    const auto& lang = view.request.language;
    switch (one.state) {
        case State::waiting:
            return one.until > view.request.now ? say("Waits for a second person.", lang)
                                                : say("Its time went by while it waited.", lang);
        case State::shown:
            return one.until > view.request.now ? say_with("Everybody sees it until {1}.",
                                                           {moment_words(view, one.until)}, lang)
                                                : say_with("It ended by itself, {1}.",
                                                           {moment_words(view, one.until)}, lang);
        case State::sent_back:
            return say_with("Sent back: {1}", {one.reason}, lang);
        case State::ended:
            return say_with("Ended {1}.", {moment_words(view, one.ended_at.value_or(one.until))},
                            lang);
    }
    return {};
}

void fill_words(Values& row, const View& view, const Announcement& one) {
    row.set("KIND", severity_title(one.severity, view.request.language));
    row.set("NAME", people::name_of(view.app.store.session(), one.author));
    row.set("WORDS_SHOWN", one.words).set("STATE_TEXT", state_words(view, one));
    row.set("WHEN", language::ago_text(one.shown_at.value_or(one.made_at), view.request.now,
                                       view.request.language));
}

void fill_current(Values& row, const View& view, const Announcement& one) {
    const auto& request = view.request;
    const bool is_own = one.author == view.account();
    const bool waits = one.state == State::waiting;
    fill_words(row, view, one);
    row.set("ANNOUNCEMENT_ID", one.id.value).set("VERSION", one.version);
    row.set("ACTION", view.path() + "/" + std::to_string(one.id.value));
    row.set("FORM_TOKEN", request.visitor->form_token);
    if (!one.alone_reason.empty())
        row.add("ALONE").set("ALONE_TEXT", say_with("Shown by one person alone, because: {1}",
                                                    {one.alone_reason}, request.language));
    row.show_if(one.is_shown(request.now), "SHOWN");
    row.show_if(waits && !is_own, "MAY_APPROVE");
    row.show_if(one.needs_second_look() && !is_own, "MAY_LOOK");
    row.show_if(is_own && (waits || one.needs_second_look()), "OWN");
    row.show_if(waits || one.is_shown(request.now), "MAY_END");
}

void fill_lists(Values& values, const View& view) {
    const auto all = announcements::recent_announcements(
        view.app.store.session(), view.here.campaign.id, announcements::announcements_listed_max);
    const auto now = view.request.now;
    const auto counts = [&](const Announcement& one) {
        return one.is_shown(now) || (one.state == State::waiting && one.until > now) ||
               one.needs_second_look();
    };
    for (const auto& one : all)
        if (counts(one)) fill_current(values.add("ANNOUNCEMENT"), view, one);
    values.show_if(std::ranges::none_of(all, counts), "CALM");
    if (std::ranges::all_of(all, counts)) return;
    auto& before = values.add("BEFORE");
    for (const auto& one : all)
        if (!counts(one)) fill_words(before.add("PAST"), view, one);
}

void fill_form(Values& values, const View& view) {
    const auto& lang = view.request.language;
    const auto& form = view.form;
    values.set("NEW_ACTION", view.path()).set("FORM_TOKEN", view.request.visitor->form_token);
    values.set("FORM_KEY", form.key.empty() ? random_token() : form.key).set("WORDS", form.words);
    for (const auto severity : {Severity::info, Severity::important, Severity::emergency}) {
        const auto name = announcements::severity_name(severity);
        values.add("SEVERITY")
            .set("VALUE", name)
            .set("LABEL", severity_title(severity, lang))
            .set("HINT", severity_hint(severity, lang))
            .show_if(form.severity == name, "CHOSEN");
    }
    for (const auto& [minutes, words] : lengths)
        values.add("LASTS")
            .set("VALUE", minutes)
            .set("LABEL", say(words, lang))
            .show_if(form.lasts == std::to_string(minutes), "CHOSEN");
    auto wrong = form.wrong;
    if (view.may_alone()) {
        auto& alone = values.add("MAY_ALONE").set("ALONE_REASON", form.alone_reason);
        if (wrong.contains("alone_reason"))
            alone.add("ALONE_WRONG").set("ALONE_ERROR", wrong["alone_reason"]);
    }
    wrong.erase("alone_reason");
    say_beside(values, wrong, places);
}

http::Response show_view(const View& view) {
    const auto& lang = view.request.language;
    Values values;
    fill_lists(values, view);
    fill_form(values, view);
    const bool is_wrong = !view.failed.empty() || !view.form.wrong.empty();
    return show_desk(view.request, view.app,
                     {.title = say("Announcements", lang),
                      .body = language::render_template(
                          "web/pages/campaigns/desk_announcements.html", values, lang),
                      .campaign = view.here.campaign.id,
                      .campaign_slug = view.here.campaign.slug,
                      .campaign_title = view.here.version.plan.title,
                      .failed = view.failed,
                      .status = is_wrong ? 422 : 200});
}

http::Response show_refused(View view, const Refusal& refusal) {
    const auto& lang = view.request.language;
    const auto sentence =
        say(refusal.detail.empty() ? "Somebody was faster, or it is too late for that. Look again."
                                   : refusal.detail,
            lang);
    if (refusal.field == "words" || refusal.field == "until" || refusal.field == "alone_reason")
        view.form.wrong[refusal.field] = sentence;
    else
        view.failed = sentence;
    return show_view(view);
}

Form read_form(const http::Request& request) {
    return {
        .words = read_line(request.form.text("words"), announcements::words_max * 4).value_or(""),
        .severity = request.form.text("severity"),
        .lasts = request.form.text("lasts"),
        .key = request.form.text("form_key"),
        .alone_reason =
            read_line(request.form.text("alone_reason"), announcements::reason_max).value_or("")};
}

void decide(const View& view, const Announcement& one) {
    const auto& request = view.request;
    const auto act = request.form.text("act");
    const auto seen = number_in<int>(request.form.text("version"));
    if (act == "end")
        return announcements::end_announcement(view.app.store, one.id, view.actor(), request.now);
    if (act == "approve")
        return announcements::approve_announcement(view.app.store, {one.id, seen}, view.actor(),
                                                   request.now);
    const auto reason = read_line(request.form.text("reason"), announcements::reason_max);
    if (!reason) throw Refused{{Reason::not_a_valid_value, "reason", "That is too long."}};
    announcements::send_announcement_back(view.app.store, {one.id, seen, *reason}, view.actor(),
                                          request.now);
}

}  // namespace

http::Response show_announcements(const http::Request& request, App& app) {
    return show_view({request, app, campaign_here(request, app)});
}

http::Response make_announcement(const http::Request& request, App& app) {
    View view{request, app, campaign_here(request, app), read_form(request)};
    if (view.form.key.empty() || view.form.key.size() > form_key_max)
        throw Refused{{Reason::form_expired}};
    const bool is_alone = request.form.text("act") == "alone";
    const auto severity = announcements::find_severity(view.form.severity);
    if (!severity) throw Refused{{Reason::not_a_valid_value, "severity"}};
    if (is_alone && view.form.alone_reason.empty())
        return show_refused(view, {Reason::not_a_valid_value, "alone_reason",
                                   "Say why it cannot wait for somebody else."});
    try {
        announcements::announce(
            app.store,
            {.campaign = view.here.campaign.id,
             .severity = *severity,
             .words = view.form.words,
             .until = request.now + std::chrono::minutes{number_in<int>(view.form.lasts)},
             .request_key = "announcement-" + view.form.key,
             .alone_reason = is_alone ? view.form.alone_reason : std::string{}},
            view.actor(is_alone && view.may_alone() ? Duty::organise : Duty::review_words),
            request.now);
    } catch (const Refused& refused) {
        return show_refused(std::move(view), refused.refusal);
    }
    app.feed.changed(view.here.campaign.id);
    return http::redirect(view.path());
}

http::Response decide_announcement(const http::Request& request, App& app) {
    View view{request, app, campaign_here(request, app)};
    const auto id = number_in(request.param("announcement"));
    const auto one =
        announcements::find_announcement(app.store.session(), announcements::AnnouncementId{id});
    if (!one || one->campaign != view.here.campaign.id) throw Refused{{Reason::not_found}};
    try {
        decide(view, *one);
    } catch (const Refused& refused) {
        return show_refused(std::move(view), refused.refusal);
    }
    app.feed.changed(view.here.campaign.id);
    return http::redirect(view.path());
}

}  // namespace pages
