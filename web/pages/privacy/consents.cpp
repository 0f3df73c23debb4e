// The register of consents, and the page of the person who gave one.
#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/pictures/consenting.h"
#include "campaign/words/number.h"
#include "campaign/words/token.h"
#include "web/html/beside.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/posts/compose.h"
#include "web/pages/posts/desk_photos.h"
#include "web/pages/privacy/consent_form.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;
using people::Duty;

constexpr int consents_shown_max = 100, photos_shown_max = 60;
constexpr std::size_t form_key_max = 64;

constexpr Beside places[] = {{"person", "PERSON_WRONG", "PERSON_ERROR"},
                             {"given_how", "HOW_WRONG", "HOW_ERROR"},
                             {"until", "UNTIL_WRONG", "UNTIL_ERROR"},
                             {"guardian", "GUARDIAN_WRONG", "GUARDIAN_ERROR"}};

std::string scope_words(pictures::Scope scope, const std::string& lang) {
    switch (scope) {
        case pictures::Scope::campaign:
            return say("The pages and screens of this campaign", lang);
        case pictures::Scope::all:
            return say("Pages and screens of all campaigns", lang);
        case pictures::Scope::print:
            return say("Pages, screens and printed matter", lang);
    }
    return {};
}

// The whole of the day counts.
std::optional<Instant> end_of_day(const std::string& typed, const CampaignHere& here) {
    const auto day = read_date(typed);
    if (!day) return {};
    const Date next{std::chrono::sys_days{*day} + std::chrono::days{1}};
    return language::start_of(next, here.version.plan.time_zone);
}

ConsentForm read_consent_form(const http::Request& request) {
    const auto& fields = request.form;
    ConsentForm form{.person = fields.text("person"),
                     .scope = fields.text("scope"),
                     .until = fields.text("until"),
                     .guardian = fields.text("guardian"),
                     .given_how = fields.text("given_how"),
                     .key = fields.text("form_key"),
                     .is_minor = fields.text("is_minor") == "1"};
    if (form.key.empty() || form.key.size() > form_key_max) throw Refused{{Reason::form_expired}};
    return form;
}

void fill_photos(Values& values, const http::Request& request, App& app, const CampaignHere& here) {
    auto& session = app.store.session();
    const auto photos = pictures::recent_photos(session, here.campaign.id, photos_shown_max);
    std::vector<pictures::PhotoId> ids;
    for (const auto& photo : photos) ids.push_back(photo.id);
    const auto uncovered = pictures::uncovered_photos(session, ids, request.now);
    for (const auto& photo : photos) {
        const auto& small = photo.sizes.front();
        auto& row = values.add("PHOTO");
        row.set("HREF", here.path() + "/photos/" + std::to_string(photo.id.value));
        row.set("SRC", pictures::photo_path(small)).set("WIDTH", small.width);
        row.set("HEIGHT", small.height);
        row.set("ALT", photo.alt.empty() ? say("A photo without a description", request.language)
                                         : photo.alt);
        const bool is_uncovered =
            std::find(uncovered.begin(), uncovered.end(), photo.id) != uncovered.end();
        row.show_if(is_uncovered, "UNCOVERED").show_if(!photo.shown_at, "UNSEEN");
    }
    values.show_if(photos.empty(), "NO_PHOTO");
}

http::Response show_register(const http::Request& request, App& app, const ConsentForm& form) {
    const auto here = campaign_here(request, app);
    const auto& lang = request.language;
    Values values;
    const auto consents =
        pictures::recent_consents(app.store.session(), here.campaign.id, consents_shown_max);
    for (const auto& consent : consents) {
        auto& row = values.add("CONSENT");
        row.set("PERSON", consent.person).set("COVERS", consent_words(consent, request));
        row.set("PHOTOS_TEXT",
                language::say_count("{1} photo", "{1} photos", consent.photos, lang));
        row.show_if(!consent.is_valid(request.now), "OVER");
        if (!consent.revoked_at)
            row.add("REVOCABLE")
                .set("END_ACTION",
                     here.path() + "/consents/" + std::to_string(consent.id.value) + "/end")
                .set("FORM_TOKEN", request.visitor->form_token);
    }
    values.show_if(consents.empty(), "NONE");
    if (const auto token = request.query.text("link");
        !token.empty() && pictures::find_consent_by_token(app.store.session(), token))
        values.add("LINK").set("LINK_URL", app.config.public_url + "/consent/" + token);
    fill_photos(values, request, app, here);
    values.html("CONSENT_HTML", render_consent_form(request, here, form, {}));
    return show_desk(
        request, app,
        {.title = say("Photos and consents", lang),
         .body = language::render_template("web/pages/privacy/desk_consents.html", values, lang),
         .campaign = here.campaign.id,
         .campaign_slug = here.campaign.slug,
         .campaign_title = here.version.plan.title,
         .saved = request.query.has("revoked")
                      ? say("Revoked. Its photos are withdrawn everywhere.", lang)
                      : std::string{},
         .scripts = {"js/copy.js"},
         .status = form.wrong.empty() ? 200 : 422,
         .styles = {"css/compose.css"}});
}

pictures::Consent consent_of_link(const http::Request& request, App& app) {
    auto consent = pictures::find_consent_by_token(app.store.session(), request.param("token"));
    if (!consent) throw Refused{{Reason::not_found}};
    return *consent;
}

}  // namespace

language::Html render_consent_form(const http::Request& request, const CampaignHere& here,
                                   const ConsentForm& form, const std::string& photos) {
    const auto& lang = request.language;
    Values values;
    values.set("ACTION", here.path() + "/consents").set("PHOTOS", photos);
    values.set("FORM_TOKEN", request.visitor->form_token);
    values.set("FORM_KEY", form.key.empty() ? random_token() : form.key);
    values.set("PERSON", form.person).set("GUARDIAN", form.guardian).set("HOW", form.given_how);
    values.set("UNTIL", form.until).show_if(form.is_minor, "MINOR");
    for (const auto scope :
         {pictures::Scope::campaign, pictures::Scope::all, pictures::Scope::print}) {
        auto& row = values.add("SCOPE");
        row.set("VALUE", pictures::scope_name(scope)).set("LABEL", scope_words(scope, lang));
        row.show_if(form.scope == pictures::scope_name(scope), "CHOSEN");
    }
    say_beside(values, form.wrong, places);
    return language::render_template("web/pages/privacy/consent_form.html", values, lang);
}

std::string consent_words(const pictures::Consent& consent, const http::Request& request) {
    const auto& lang = request.language;
    auto words = scope_words(consent.scope, lang);
    if (consent.until)
        words +=
            ", " +
            say_with("until {1}",
                     {language::date_text(*consent.until - std::chrono::seconds{1}, "UTC", lang)},
                     lang);
    words += ". " + consent.given_how;
    if (!consent.guardian.empty())
        words += " · " + say_with("Guardian: {1}", {consent.guardian}, lang);
    if (consent.revoked_at)
        words += " · " + say("Revoked", lang);
    else if (!consent.is_valid(request.now))
        words += " · " + say("Over", lang);
    return words;
}

http::Response show_consents(const http::Request& request, App& app) {
    return show_register(request, app, {});
}

http::Response add_consent(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    auto form = read_consent_form(request);
    if (!form.until.empty() && !end_of_day(form.until, here))
        form.wrong["until"] = say("Write the day like 2027-06-30.", request.language);
    if (!form.wrong.empty()) return show_register(request, app, form);
    try {
        const auto actor =
            people::actor_of(*request.visitor, Duty::review_words, here.campaign.id, request.id);
        const auto recorded =
            pictures::record_consent(app.store,
                                     {.campaign = here.campaign.id,
                                      .person = form.person,
                                      .scope = form.scope,
                                      .until = end_of_day(form.until, here),
                                      .is_minor = form.is_minor,
                                      .guardian = form.guardian,
                                      .given_how = form.given_how,
                                      .photos = read_photo_ids(request.form.text("photos")),
                                      .request_key = "consent-" + form.key},
                                     actor, request.now);
        app.feed.changed(here.campaign.id);
        return http::redirect(here.path() + "/consents?link=" + recorded.token);
    } catch (const Refused& refused) {
        if (refused.refusal.reason != Reason::not_a_valid_value) throw;
        form.wrong[refused.refusal.field] = say(refused.refusal.detail, request.language);
        return show_register(request, app, form);
    }
}

http::Response end_consent(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    std::int64_t number = 0;
    const auto id = request.param("consent");
    read_number(id, number);
    const auto consent = pictures::find_consent(app.store.session(), pictures::ConsentId{number});
    if (!consent || !consent->covers(here.campaign.id)) throw Refused{{Reason::not_found}};
    const auto actor =
        people::actor_of(*request.visitor, Duty::review_words, here.campaign.id, request.id);
    for (const auto campaign : pictures::revoke_consent(app.store, consent->id, actor, request.now))
        app.feed.changed(campaign);
    return http::redirect(here.path() + "/consents?revoked=1");
}

http::Response show_own_consent(const http::Request& request, App& app) {
    const auto consent = consent_of_link(request, app);
    const auto& lang = request.language;
    Values values;
    values.set("PERSON", consent.person).set("COVERS", consent_words(consent, request));
    values.set("PHOTOS_TEXT",
               language::say_count("{1} photo is shown under it.", "{1} photos are shown under it.",
                                   consent.photos, lang));
    values.set("ACTION", "/consent/" + request.param("token"));
    values.show_if(!consent.is_valid(request.now), "OVER");
    values.show_if(!consent.revoked_at, "REVOCABLE");
    auto response = show_public(request, app,
                                PublicPage{.title = say("Your consent to photos", lang),
                                           .body = language::render_template(
                                               "web/pages/privacy/consent.html", values, lang),
                                           .styles = {"css/public.css"}});
    set_header(response, "Cache-Control", "private, no-store");
    set_header(response, "X-Robots-Tag", "noindex");
    set_header(response, "Referrer-Policy", "no-referrer");
    return response;
}

http::Response end_own_consent(const http::Request& request, App& app) {
    const auto consent = consent_of_link(request, app);
    for (const auto campaign : pictures::revoke_consent(
             app.store, consent.id, {{}, "person of a photo", request.id}, request.now))
        app.feed.changed(campaign);
    return http::redirect("/consent/" + request.param("token"));
}

}  // namespace pages
