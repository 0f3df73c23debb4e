#include "web/pages/sharing/share_kit.h"

#include <array>

#include "campaign/campaign.h"
#include "campaign/giving/gift.h"
#include "campaign/language/catalogue.h"
#include "campaign/words/check.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/roster/me.h"
#include "web/pages/sharing/share_step.h"

namespace pages {

namespace {

using language::say;
using language::Values;

// A sign is a letter or two, or the name of an icon; we draw no network's trademark.
struct Way {
    std::string_view channel, sign, icon;
};
constexpr std::array ways{
    Way{"facebook", "f", ""}, Way{"x", "X", ""},         Way{"linkedin", "in", ""},
    Way{"whatsapp", "W", ""}, Way{"telegram", "T", ""},  Way{"bluesky", "B", ""},
    Way{"mastodon", "M", ""}, Way{"pinterest", "P", ""}, Way{"email", "", "mail"},
    Way{"sms", "", "sms"},    Way{"copy", "", "copy"},   Way{"qr", "", "qr"}};
constexpr std::array picture_ways{Way{"instagram", "I", ""}, Way{"tiktok", "T", ""},
                                  Way{"snapchat", "S", ""}, Way{"threads", "@", ""}};

std::string way_words(std::string_view channel, const std::string& lang) {
    if (channel == "copy") return say("Copy the link", lang);
    if (channel == "qr") return say("Show the code", lang);
    return say(links::find_channel(channel)->title, lang);
}

std::string button_href(const SharePage& page, std::string_view channel) {
    return page.buttons + "/share/" + std::string{channel};
}

template <typename Table>
void fill_ways(Values& values, const char* section, const Table& table, const SharePage& page,
               const std::string& lang) {
    for (const auto& [channel, sign, icon] : table) {
        auto& row = values.add(section);
        row.set("HREF", button_href(page, channel)).set("CHANNEL", channel);
        row.set("NAME", way_words(channel, lang)).set("SIGN", sign);
        if (!icon.empty())
            row.add("ICON").set("ICON_HREF", "/assets/share.svg#" + std::string{icon});
    }
}

std::shared_ptr<const live::State> state_shared(const http::Request& request, App& app,
                                                const std::string& slug) {
    auto state = app.feed.state_of(slug, request.now);
    if (!state) throw Refused{{Reason::not_found}};
    return state;
}

// The public state of the campaign with this number.
std::shared_ptr<const live::State> state_shared(const http::Request& request, App& app,
                                                CampaignId id) {
    const auto campaign = campaign::find_campaign_by_id(app.store.session(), id);
    check(campaign.has_value(), "a participant and a gift have a campaign");
    return state_shared(request, app, campaign->slug);
}

}  // namespace

language::Html render_share_kit(const http::Request& request, App& app, const SharePage& page,
                                const KitWords& words) {
    const auto& lang = request.language;
    Values values;
    values.set("HEADING", words.heading).set("SHEET_HREF", button_href(page, "sheet"));
    values.set("PAGE_URL", app.config.public_url + page.path);
    values.set("PAGE_SHORT", app.config.host() + page.path);
    if (!words.line.empty()) values.add("LINE").set("LINE_TEXT", words.line);
    fill_ways(values, "WAY", ways, page, lang);
    fill_ways(values, "PICTURE_WAY", picture_ways, page, lang);
    return language::render_template("web/pages/sharing/share_kit.html", values, lang);
}

http::Response share_campaign(const http::Request& request, App& app) {
    const auto state = state_shared(request, app, request.param("campaign"));
    return answer_share(request, app, *state, share_page_of(*state, request.language));
}

http::Response share_participant(const http::Request& request, App& app) {
    const auto state = state_shared(request, app, request.param("campaign"));
    const auto one = roster::find_participant(app.store.session(), state->campaign.id,
                                              request.param("participant"));
    if (!one) throw Refused{{Reason::not_found}};
    return answer_share(request, app, *state, share_page_of(*one, *state, request.language));
}

http::Response share_team(const http::Request& request, App& app) {
    const auto state = state_shared(request, app, request.param("campaign"));
    const auto team =
        roster::find_team(app.store.session(), state->campaign.id, request.param("team"));
    if (!team) throw Refused{{Reason::not_found}};
    return answer_share(request, app, *state, share_page_of(*team, *state, request.language));
}

http::Response share_own(const http::Request& request, App& app) {
    const auto one = own_participant(request, app);
    if (!one.is_public()) throw Refused{{Reason::not_found}};  // Its link would lead past it.
    const auto state = state_shared(request, app, one.campaign);
    auto page = share_page_of(one, *state, request.language, links::SharedFrom::own);
    page.buttons = own_page_path(request);
    return answer_share(request, app, *state, page);
}

http::Response share_thanks(const http::Request& request, App& app) {
    const auto gift = giving::find_gift_by_token(app.store.session(), request.param("token"));
    if (!gift) throw Refused{{Reason::not_found}};
    const auto state = state_shared(request, app, gift->campaign);
    return answer_share(request, app, *state, share_page_of_gift(request, app, *state));
}

}  // namespace pages
