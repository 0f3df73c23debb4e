#include "web/pages/roster/portraits.h"

#include "campaign/language/catalogue.h"
#include "campaign/pictures/keeping.h"
#include "campaign/roster/portraying.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"
#include "web/http/rates.h"
#include "web/live/feed.h"
#include "web/pages/roster/me.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;
using roster::PortraitState;
using roster::Shows;

constexpr std::size_t form_key_max = 64;
constexpr int small_width = 400;
// Each is developed and kept for a day at least: nobody needs more of them.
constexpr http::RatePolicy portrait_rate{"portraits", 12, 24 * 3600};

std::string state_words(const roster::Portrait& portrait, bool is_seen, const std::string& lang) {
    switch (portrait.state) {
        case PortraitState::waiting:
            return say("Waits to be looked at. Only you see it until then.", lang);
        case PortraitState::sent_back:
            return say_with("Sent back: {1}", {portrait.reason}, lang);
        case PortraitState::published:
            return is_seen ? say("Everyone can see this.", lang)
                           : say("Nobody sees it: a consent is missing or was taken back.", lang);
        case PortraitState::replaced:
        case PortraitState::taken_back:
            break;
    }
    return {};
}

pictures::PhotoId keep_portrait(const http::Request& request, App& app,
                                const roster::Participant& one, Shows shows) {
    const auto key = request.form.text("form_key");
    if (key.empty() || key.size() > form_key_max) throw Refused{{Reason::form_expired}};
    check(app.darkroom != nullptr, "whoever takes pictures has a darkroom");
    const auto spent =
        app.rates.spend(portrait_rate, "portrait " + std::to_string(one.id.value), request.now);
    if (spent.is_over)
        throw Refused{{Reason::not_a_valid_value, "portrait",
                       "That were many pictures for one day. Try again tomorrow."}};
    for (const auto& upload : request.uploads)
        if (upload.field == "portrait" && !upload.bytes.empty())
            return pictures::keep_photo(app.store, *app.darkroom,
                                        {.campaign = one.campaign,
                                         .participant = one.id,
                                         .bytes = upload.bytes,
                                         .alt = request.form.text("alt"),
                                         .shows_people = shows != Shows::nobody,
                                         .request_key = "portrait-" + key},
                                        request.now)
                .id;
    throw Refused{{Reason::not_a_valid_value, "portrait", "Choose a picture first."}};
}

}  // namespace

std::string portrait_alt(const pictures::Photo& photo, const std::string& name,
                         const std::string& lang) {
    if (!photo.alt.empty()) return photo.alt;
    return name.empty() ? say("The picture of this page", lang)
                        : say_with("A picture of {1}", {name}, lang);
}

void fill_portrait(Values& values, const pictures::Photo& photo, const std::string& alt) {
    const auto& small = photo.at_least(small_width);
    values.add("PORTRAIT")
        .set("SRC", pictures::photo_path(small))
        .set("WIDTH", small.width)
        .set("HEIGHT", small.height)
        .set("ALT", alt);
}

language::Html render_my_portrait(const http::Request& request, App& app,
                                  const roster::Participant& one, const std::string& wrong) {
    if (one.is_minor) return {};
    auto& session = app.store.session();
    const auto& lang = request.language;
    Values values;
    values.set("ACTION", own_page_path(request) + "/portrait");
    values.set("FORM_TOKEN", request.visitor ? request.visitor->form_token : std::string{});
    values.set("FORM_KEY", random_token());
    const auto seen = roster::shown_portraits(session, {one.id}, request.now);
    const auto all = roster::portraits_of(session, one.id);
    for (const auto& portrait : all) {
        const auto photo = pictures::find_photo(session, portrait.photo);
        if (!photo || photo->withdrawn_at) continue;
        const auto shown = seen.find(one.id);
        const auto& small = photo->at_least(small_width);
        values.add("OWN")
            .set("SRC", own_page_path(request) + pictures::photo_path(small))
            .set("WIDTH", small.width)
            .set("HEIGHT", small.height)
            .set("ALT", portrait_alt(*photo, one.name, lang))
            .set("STATE",
                 state_words(portrait, shown != seen.end() && shown->second.id == photo->id, lang));
    }
    values.show_if(!all.empty(), "SOME").show_if(all.empty(), "NONE");
    values.show_if(!wrong.empty(), "OPENED");
    if (!wrong.empty()) values.add("PORTRAIT_WRONG").set("PORTRAIT_ERROR", wrong);
    return language::render_template("web/pages/roster/my_portrait.html", values, lang);
}

http::Response change_my_portrait(const http::Request& request, App& app) {
    const auto one = own_participant(request, app);
    if (one.is_minor || one.left_at) throw Refused{{Reason::not_allowed}};
    const people::Actor actor{one.account, "participant", request.id};
    try {
        if (request.form.text("act") == "remove") {
            roster::take_portraits_back(app.store, one, actor, request.now);
        } else {
            const auto shows = roster::read_shows(request.form.text("shows"));
            if (!shows)
                throw Refused{{Reason::not_a_valid_value, "portrait",
                               "Tell us who can be recognised in it."}};
            const auto photo = keep_portrait(request, app, one, *shows);
            roster::bring_portrait(app.store, one, photo, *shows, actor, request.now);
        }
    } catch (const Refused& refused) {
        const auto& field = refused.refusal.field;
        if (field != "portrait" && field != "photo") throw;
        return show_me_with_portrait(request, app, say(refused.refusal.detail, request.language));
    }
    app.feed.changed(one.campaign);
    return http::redirect(own_page_path(request) + "?saved=1#portrait");
}

}  // namespace pages
