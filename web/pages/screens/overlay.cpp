// The stream overlay: the total, the newest gift and the code on a transparent ground.
//
// For OBS and the like: an address is a browser source. Where it stands, how large it is and what
// it shows is said in the address.
#include <algorithm>
#include <array>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/refusal.h"
#include "web/html/announced.h"
#include "web/html/asset.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/links/code.h"
#include "web/pages/screens/shown.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;

constexpr std::array places{std::string_view{"bottom-left"}, std::string_view{"bottom-right"},
                            std::string_view{"top-left"}, std::string_view{"top-right"},
                            std::string_view{"middle"}};
constexpr std::array sizes{std::string_view{"medium"}, std::string_view{"small"},
                           std::string_view{"large"}};

// One of the words that the address may say, else the first of them.
template <typename Words>
std::string word_of(const http::Request& request, const char* name, const Words& words) {
    const auto asked = request.query.text(name);
    return std::string{std::ranges::find(words, asked) == words.end() ? words[0] : asked};
}

// "total,gift,code": what is shown; everything where nothing is said.
bool shows(const http::Request& request, std::string_view part) {
    const auto asked = "," + request.query.text("show") + ",";
    return asked == ",," || asked.find("," + std::string{part} + ",") != asked.npos;
}

void fill_total(Values& values, const live::Wording& words, const std::string& lang) {
    auto& total = values.add("TOTAL");
    total.set("RAISED", words.raised).set("RAISED_LINE", say("raised together", lang));
    total.set("GOAL_LINE", words.screen_line).set("BAR", words.percent);
    total.set("METER_TEXT", words.meter_text).set("BAR_LABEL", say("Raised so far", lang));
}

void fill_code(Values& values, const http::Request& request, App& app, CampaignId campaign) {
    const auto code = shown_code(request, app, campaign, "overlay");
    const auto address = short_address(app.config, code);
    values.add("CODE")
        .set("QR_SRC", "/q/" + code + ".svg")
        .set("QR_ALT", say_with("QR code for {1}", {address}, request.language))
        .set("SHORT", address);
}

}  // namespace

http::Response show_overlay(const http::Request& request, App& app) {
    const auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    const auto& lang = request.language;
    const auto path = campaign_path(state->campaign);
    const auto words = live::word_state(*state, lang, request.now);
    Values values;
    values.set("LANG", lang).set("DIR", language::is_right_to_left(lang) ? "rtl" : "ltr");
    values.set("TITLE", state->shown.plan.title).set("THEME_HREF", path + "/theme.css");
    values.set("STYLE_HREF", asset_href("css/overlay.css"));
    values.set("SCRIPT_SRC", asset_href("js/overlay.js"));
    values.set("NEWS_STYLE_HREF", asset_href("css/announcement.css"))
        .set("NEWS_SCRIPT_SRC", asset_href("js/announcement.js"));
    fill_announcement(values, *state, lang);
    values.set("LIVE_HREF", path + "/live?lang=" + lang);
    values.set("POLL_HREF", path + "/live.json?lang=" + lang);
    values.set("PLACE", word_of(request, "at", places))
        .set("SIZE", word_of(request, "size", sizes));
    if (shows(request, "total")) fill_total(values, words, lang);
    if (shows(request, "gift")) {
        auto& gift = values.add("GIFT");
        if (!words.latest.empty())
            gift.add("LATEST")
                .set("WHO", words.latest.front().who)
                .set("AMOUNT", words.latest.front().amount);
    }
    if (shows(request, "code")) fill_code(values, request, app, state->campaign.id);
    return http::page(
        language::render_template("web/pages/screens/overlay.html", values, lang).text);
}

}  // namespace pages
