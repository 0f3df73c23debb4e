#include "web/pages/screens/live.h"

#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/links/placing.h"
#include "campaign/words/refusal.h"
#include "web/html/announced.h"
#include "web/html/asset.h"
#include "web/http/policy.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/links/code.h"
#include "web/pages/posts/post_words.h"
#include "web/pages/screens/shown.h"

namespace pages {

namespace {

using campaign::Phase;
using language::say;
using language::say_with;
using language::Values;

std::string state_line(const live::State& state, const std::string& lang) {
    const auto& plan = state.shown.plan;
    switch (state.phase) {
        case Phase::before:
            return say_with("It starts on {1}.", {language::date_text(plan.starts_on, lang)}, lang);
        case Phase::paused:
            return say("Paused.", lang);
        case Phase::postponed:
            return say("Postponed.", lang);
        case Phase::cancelled:
            return say("Cancelled.", lang);
        case Phase::after:
        case Phase::ended:
        case Phase::closed:
            return say("This campaign has ended.", lang);
        case Phase::draft:
        case Phase::open:
            return {};
    }
    return {};
}

void fill_figures(Values& values, const live::State& state, const live::Wording& words,
                  const std::string& lang) {
    values.set("RAISED", words.raised).set("RAISED_LINE", say("raised together", lang));
    values.set("GOAL_LINE", words.screen_line).set("LIGHTER_TEXT", words.lighter);
    values.set("BAR", words.percent).set("METER_TEXT", words.meter_text);
    values.set("BAR_LABEL", say("Raised so far", lang)).set("COUNTED", words.counted);
    const auto goal = state.shown.plan.goal;
    for (const auto& stone : state.milestones)
        if (stone.amount < goal) values.add("MARK").set("AT", stone.amount * 100 / goal);
}

// As data-most says in the template.
constexpr std::size_t latest_on_screen = 6, posts_on_screen = 4, best_on_screen = 3;

void fill_scenes(Values& values, const live::Wording& words) {
    for (std::size_t i = 0; i < std::min(words.latest.size(), latest_on_screen); ++i)
        values.add("LATEST").set("WHO", words.latest[i].who).set("AMOUNT", words.latest[i].amount);
    for (std::size_t i = 0; i < std::min(words.posts.size(), posts_on_screen); ++i)
        fill_public_post(values.add("PUBLIC_POST"), words.posts[i]);
    for (std::size_t i = 0; i < std::min(words.best.size(), best_on_screen); ++i)
        values.add("LEADER")
            .set("PLACE", words.best[i].place)
            .set("WHO", words.best[i].who)
            .set("SCORE", words.best[i].score);
    values.set("BEST_TITLE", words.best_title).set("CELEBRATED", words.celebrated);
    values.show_if(words.latest.empty(), "NO_LATEST").show_if(words.posts.empty(), "NO_POST");
    values.show_if(words.best.empty(), "NO_LEADER").show_if(words.celebrated.empty(), "CALM");
}

void fill_code(Values& values, App& app, const live::State& state, const http::Request& request) {
    const auto code = shown_code(request, app, state.campaign.id, "screen");
    const auto address = short_address(app.config, code);
    values.set("QR_SRC", "/q/" + code + ".svg").set("CODE", code);
    values.set("SITE", address.substr(0, address.size() - code.size()));
    values.set("QR_ALT", say_with("QR code for {1}", {address}, request.language));
}

}  // namespace

std::string shown_code(const http::Request& request, App& app, CampaignId campaign,
                       const std::string& channel) {
    return links::find_or_add_link(app.store,
                                   {.campaign = campaign, .channel = channel, .landing = "give"},
                                   people::program_actor(), request.now)
        .code;
}

http::Response follow_state(const http::Request& request, App& app) {
    const auto slug = request.param("campaign");
    if (!app.feed.open_channel(slug, request.language, request.now))
        throw Refused{{Reason::not_found}};
    http::Response response;
    response.stream = {.channel = live::channel_of(slug, request.language),
                       .last_event_id = request.header("last-event-id")};
    http::allow_reading(response);
    return response;
}

http::Response show_state(const http::Request& request, App& app) {
    const auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    const auto tag = "\"" + state->version + "-" + request.language + "\"";
    auto response =
        request.header("if-none-match") == tag
            ? http::Response{.status = 304}
            : http::json(live::render_state_json(*state, request.language, request.now));
    set_header(response, "ETag", tag);
    set_header(response, "Cache-Control", "no-cache");
    http::allow_reading(response);
    return response;
}

http::Response show_screen(const http::Request& request, App& app) {
    const auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    const auto& lang = request.language;
    const auto path = campaign_path(state->campaign);
    Values values;
    values.set("LANG", lang).set("DIR", language::is_right_to_left(lang) ? "rtl" : "ltr");
    values.set("TITLE", state->shown.plan.title).set("KICKER", kicker_words(request, app, *state));
    values.set("HERO_SRC", hero_path(*state)).add("THEME").set("THEME_HREF", path + "/theme.css");
    values.set("LIVE_HREF", path + "/live").set("POLL_HREF", path + "/live.json");
    values.set("HEARD_WITH", say_with("Still counting. Last heard at {1}.", {"{time}"}, lang));
    const auto words = live::word_state(*state, lang, request.now);
    fill_figures(values, *state, words, lang);
    fill_scenes(values, words);
    values.set("SITE_HREF", asset_href("css/site.css"))
        .set("STYLE_HREF", asset_href("css/screen.css"))
        .set("SCRIPT_SRC", asset_href("js/screen.js"))
        .set("NEWS_STYLE_HREF", asset_href("css/announcement.css"))
        .set("NEWS_SCRIPT_SRC", asset_href("js/announcement.js"));
    fill_code(values, app, *state, request);
    fill_announcement(values, *state, lang);
    if (const auto line = state_line(*state, lang); !line.empty())
        values.add("STATE").set("STATE_LINE", line);
    return http::page(
        language::render_template("web/pages/screens/screen.html", values, request.language).text);
}

}  // namespace pages
