#include "web/pages/stories/story_pictures.h"

#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/pictures/keeping.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"
#include "web/pages/campaigns/campaign_here.h"
#include "web/pages/stories/desk_stories.h"

namespace pages {

namespace {

using language::say;
using language::Values;

constexpr std::size_t form_key_max = 64;
constexpr std::size_t pictures_max = 40;
constexpr int page_width = 900, small_width = 300;

std::string address_of(const pictures::Photo& photo) {
    return std::string{language::illustration_scheme} + std::to_string(photo.id.value);
}

language::Illustrations illustrations_of(const std::vector<pictures::Photo>& photos,
                                         const std::string& origin) {
    language::Illustrations found;
    for (const auto& photo : photos) {
        const auto& size = photo.at_least(page_width);
        found.emplace(address_of(photo),
                      language::Illustration{
                          .src = origin + pictures::photo_path(size),
                          .srcset = origin.empty() ? pictures::photo_srcset(photo) : std::string{},
                          .width = size.width,
                          .height = size.height,
                          .alt = photo.alt});
    }
    return found;
}

std::string keep_picture(const http::Request& request, App& app, const CampaignHere& here,
                         const stories::Story& story) {
    const auto key = request.form.text("form_key");
    if (key.empty() || key.size() > form_key_max) throw Refused{{Reason::form_expired}};
    check(app.darkroom != nullptr, "whoever takes pictures has a darkroom");
    const auto& lang = request.language;
    if (pictures::photos_of_story(app.store.session(), story.id).size() >= pictures_max)
        return say("Forty pictures are the most that one story takes.", lang);
    try {
        for (const auto& upload : request.uploads) {
            if (upload.field != "picture" || upload.bytes.empty()) continue;
            pictures::keep_photo(app.store, *app.darkroom,
                                 {.campaign = here.campaign.id,
                                  .account = request.visitor->account,
                                  .story = story.id,
                                  .bytes = upload.bytes,
                                  .alt = request.form.text("alt"),
                                  .shows_people = request.form.text("people") == "1",
                                  .request_key = "story-" + key},
                                 request.now);
            return {};
        }
    } catch (const Refused& refused) {
        if (refused.refusal.field != "photo") throw;
        return say(refused.refusal.detail, lang);
    }
    return say("Choose a picture first.", lang);
}

}  // namespace

language::Illustrations public_illustrations(store::Session& session,
                                             const stories::PublicStory& story, Instant now,
                                             const std::string& origin) {
    if (story.words.body.find(language::illustration_scheme) == std::string::npos) return {};
    std::vector<pictures::PhotoId> ids;
    for (const auto& photo : pictures::photos_of_story(session, story.id)) ids.push_back(photo.id);
    return illustrations_of(pictures::public_photos(session, ids, now), origin);
}

language::Illustrations desk_illustrations(store::Session& session, stories::StoryId story) {
    return illustrations_of(pictures::photos_of_story(session, story), {});
}

language::Html render_story_pictures(const http::Request& request, App& app,
                                     const stories::Story& story, const std::string& desk,
                                     const std::string& wrong) {
    auto& session = app.store.session();
    const auto& lang = request.language;
    const auto photos = pictures::photos_of_story(session, story.id);
    std::vector<pictures::PhotoId> ids;
    for (const auto& photo : photos) ids.push_back(photo.id);
    const auto uncovered = pictures::uncovered_photos(session, ids, request.now);
    Values values;
    values.set("ACTION", desk + "/stories/" + story.slug + "/pictures");
    values.set("FORM_TOKEN", request.visitor->form_token).set("FORM_KEY", random_token());
    values.show_if(photos.empty(), "NONE");
    for (const auto& photo : photos) {
        const auto& small = photo.at_least(small_width);
        const auto words = photo.alt.empty() ? say("What it shows", lang) : photo.alt;
        auto& row = values.add("PICTURE");
        row.set("HREF", desk + "/photos/" + std::to_string(photo.id.value));
        row.set("SRC", pictures::photo_path(small)).set("WIDTH", small.width);
        row.set("HEIGHT", small.height);
        row.set("ALT", photo.alt.empty() ? say("A photo without a description", lang) : photo.alt);
        row.set("SNIPPET", "![" + words + "](" + address_of(photo) + ")");
        row.show_if(std::ranges::find(uncovered, photo.id) != uncovered.end(), "UNCOVERED");
    }
    if (!wrong.empty()) values.add("PICTURE_WRONG").set("PICTURE_ERROR", wrong);
    return language::render_template("web/pages/stories/story_pictures.html", values, lang);
}

http::Response bring_story_picture(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto story =
        stories::find_story(app.store.session(), here.campaign.id, request.param("story"));
    if (!story) throw Refused{{Reason::not_found}};
    const auto wrong = keep_picture(request, app, here, *story);
    if (!wrong.empty()) return show_desk_story_with_picture(request, app, wrong);
    return http::redirect(here.path() + "/stories/" + story->slug + "#pictures");
}

}  // namespace pages
