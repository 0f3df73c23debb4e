// The page of one person of a campaign, as everybody sees it.
#include "campaign/introductions/introduction.h"

#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/links/link.h"
#include "campaign/phase.h"
#include "campaign/pictures/photo.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/introductions/introductions.h"
#include "web/pages/links/code.h"
#include "web/pages/posts/video_frame.h"
#include "web/pages/roster/portraits.h"

namespace pages {

namespace {

using introductions::Shown;
using language::say;
using language::say_with;
using language::Values;

Date today_in(const live::State& state, Instant now) {
    return language::date_in(now, state.shown.plan.time_zone);
}

std::string host_of(const std::string& address) {
    const auto start = address.find("://") + 3;
    return address.substr(start, address.find('/', start) - start);
}

void fill_video(Values& values, const http::Request& request, const introductions::Words& words) {
    const auto video = read_video_link(words.video);
    if (!video) return;
    const auto& lang = request.language;
    values.add("VIDEO")
        .set("VIDEO_HREF", video->watch_address())
        .set("VIDEO_FRAME", request.path + "/video")
        .set("VIDEO_LABEL", say_with("Play the video from {1}", {video->title()}, lang))
        .set("VIDEO_NOTE", say("Nothing is loaded from there before you click.", lang));
}

void fill_links(Values& values, const introductions::Words& words) {
    if (words.links.empty()) return;
    auto& section = values.add("LINKS");
    for (const auto& [title, address] : words.links)
        section.add("REFERENCE")
            .set("REFERENCE_TITLE", title)
            .set("REFERENCE_HREF", address)
            .set("REFERENCE_HOST", host_of(address));
}

// The page's own code goes with whoever came without one, so that their gifts are counted for it.
std::string code_for(const http::Request& request, App& app, const Shown& shown) {
    if (request.query.has("from")) return request.query.text("from");
    const auto link = links::find_link_by_id(app.store.session(), shown.introduction.link);
    return link ? link->code : std::string{};
}

struct ShownHere {
    std::shared_ptr<const live::State> state;
    Shown shown;
};

ShownHere shown_here(const http::Request& request, App& app) {
    auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    auto shown =
        introductions::find_shown(app.store.session(), state->campaign.id,
                                  request.param("introduction"), today_in(*state, request.now));
    if (!shown) throw Refused{{Reason::not_found}};
    return {std::move(state), std::move(*shown)};
}

}  // namespace

http::Response show_introduction(const http::Request& request, App& app) {
    const auto [state, shown] = shown_here(request, app);
    note_landing(request, app, state->campaign.id);
    const auto& lang = request.language;
    const auto& words = shown.words;
    const auto path = campaign_path(state->campaign);
    const auto from = "?from=" + code_for(request, app, shown);
    Values values;
    values.set("NAME", words.name).set("ROLE", words.role).set("WORDS", words.words);
    values.set("TITLE", state->shown.plan.title).set("CAMPAIGN_HREF", path + from);
    values.set("HERO_SRC", hero_path(*state));
    values.set("LIVE_HREF", path + "/live");
    for (const auto& photo :
         pictures::public_photos(app.store.session(), {words.photo}, request.now))
        fill_portrait(values, photo, portrait_alt(photo, words.name, lang));
    fill_video(values, request, words);
    fill_links(values, words);
    if (!campaign::gift_objection(state->campaign, state->shown, request.now))
        values.add("GIVING").set("GIVE_HREF", path + "/give" + from);
    return show_public(request, app,
                       {.title = words.name + " · " + state->shown.plan.title,
                        .body = language::render_template(
                            "web/pages/introductions/introduction.html", values, lang),
                        .description = say_with("{1}, {2}", {words.name, words.role}, lang),
                        .styles = {"css/public.css", "css/joining.css", "css/compose.css"},
                        .scripts = {"js/fresh.js", "js/post_media.js"},
                        .campaign = state->campaign.slug,
                        .image = app.config.public_url + path + "/card.png"});
}

http::Response show_introduction_video(const http::Request& request, App& app) {
    const auto video = read_video_link(shown_here(request, app).shown.words.video);
    if (!video) throw Refused{{Reason::not_found}};
    return send_player(request, *video);
}

language::Html introductions_html(const http::Request& request, App& app,
                                  const live::State& state) {
    Values values;
    const auto all = introductions::all_shown(app.store.session(), state.campaign.id,
                                              today_in(state, request.now));
    if (all.empty()) return {};
    std::vector<pictures::PhotoId> ids;
    for (const auto& one : all) ids.push_back(one.words.photo);
    const auto photos = pictures::public_photos(app.store.session(), ids, request.now);
    auto& section = values.add("INTRODUCED");
    for (const auto& [introduction, words] : all) {
        auto& row = section.add("WHO");
        row.set("HREF", campaign_path(state.campaign) + "/i/" + introduction.slug);
        row.set("NAME", words.name).set("ROLE", words.role);
        const auto photo = std::ranges::find(photos, words.photo, &pictures::Photo::id);
        if (photo != photos.end()) fill_portrait(row, *photo, {});
    }
    return language::render_template("web/pages/introductions/introduction_list.html", values,
                                     request.language);
}

}  // namespace pages
