// The wall: what was posted from the way, newest first, with one hashtag or all.
#include <algorithm>
#include <charconv>
#include <map>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/posts/wall.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/posts/post_words.h"
#include "web/pages/screens/shown.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;

constexpr int shown_max = 48;
constexpr std::size_t tags_max = 8;

struct Wall {
    const http::Request& request;
    App& app;
    const live::State& state;
    std::string tag = {};
    std::vector<posts::PublicPost> posts = {};
    bool has_more = false;

    std::string path() const { return campaign_path(state.campaign) + "/wall"; }
    std::string href_of(const std::string& other) const {
        return other.empty() ? path() : path() + "?tag=" + percent_encoded(other);
    }
};

std::string tag_asked_for(const http::Request& request) {
    auto tag = read_line(request.query.text("tag"), posts::tag_letters_max).value_or("");
    tag.erase(0, std::min(tag.find_first_not_of('#'), tag.size()));
    return tag;
}

// "1763990000000000.42": after this moment (microseconds) and number.
posts::PostsAsked page_asked_for(const http::Request& request, CampaignId campaign) {
    posts::PostsAsked page{.campaign = campaign, .limit = shown_max + 1};
    const auto after = request.query.text("after");
    std::int64_t at = 0, id = 0;
    const auto* end = after.data() + after.size();
    const auto first = std::from_chars(after.data(), end, at);
    if (first.ec != std::errc{} || first.ptr == end || *first.ptr != '.') return page;
    if (std::from_chars(first.ptr + 1, end, id).ec != std::errc{}) return page;
    page.before = Instant{std::chrono::microseconds{at}}, page.before_id = posts::PostId{id};
    return page;
}

Wall read_wall(const http::Request& request, App& app, const live::State& state) {
    Wall wall{request, app, state, tag_asked_for(request)};
    wall.posts =
        posts::wall_of(app.store.session(), {page_asked_for(request, state.campaign.id), wall.tag});
    wall.has_more = wall.posts.size() > shown_max;
    if (wall.has_more) wall.posts.resize(shown_max);
    posts::read_photos_and_cheers(app.store.session(), wall.posts, request.now);
    return wall;
}

void fill_tags(Values& values, const Wall& wall) {
    std::map<std::string, int> counts;
    for (const auto& post : wall.posts)
        for (const auto& piece : pieces_of(post.words))
            if (piece.is_tag) ++counts[piece.text.substr(1)];
    if (counts.empty() && wall.tag.empty()) return;
    std::vector<std::pair<int, std::string>> tags;
    for (const auto& [tag, count] : counts) tags.emplace_back(-count, tag);
    std::ranges::sort(tags);
    if (tags.size() > tags_max) tags.resize(tags_max);
    auto& section = values.add("TAGS");
    section.set("ALL_HREF", wall.path()).show_if(wall.tag.empty(), "ALL_CURRENT");
    for (const auto& [count, tag] : tags)
        section.add("TAG_LINK")
            .set("HREF", wall.href_of(tag))
            .set("NAME", "#" + tag)
            .show_if(tag == wall.tag, "CURRENT");
}

void fill_posts(Values& values, const Wall& wall) {
    for (const auto& post : wall.posts) {
        const auto words =
            live::word_post(post, wall.state, wall.request.language, wall.request.now);
        auto& row = values.add("PUBLIC_POST");
        row.set("KEY", words.id).set("WHO", words.who).set("AGO", words.ago);
        row.set("HREF", words.href).show_if(words.is_official, "OFFICIAL");
        row.html("BODY_HTML", render_post_body(words, wall.request.language));
    }
    values.show_if(wall.posts.empty(), "NO_POST");
    if (!wall.has_more) return;
    const auto& last = wall.posts.back();
    auto href = wall.path() + "?after=" + std::to_string(last.at.time_since_epoch().count()) + "." +
                std::to_string(last.id.value);
    if (!wall.tag.empty()) href += "&tag=" + percent_encoded(wall.tag);
    values.add("OLDER").set("OLDER_HREF", href);
}

}  // namespace

http::Response show_wall(const http::Request& request, App& app) {
    const auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    const auto wall = read_wall(request, app, *state);
    const auto& lang = request.language;
    const auto path = campaign_path(state->campaign);
    const auto headline = wall.tag.empty() ? say("From the way", lang) : "#" + wall.tag;
    Values values;
    values.set("HEADLINE", headline).set("TITLE", state->shown.plan.title);
    values.set("CAMPAIGN_HREF", path).set("TAG_TEXT", wall.tag);
    const bool is_newest = request.query.text("after").empty();
    values.set("LIVE_HREF", is_newest ? path + "/live" : std::string{});
    values.set("POLL_HREF", path + "/live.json").show_if(is_newest, "MOVES");
    fill_tags(values, wall);
    fill_posts(values, wall);
    return show_public(
        request, app,
        {.title = headline + " · " + state->shown.plan.title,
         .body = language::render_template("web/pages/screens/wall.html", values, lang),
         .description = state->shown.plan.summary,
         .styles = {"css/public.css", "css/compose.css", "css/shown.css"},
         .scripts = {"js/wall.js", "js/post_media.js"},
         .campaign = state->campaign.slug,
         .image = app.config.public_url + path + "/card.png"});
}

}  // namespace pages
