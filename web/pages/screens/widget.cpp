// The widget: a campaign's figures for pages of others.
//
// Works in a frame without an origin and without scripts: then it shows what it knew when it was
// loaded. No cookie is read or set (web/http/reception), and the address always stands in it.
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/refusal.h"
#include "web/html/asset.h"
#include "web/http/policy.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/links/code.h"
#include "web/pages/screens/shown.h"

namespace pages {

namespace {

using language::say;
using language::Values;

std::string look_of(const http::Request& request) {
    const auto look = request.query.text("look");
    return look == "light" || look == "dark" ? look : "auto";
}

void fill_figures(Values& values, const live::Wording& words, const std::string& lang) {
    values.set("RAISED", words.raised).set("RAISED_LINE", say("raised", lang));
    values.set("GOAL_LINE", words.goal_line).set("GIFTS_TEXT", words.gifts_text);
    values.set("COUNTED", words.counted).set("BAR", words.percent);
    values.set("METER_TEXT", words.meter_text).set("BAR_LABEL", say("Raised so far", lang));
}

}  // namespace

http::Response show_widget(const http::Request& request, App& app) {
    const auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    const auto& lang = request.language;
    const auto path = campaign_path(state->campaign);
    const auto code = shown_code(request, app, state->campaign.id, "widget");
    Values values;
    values.set("LANG", lang).set("DIR", language::is_right_to_left(lang) ? "rtl" : "ltr");
    values.set("TITLE", state->shown.plan.title).set("THEME_HREF", path + "/theme.css");
    values.set("STYLE_HREF", asset_href("css/widget.css"));
    values.set("SCRIPT_SRC", asset_href("js/widget.js")).set("LOOK", look_of(request));
    values.set("LIVE_HREF", path + "/live?lang=" + lang);
    values.set("POLL_HREF", path + "/live.json?lang=" + lang);
    values.set("GIVE_HREF", app.config.public_url + "/" + code);
    values.set("SHORT", short_address(app.config, code));
    values.show_if(request.query.text("size") != "small", "WHOLE");
    fill_figures(values, live::word_state(*state, lang, request.now), lang);
    auto response =
        http::page(language::render_template("web/pages/screens/widget.html", values, lang).text);
    http::allow_framing(response, app.config.public_url);
    set_header(response, "Cache-Control", "public, max-age=60");
    return response;
}

}  // namespace pages
