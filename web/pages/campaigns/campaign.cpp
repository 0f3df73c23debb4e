#include "web/pages/campaigns/campaign.h"

#include <algorithm>

#include "campaign/ending.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/links/old_paper.h"
#include "campaign/phase.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/campaigns/structured_data.h"
#include "web/pages/introductions/introductions.h"
#include "web/pages/links/code.h"
#include "web/pages/links/desk_course.h"
#include "web/pages/links/placements.h"
#include "web/pages/posts/post_words.h"
#include "web/pages/roster/walkers.h"
#include "web/pages/sharing/share_kit.h"
#include "web/pages/sharing/share_picture.h"
#include "web/pages/stories/stories.h"
#include "web/watch/watch.h"

namespace pages {

namespace {

using campaign::Phase;
using language::say;
using language::say_count;
using language::say_with;
using language::Values;
using Strip = PublicPage::Strip;

constexpr int people_shown_max = 12, teams_shown_max = 12;

// One campaign as one reader sees it.
struct View {
    const http::Request& request;
    App& app;
    const live::State& state;
    Strip strip = Strip::none;
    std::string when = {};  // Where somebody came from paper with an older date: when it is now.

    const std::string& language() const { return request.language; }
    const campaign::Plan& plan() const { return state.shown.plan; }
    std::string path() const { return campaign_path(state.campaign); }
    Date last_day() const {
        return campaign::closed_early_on(app.store.session(), state.campaign, plan())
            .value_or(plan().ends_on);
    }
};

std::string raised_line(Phase phase, const std::string& lang) {
    if (phase == Phase::after) return say("raised, provisional", lang);
    if (phase == Phase::ended || phase == Phase::closed) return say("raised: the result", lang);
    return say("raised", lang);
}

void fill_state(Values& values, const View& view) {
    const auto& lang = view.language();
    const auto date = [&](Date day) { return language::date_text(day, lang); };
    const auto notice = [&](const char* section, const std::string& when) -> Values& {
        return values.add(section)
            .set("STATE_WHEN", when)
            .set("STATE_REASON", view.state.campaign.state_reason);
    };
    switch (view.state.phase) {
        case Phase::before:
            notice("NOT_OPEN", say_with("It starts on {1}.", {date(view.plan().starts_on)}, lang))
                .set("CALENDAR_HREF", view.path() + "/calendar.ics");
            return;
        case Phase::after:
        case Phase::ended:
        case Phase::closed:
            notice("CLOSED", say_with("It ran until {1}.", {date(view.last_day())}, lang));
            return;
        case Phase::paused:
            notice("PAUSED", {});
            return;
        case Phase::postponed:
            notice("POSTPONED", say("The new date will stand here.", lang));
            return;
        case Phase::cancelled:
            notice("CANCELLED", {});
            return;
        case Phase::draft:
        case Phase::open:
            return;
    }
}

void fill_tally(Values& values, const View& view, const live::Wording& words) {
    const auto& lang = view.language();
    values.set("RAISED", words.raised).set("RAISED_LINE", raised_line(view.state.phase, lang));
    values.set("GOAL_LINE", words.goal_line).set("COUNTED", words.counted);
    values.set("BAR", words.percent).set("LIGHTER_BAR", words.lighter_percent);
    values.set("METER_TEXT", words.meter_text).set("BAR_LABEL", say("Raised so far", lang));
    values.set("GIFTS_TEXT", words.gifts_text).set("NUMBERS_HREF", view.path() + "/numbers");
    if (!words.lighter.empty()) values.add("LIGHTER").set("LIGHTER_TEXT", words.lighter);
    const bool moves = view.state.phase == Phase::open || view.state.phase == Phase::after;
    if (moves && view.strip == Strip::none)
        values.set("LIVE_HREF", view.path() + "/live")
            .set("POLL_HREF", view.path() + "/live.json")
            .show("LIVE");
}

// A sponsor's pool; its places stand there hidden where there is none, for the page that is open.
void fill_pool(Values& values, const live::Wording::Matching& words) {
    values.set("POOL_RULE", words.rule).set("POOL_LEFT", words.left);
    values.set("POOL_TO_COME", words.to_come).set("POOL_BAR", words.percent);
    values.show_if(words.rule.empty(), "NO_POOL").show_if(words.left.empty(), "NO_LEFT");
    values.show_if(words.to_come.empty(), "NO_TO_COME");
}

void fill_actions(Values& values, const View& view) {
    const auto& [request, app, state, strip, when] = view;
    if (!campaign::gift_objection(state.campaign, state.shown, request.now)) {
        auto& giving = values.add("GIVING");
        giving.set("GIVE_HREF", with_code(view.path() + "/give", request));
        giving.set("PLEDGE_HREF", view.path() + "/pledge");
        if (campaign::is_late(state.campaign, state.shown, request.now)) {
            const auto until =
                language::date_text(campaign::late_until(view.plan()) - std::chrono::hours{12},
                                    view.plan().time_zone, view.language());
            giving.add("LATE").set(
                "LATE_LINE", say_with("You can still give until {1}; the gift is marked as late.",
                                      {until}, view.language()));
        }
    }
    if (!campaign::join_objection(state.campaign, state.shown, request.now))
        values.add("JOINING")
            .set("JOIN_HREF", with_code(view.path() + "/join", request))
            .set("JOIN_LABEL", join_words(state.campaign.kind, view.language()));
}

void fill_facts(Values& values, const View& view) {
    const auto& plan = view.plan();
    const auto& lang = view.language();
    auto& facts = values.add("FACTS");
    const auto fact = [&](const char* name, const std::string& value) {
        if (!value.empty()) facts.add("FACT").set("NAME", say(name, lang)).set("VALUE", value);
    };
    if (plan.event_at)
        fact("When", language::date_text(*plan.event_at, plan.time_zone, lang) + ", " +
                         language::time_text(*plan.event_at, plan.time_zone, lang));
    auto window = plan;
    window.ends_on = view.last_day();
    fact(plan.event_at ? "Gifts from and until" : "From and until", window_words(window, lang));
    fact("Where", plan.place);
    fact("Routes", plan.routes);
    fact("Taking part costs", plan.entry);
    fact("Without steps", plan.step_free);
    fact("Whom to ring", plan.contact);
}

void fill_milestones(Values& values, const View& view) {
    if (view.state.milestones.empty()) return;
    const auto goal = view.plan().goal;
    auto& section = values.add("MILESTONES");
    for (const auto& stone : view.state.milestones) {
        auto& row = section.add("MILESTONE");
        row.set("AMOUNT",
                goal_amount_words(view.state.campaign, view.plan(), stone.amount, view.language()));
        row.set("LABEL", stone.title);
        if (stone.reached_at)
            row.add("REACHED").set(
                "WHEN",
                language::date_text(*stone.reached_at, view.plan().time_zone, view.language()));
        else if (stone.amount <= view.state.reached())
            row.add("REACHED").set("WHEN", say("reached", view.language()));
        if (stone.amount < goal) values.add("MARK").set("AT", stone.amount * 100 / goal);
    }
}

void fill_latest(Values& values, const live::Wording& words) {
    for (const auto& gift : words.latest) {
        auto& row = values.add("LATEST");
        row.set("WHO", gift.who).set("AMOUNT", gift.amount).set("AGO", gift.ago);
        if (!gift.mention.empty()) row.add("MENTIONED").set("MENTION", gift.mention);
        if (!gift.message.empty()) row.add("MESSAGED").set("MESSAGE", gift.message);
    }
    values.show_if(words.latest.empty(), "NOBODY_YET");
}

void fill_posts(Values& values, const live::Wording& words, const std::string& lang) {
    for (const auto& post : words.posts) {
        auto& row = values.add("PUBLIC_POST");
        row.set("KEY", post.id).set("WHO", post.who).set("AGO", post.ago).set("HREF", post.href);
        row.show_if(post.is_official, "OFFICIAL");
        row.html("BODY_HTML", render_post_body(post, lang));
    }
    values.show_if(words.posts.empty(), "NO_POST");
}

// Where it is a race: the first of a contest.
void fill_best(Values& values, const View& view, const live::Wording& words) {
    values.set("CELEBRATED", words.celebrated).show_if(words.celebrated.empty(), "CALM");
    values.set("WALL_HREF", view.path() + "/wall");
    if (words.best.empty() || view.state.campaign.kind != campaign::Kind::contest) return;
    auto& section = values.add("RANKED");
    section.set("BEST_TITLE", words.best_title).set("RANKING_HREF", view.path() + "/ranking");
    for (const auto& one : words.best)
        section.add("LEADER")
            .set("PLACE", one.place)
            .set("WHO", one.who)
            .set("HREF", one.href)
            .set("SCORE", one.score);
}

void fill_people(Values& values, const View& view, const live::Crowd& crowd) {
    if (crowd.participants == 0) return;
    auto& section = values.add("PEOPLE");
    section.set("PEOPLE_TEXT", say_count("{1} person takes part", "{1} people take part",
                                         crowd.participants, view.language()));
    if (crowd.participants > live::walkers_max)
        section.add("EVERYBODY").set("EVERYBODY_HREF", view.path() + "/people");
    fill_walkers(section, {view.request, view.app, view.state, crowd.walkers});
}

void fill_teams(Values& values, const View& view, const live::Crowd& crowd) {
    if (crowd.teams.empty()) return;
    auto& section = values.add("TEAMS");
    for (const auto& [team, raised, members] : crowd.teams)
        section.add("TEAM")
            .set("HREF", view.path() + "/t/" + team.slug)
            .set("NAME", name_words(team, view.state, view.language()))
            .set("RAISED",
                 language::money_text({raised, view.state.campaign.currency}, view.language()))
            .set("MEMBERS_TEXT", say_count("{1} member", "{1} members", members, view.language()));
}

// Who takes part rests while gifts go first.
void fill_crowd(Values& values, const View& view) {
    if (view.app.watch != nullptr && view.app.watch->puts_gifts_first()) return;
    const auto crowd = view.app.feed.crowd_of(view.state.campaign.id, view.request.now);
    fill_people(values, view, *crowd);
    fill_teams(values, view, *crowd);
}

// People type a hashtag with its sign or without.
std::string with_hash(const std::string& tag) { return tag.starts_with('#') ? tag : '#' + tag; }

void fill_share(Values& values, const View& view) {
    values.html("SHARE_KIT_HTML",
                render_share_kit(view.request, view.app, share_page_of(view.state, view.language()),
                                 {say("Who would be glad to hear of this?", view.language())}));
    if (!view.plan().hashtag.empty())
        values.add("HASHTAG").set("HASHTAG_TEXT", with_hash(view.plan().hashtag));
    if (view.plan().sponsors.empty()) return;
    auto& sponsors = values.add("SPONSORS");
    for (const auto& name : view.plan().sponsors) sponsors.add("SPONSOR").set("NAME", name);
}

http::Response show_view(const View& view) {
    const auto& [request, app, state, strip, when] = view;
    const auto words = live::word_state(state, request.language, request.now);
    Values values;
    values.set("TITLE", view.plan().title).set("KICKER", kicker_words(request, app, state));
    values.set("HERO_SRC", hero_path(state));
    fill_state(values, view);
    fill_tally(values, view, words);
    fill_pool(values, words.matching);
    fill_actions(values, view);
    fill_facts(values, view);
    if (strip != Strip::preview) fill_courses(values, app, state.campaign.id, request.language);
    if (!when.empty())
        values.add("OLD_DATE")
            .set("OLD_DATE_LINE",
                 say_with("The paper you come from shows an older date. It is now: {1}.", {when},
                          request.language));
    values.html("STORY_HTML", language::render_markdown(view.plan().story));
    fill_milestones(values, view);
    fill_latest(values, words);
    fill_posts(values, words, request.language);
    if (strip != Strip::preview) fill_newest_stories(values, request, app, state);
    fill_best(values, view, words);
    fill_crowd(values, view);
    values.html("INTRODUCTIONS_HTML", introductions_html(request, app, state));
    fill_share(values, view);
    auto body =
        language::render_template("web/pages/campaigns/campaign.html", values, request.language);
    body.text += campaign_json_ld(request, app, state).text;
    return show_public(
        request, app,
        {.title = view.plan().title,
         .body = std::move(body),
         .description = view.plan().summary,
         .styles = {"css/public.css", "css/shown.css", "css/compose.css", "css/stories.css",
                    "css/share.css"},
         .scripts = {"js/live.js", "js/share.js", "js/post_media.js"},
         .campaign = state.campaign.slug,
         .image = app.config.public_url + picture_path(view.path(), print::PictureShape::wide),
         .strip = strip,
         .is_embeddable = true});
}

}  // namespace

http::Response show_campaign(const http::Request& request, App& app) {
    const auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    const auto link = note_landing(request, app, state->campaign.id);
    const bool rehearses = campaign::is_rehearsing(state->campaign, state->shown, request.now);
    std::string when;
    if (link && links::find_old_plan(app.store.session(), *link, state->shown.plan))
        when = when_words(state->shown.plan, request.language);
    return show_view({request, app, *state, rehearses ? Strip::rehearsal : Strip::none, when});
}

http::Response preview_campaign(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto found = campaign::find_campaign(session, request.param("campaign"));
    if (!found || !equal_in_constant_time(found->preview_token, request.param("token")))
        throw Refused{{Reason::not_found}};
    const auto versions = campaign::recent_versions(session, found->id, 1);
    const auto state = live::read_state_of(session, *found, versions.at(0), request.now);
    auto response = show_view({request, app, state, Strip::preview});
    set_header(response, "Cache-Control", "private, no-store");
    set_header(response, "X-Robots-Tag", "noindex");
    return response;
}

}  // namespace pages
