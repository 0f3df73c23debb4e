// One photo at the desk, and photos as they stand in the desk's lists.
#include "web/pages/posts/desk_photos.h"

#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/pictures/consenting.h"
#include "campaign/words/number.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_here.h"
#include "web/pages/privacy/consent_form.h"

namespace pages {

namespace {

using language::say;
using language::Values;
using people::Duty;

pictures::Photo photo_here(const http::Request& request, App& app, const CampaignHere& here) {
    std::int64_t number = 0;
    const auto id = request.param("photo");
    read_number(id, number);
    auto photo = pictures::find_photo(app.store.session(), pictures::PhotoId{number});
    if (!photo || photo->campaign != here.campaign.id) throw Refused{{Reason::not_found}};
    return *photo;
}

std::string state_of(const pictures::Photo& photo, bool is_covered, const std::string& lang) {
    if (photo.withdrawn_at) return say("Withdrawn. Nobody sees it any more.", lang);
    if (!is_covered) return say("It shows people, and no consent covers it. Nobody sees it.", lang);
    if (!photo.shown_at) return say("Waits to be read with its post.", lang);
    return say("Public with what it stands in.", lang);
}

using Consents = std::vector<pictures::Consent>;

// Those that could be linked as well.
void fill_offers(Values& values, const http::Request& request, const CampaignHere& here,
                 Consents known, const Consents& linked) {
    std::erase_if(known, [&](const pictures::Consent& consent) {
        return !consent.is_valid(request.now) || !consent.covers(here.campaign.id) ||
               std::ranges::find(linked, consent.id, &pictures::Consent::id) != linked.end();
    });
    if (known.empty()) return;
    auto& offers = values.add("OFFERS");
    for (const auto& consent : known)
        offers.add("OFFERED").set("VALUE", consent.id.value).set("LABEL", consent.person);
}

void fill_consents(Values& values, const http::Request& request, App& app, const CampaignHere& here,
                   const pictures::Photo& photo) {
    auto& session = app.store.session();
    const auto linked = pictures::consents_of_photo(session, photo.id);
    for (const auto& consent : linked)
        values.add("LINKED")
            .set("CONSENT", consent.id.value)
            .set("PERSON", consent.person)
            .set("COVERS", consent_words(consent, request));
    values.show_if(linked.empty(), "NONE_LINKED");
    fill_offers(values, request, here, pictures::recent_consents(session, here.campaign.id, 100),
                linked);
}

http::Response show_photo_page(const http::Request& request, App& app, const ConsentForm& form,
                               const std::string& failed = {}) {
    const auto here = campaign_here(request, app);
    const auto photo = photo_here(request, app, here);
    const auto& lang = request.language;
    const bool is_covered =
        pictures::uncovered_photos(app.store.session(), {photo.id}, request.now).empty();
    Values values;
    const auto& size = photo.at_least(800);
    values.set("SRC", pictures::photo_path(size)).set("WIDTH", size.width);
    values.set("HEIGHT", size.height).set("ALT", photo.alt);
    values.set("STATE", state_of(photo, is_covered, lang));
    values.set("FORM_TOKEN", request.visitor->form_token);
    values.set("ACTION", here.path() + "/photos/" + std::to_string(photo.id.value));
    values.set("BACK_HREF", here.path() + "/consents");
    values.show_if(photo.shows_people, "PEOPLE");
    if (!photo.withdrawn_at) {
        auto& living = values.add("LIVING");
        fill_consents(living, request, app, here, photo);
        living.html("CONSENT_HTML",
                    render_consent_form(request, here, form, std::to_string(photo.id.value)));
    }
    return show_desk(
        request, app,
        {.title = say("A photo", lang),
         .body = language::render_template("web/pages/posts/desk_photo.html", values, lang),
         .campaign = here.campaign.id,
         .campaign_slug = here.campaign.slug,
         .campaign_title = here.version.plan.title,
         .saved = request.query.has("saved") ? say("Saved.", lang) : std::string{},
         .failed = failed,
         .status = failed.empty() ? 200 : 422,
         .styles = {"css/compose.css"}});
}

pictures::ConsentId consent_chosen(const http::Request& request) {
    return pictures::ConsentId{number_in(request.form.text("consent"))};
}

void act_on(const http::Request& request, App& app, const pictures::Photo& photo) {
    const auto actor =
        people::actor_of(*request.visitor, Duty::review_words, photo.campaign, request.id);
    const auto act = request.form.text("act");
    if (act == "withdraw")
        pictures::withdraw_photo(app.store, photo.id, actor, request.now);
    else if (act == "link")
        pictures::link_consent(app.store, photo.id, consent_chosen(request), actor, request.now);
    else if (act == "unlink")
        pictures::unlink_consent(app.store, photo.id, consent_chosen(request), actor, request.now);
    else
        pictures::describe_photo(
            app.store, {photo.id, request.form.text("alt"), request.form.text("people") == "1"},
            actor, request.now);
}

}  // namespace

http::Response show_desk_photo(const http::Request& request, App& app) {
    return show_photo_page(request, app, {});
}

http::Response change_desk_photo(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto photo = photo_here(request, app, here);
    try {
        act_on(request, app, photo);
    } catch (const Refused& refused) {
        if (refused.refusal.reason != Reason::not_a_valid_value) throw;
        return show_photo_page(request, app, {}, say(refused.refusal.detail, request.language));
    }
    app.feed.changed(here.campaign.id);
    return http::redirect(here.path() + "/photos/" + std::to_string(photo.id.value) + "?saved=1");
}

language::Html render_desk_photos(const std::vector<pictures::Photo>& photos,
                                  const std::string& desk, const std::string& lang) {
    if (photos.empty()) return {};
    Values values;
    for (const auto& photo : photos) {
        const auto& small = photo.at_least(400);
        auto& row = values.add("PHOTO");
        row.set("HREF", desk + "/photos/" + std::to_string(photo.id.value));
        row.set("SRC", pictures::photo_path(small)).set("WIDTH", small.width);
        row.set("HEIGHT", small.height);
        row.set("ALT", photo.alt.empty() ? say("A photo without a description", lang) : photo.alt);
        row.show_if(photo.shows_people, "PEOPLE");
    }
    return language::render_template("web/pages/posts/desk_photo_list.html", values, lang);
}

}  // namespace pages
