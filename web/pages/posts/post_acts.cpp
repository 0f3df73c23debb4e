#include "web/pages/posts/post_acts.h"

#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/outside/json.h"
#include "campaign/posts/cheering.h"
#include "campaign/words/number.h"
#include "web/http/rates.h"
#include "web/live/feed.h"
#include "web/pages/posts/compose.h"
#include "web/pages/posts/video_frame.h"

namespace pages {

namespace {

// By one network: a whole school may stand behind one address, a script should not.
constexpr http::RatePolicy cheer_rate{"cheers", 120, 3600};
constexpr std::size_t browser_value_min = 16, browser_value_max = 64;

// The post of the address, as strangers may see it, in a campaign that is shown.
struct Shown {
    CampaignId campaign;
    posts::PublicPost post;
};

Shown shown_post(const http::Request& request, App& app) {
    std::int64_t number = 0;
    const auto id = request.param("post");
    read_number(id, number);
    const auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    const auto campaign = state->campaign.id;
    auto post = posts::find_public_post(app.store.session(), campaign, posts::PostId{number});
    if (!post) throw Refused{{Reason::not_found}};
    return {campaign, std::move(*post)};
}

// A value that the browser keeps for itself, or, without one, its network in this hour.
std::string what_is_the_same(const http::Request& request) {
    const auto value = request.form.text("browser");
    if (value.size() >= browser_value_min && value.size() <= browser_value_max) return value;
    const auto hour = std::chrono::floor<std::chrono::hours>(request.now);
    return http::network_of(request.client) + ' ' + iso_text(hour);
}

std::int64_t cheers_of(App& app, const posts::PublicPost& post, Instant now) {
    std::vector<posts::PublicPost> one{post};
    posts::read_photos_and_cheers(app.store.session(), one, now);
    return one.front().cheers;
}

}  // namespace

http::Response show_video(const http::Request& request, App& app) {
    const auto [campaign, post] = shown_post(request, app);
    const auto video = split_video(post.words).video;
    if (!video) throw Refused{{Reason::not_found}};
    return send_player(request, *video);
}

http::Response take_cheer(const http::Request& request, App& app) {
    const auto [campaign, post] = shown_post(request, app);
    const auto spent =
        app.rates.spend(cheer_rate, "cheer " + http::network_of(request.client), request.now);
    if (spent.is_over) throw Refused{{Reason::too_many_attempts}};
    posts::cheer_post(app.store, post.id, posts::cheer_mark(post.id, what_is_the_same(request)),
                      request.now);
    app.feed.changed(campaign);
    if (wants_json(request)) {
        const auto cheers = cheers_of(app, post, request.now);
        return http::json(outside::JsonWriter{}
                              .text("cheers_text", live::cheers_text(cheers, request.language))
                              .object());
    }
    return http::redirect("/c/" + request.param("campaign") + "#post-" +
                          std::to_string(post.id.value));
}

}  // namespace pages
