#include "web/pages/stories/stories.h"

#include <charconv>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/outside/json.h"
#include "campaign/outside/xml.h"
#include "campaign/phase.h"
#include "campaign/stories/story.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/stories/story_pictures.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;
using outside::xml_text;
using stories::PublicStory;

constexpr int listed_max = 20, fed_max = 30, newest_max = 2;

// One campaign's stories as one reader sees them.
struct Shelf {
    const http::Request& request;
    App& app;
    std::shared_ptr<const live::State> state;

    std::string path() const { return campaign_path(state->campaign) + "/stories"; }
    std::string url() const { return app.config.public_url + path(); }
    const std::string& title() const { return state->shown.plan.title; }
    std::string day_of(Instant at) const {
        return language::date_text(at, state->shown.plan.time_zone, request.language);
    }
};

Shelf shelf_of(const http::Request& request, App& app) {
    auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    return {request, app, std::move(state)};
}

// "before=MOMENT_ID": what was seen last.
stories::StoriesAsked read_page(const Shelf& shelf) {
    stories::StoriesAsked asked{.campaign = shelf.state->campaign.id, .limit = listed_max + 1};
    const auto before = shelf.request.query.text("before");
    const auto mark = before.find('_');
    if (mark == before.npos) return asked;
    std::int64_t micros = 0, id = 0;
    std::from_chars(before.data(), before.data() + mark, micros);
    std::from_chars(before.data() + mark + 1, before.data() + before.size(), id);
    asked.before = Instant{std::chrono::microseconds{micros}};
    asked.before_id = stories::StoryId{id};
    return asked;
}

void fill_story(Values& row, const Shelf& shelf, const PublicStory& story) {
    row.set("HREF", shelf.path() + "/" + story.slug).set("HEADING", story.words.title);
    row.set("SUMMARY", story.words.summary).set("WHEN", shelf.day_of(story.published_at));
}

// schema.org Article as JSON-LD: data, not a script.
language::Html article_json_ld(const Shelf& shelf, const PublicStory& story) {
    const auto ours = organisation::find_organisation(shelf.app.store.session());
    const auto& name = ours.legal_name.empty() ? shelf.title() : ours.legal_name;
    const auto publisher =
        outside::JsonWriter{}.text("@type", "Organization").text("name", name).object();
    const auto data = outside::JsonWriter{}
                          .text("@context", "https://schema.org")
                          .text("@type", "Article")
                          .text("headline", story.words.title)
                          .text("description", story.words.summary)
                          .text("datePublished", iso_text(story.published_at))
                          .text("dateModified", iso_text(story.updated_at))
                          .text("url", shelf.url() + "/" + story.slug)
                          .text("image", shelf.app.config.public_url +
                                             campaign_path(shelf.state->campaign) + "/card.png")
                          .raw("author", publisher)
                          .raw("publisher", publisher)
                          .object();
    return {"<script type=\"application/ld+json\">" + data + "</script>"};
}

http::Response show_page(const Shelf& shelf, const PublicStory& story) {
    const auto& [request, app, state] = shelf;
    const auto& lang = request.language;
    Values values;
    values.set("TITLE", shelf.title()).set("CAMPAIGN_HREF", campaign_path(state->campaign));
    values.set("LIST_HREF", shelf.path()).set("HEADING", story.words.title);
    values.set("SUMMARY", story.words.summary).set("WHEN", shelf.day_of(story.published_at));
    if (shelf.day_of(story.updated_at) != shelf.day_of(story.published_at))
        values.add("UPDATED").set("UPDATED_WHEN",
                                  say_with("changed {1}", {shelf.day_of(story.updated_at)}, lang));
    values.html("STORY_HTML", language::render_illustrated(
                                  story.words.body,
                                  public_illustrations(app.store.session(), story, request.now)));
    values.set("LIVE_HREF", campaign_path(state->campaign) + "/live");
    values.set("SHARE_URL", shelf.url() + "/" + story.slug).set("SHARE_TITLE", story.words.title);
    if (!campaign::gift_objection(state->campaign, state->shown, request.now))
        values.add("GIVING").set("GIVE_HREF",
                                 with_code(campaign_path(state->campaign) + "/give", request));
    auto body = language::render_template("web/pages/stories/story.html", values, lang);
    body.text += article_json_ld(shelf, story).text;
    return show_public(
        request, app,
        {.title = story.words.title + " · " + shelf.title(),
         .body = std::move(body),
         .description = story.words.summary,
         .styles = {"css/public.css", "css/stories.css"},
         .scripts = {"js/copy.js", "js/fresh.js"},
         .campaign = state->campaign.slug,
         .image = app.config.public_url + campaign_path(state->campaign) + "/card.png"});
}

// It was here and is no more: whoever keeps the address may forget it.
http::Response show_gone(const Shelf& shelf) {
    const auto& lang = shelf.request.language;
    Values values;
    values.set("TITLE", shelf.title()).set("LIST_HREF", shelf.path());
    values.set("CAMPAIGN_HREF", campaign_path(shelf.state->campaign));
    auto response = show_public(
        shelf.request, shelf.app,
        {.title = say("This story was taken back", lang),
         .body = language::render_template("web/pages/stories/story_gone.html", values, lang),
         .styles = {"css/public.css"},
         .campaign = shelf.state->campaign.slug,
         .status = 410});
    set_header(response, "X-Robots-Tag", "noindex");
    return response;
}

std::string entry_of(const Shelf& shelf, const PublicStory& story) {
    const auto url = xml_text(shelf.url() + "/" + story.slug);
    const auto content = language::render_illustrated(
        story.words.body, public_illustrations(shelf.app.store.session(), story, shelf.request.now,
                                               shelf.app.config.public_url));
    return "<entry>\n<id>" + url + "</id>\n<title>" + xml_text(story.words.title) +
           "</title>\n<link rel=\"alternate\" type=\"text/html\" href=\"" + url +
           "\"/>\n<published>" + iso_text(story.published_at) + "</published>\n<updated>" +
           iso_text(story.updated_at) + "</updated>\n" +
           (story.words.summary.empty()
                ? std::string{}
                : "<summary>" + xml_text(story.words.summary) + "</summary>\n") +
           "<content type=\"html\">" + xml_text(content.text) + "</content>\n</entry>\n";
}

// RFC 4287. Ids are the addresses, which never change; whoever wrote a story stays unnamed.
std::string render_feed(const Shelf& shelf, const std::vector<PublicStory>& told) {
    const auto ours = organisation::find_organisation(shelf.app.store.session());
    auto updated = shelf.state->campaign.made_at;
    for (const auto& story : told) updated = std::max(updated, story.updated_at);
    const auto& author = ours.legal_name.empty() ? shelf.title() : ours.legal_name;
    const auto self = xml_text(shelf.url() + ".atom");
    std::string text =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
        "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<id>" +
        self + "</id>\n<title>" + xml_text(shelf.title()) + "</title>\n<updated>" +
        iso_text(updated) + "</updated>\n<author><name>" + xml_text(author) +
        "</name></author>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"" + self +
        "\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"" + xml_text(shelf.url()) +
        "\"/>\n";
    for (const auto& story : told) text += entry_of(shelf, story);
    return text + "</feed>\n";
}

}  // namespace

http::Response list_stories(const http::Request& request, App& app) {
    const auto shelf = shelf_of(request, app);
    const auto& lang = request.language;
    auto told = stories::public_stories(app.store.session(), read_page(shelf));
    Values values;
    values.set("TITLE", shelf.title()).set("CAMPAIGN_HREF", campaign_path(shelf.state->campaign));
    values.set("FEED_HREF", shelf.path() + ".atom").show_if(told.empty(), "NONE");
    const bool has_more = told.size() > std::size_t{listed_max};
    if (has_more) told.pop_back();
    for (const auto& story : told) fill_story(values.add("STORY"), shelf, story);
    if (has_more) {
        const auto& last = told.back();
        values.add("PAGES").set(
            "OLDER_HREF", shelf.path() + "?before=" +
                              std::to_string(last.published_at.time_since_epoch().count()) + "_" +
                              std::to_string(last.id.value));
    }
    return show_public(
        request, app,
        {.title = say("Stories", lang) + " · " + shelf.title(),
         .body = language::render_template("web/pages/stories/stories.html", values, lang),
         .description = shelf.state->shown.plan.summary,
         .styles = {"css/public.css", "css/stories.css"},
         .scripts = {"js/copy.js"},
         .campaign = shelf.state->campaign.slug,
         .image = app.config.public_url + campaign_path(shelf.state->campaign) + "/card.png"});
}

http::Response show_story(const http::Request& request, App& app) {
    const auto shelf = shelf_of(request, app);
    const auto campaign = shelf.state->campaign.id;
    const auto slug = request.param("story");
    if (const auto told = stories::find_public_story(app.store.session(), campaign, slug))
        return show_page(shelf, *told);
    const auto story = stories::find_story(app.store.session(), campaign, slug);
    if (!story || !story->shown_version) throw Refused{{Reason::not_found}};
    return show_gone(shelf);
}

http::Response show_feed(const http::Request& request, App& app) {
    const auto shelf = shelf_of(request, app);
    const auto told = stories::public_stories(
        app.store.session(), {.campaign = shelf.state->campaign.id, .limit = fed_max});
    auto response = http::file(render_feed(shelf, told), "application/atom+xml; charset=utf-8");
    set_header(response, "Cache-Control", "public, max-age=60");
    return response;
}

void fill_newest_stories(Values& values, const http::Request& request, App& app,
                         const live::State& state) {
    const auto told = stories::public_stories(
        app.store.session(), {.campaign = state.campaign.id, .limit = newest_max + 1});
    if (told.empty()) return;
    const auto path = campaign_path(state.campaign) + "/stories";
    auto& section = values.add("STORIES").set("STORIES_HREF", path);
    for (std::size_t i = 0; i < told.size() && i < std::size_t{newest_max}; ++i)
        section.add("STORY")
            .set("HREF", path + "/" + told[i].slug)
            .set("HEADING", told[i].words.title)
            .set("SUMMARY", told[i].words.summary)
            .set("WHEN", language::date_text(told[i].published_at, state.shown.plan.time_zone,
                                             request.language));
    section.show_if(told.size() > std::size_t{newest_max}, "MORE_STORIES");
}

}  // namespace pages
