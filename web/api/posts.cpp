// Posts from the way, as strangers may see them.
#include "campaign/posts/post.h"

#include "campaign/programs/shapes.h"
#include "web/api/asking.h"
#include "web/api/campaigns.h"

namespace api {

namespace {

std::string photo_json(const pictures::Photo& photo) {
    const auto& widest = photo.sizes.back();
    return outside::JsonWriter{}
        .text("path", pictures::photo_path(widest))
        .number("width", widest.width)
        .number("height", widest.height)
        .text("alt", photo.alt)
        .object();
}

std::string post_json(const posts::PublicPost& post) {
    std::vector<std::string> photos;
    for (const auto& photo : post.photos) photos.push_back(photo_json(photo));
    return outside::JsonWriter{}
        .text("id", std::to_string(post.id.value))
        .raw("participant", programs::text_or_null(post.slug))
        .raw("name", programs::text_or_null(post.name))
        .truth("is_official", !post.participant)
        .text("words", post.words)
        .raw("photos", outside::json_list(photos))
        .number("cheers", post.cheers)
        .text("at", iso_text(post.at))
        .object();
}

}  // namespace

http::Response list_posts(const http::Request& request, App& app) {
    check_query(request, {"limit", "after"});
    const auto state = state_here(request, app);
    const auto page = read_page(request);
    posts::PostsAsked asked{.campaign = state->campaign.id, .limit = page.limit + 1};
    if (page.after) asked.before = page.after->at, asked.before_id = posts::PostId{page.after->id};
    auto found = posts::public_posts_before(app.store.session(), asked);
    Listing listing;
    if (found.size() > static_cast<std::size_t>(page.limit)) {
        found.pop_back();
        listing.next = giving::Place{found.back().at, found.back().id.value};
    }
    posts::read_photos_and_cheers(app.store.session(), found, request.now);
    for (const auto& post : found) listing.items.push_back(post_json(post));
    return show_listing(request, app, listing);
}

}  // namespace api
