// Pictures for paper that the desk brought itself: brought, looked at, used, deleted.
#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/printing/picturing.h"
#include "campaign/words/check.h"
#include "campaign/words/number.h"
#include "campaign/words/token.h"
#include "web/pages/campaigns/campaign_here.h"
#include "web/pages/printing/studio.h"

namespace pages {

namespace {

using language::say;
using language::say_with;

constexpr int small_px = 300;
constexpr std::size_t form_key_max = 50;
constexpr std::string_view ending = ".jpg";

std::string pictures_path(const CampaignHere& here) { return here.path() + "/studio/pictures"; }

printing::PrintPicture picture_here(const http::Request& request, App& app,
                                    const CampaignHere& here) {
    auto typed = request.param("picture");
    if (typed.ends_with(ending)) typed.resize(typed.size() - ending.size());
    const auto number = number_in(typed);
    auto picture =
        printing::find_print_picture(app.store.session(), printing::PrintPictureId{number});
    if (!picture || picture->campaign != here.campaign.id) throw Refused{{Reason::not_found}};
    return *picture;
}

std::string bytes_of_form(const http::Request& request) {
    for (const auto& upload : request.uploads)
        if (upload.field == "photo") return upload.bytes;
    return {};
}

// What stood in the studio's form beside it.
StudioWish wish_beside(const http::Request& request) {
    return read_studio_wish(http::read_urlencoded(request.form.text("wish")), request.language);
}

std::string facts_of(const printing::PrintPicture& picture, const http::Request& request) {
    const auto& largest = picture.sizes.back();
    return say_with("{1} × {2} pixels, {3}",
                    {std::to_string(largest.width), std::to_string(largest.height),
                     language::ago_text(picture.brought_at, request.now, request.language)},
                    request.language);
}

}  // namespace

std::string name_of(const printing::PrintPicture& picture, const std::string& lang) {
    return picture.title.empty() ? say("A picture of our own", lang) : picture.title;
}

void fill_own_pictures(language::Values& values, const http::Request& request, App& app,
                       const CampaignHere& here, const StudioWish& wish) {
    const auto path = pictures_path(here);
    const auto there = printing::print_pictures(app.store.session(), here.campaign.id);
    values.set("PICTURES_ACTION", path).set("WISH", studio_query(wish));
    values.set("FORM_TOKEN", request.visitor->form_token).set("PICTURE_KEY", random_token());
    values.show_if(there.size() >= printing::pictures_max, "FULL");
    for (const auto& picture : there) {
        auto used = wish;
        used.picture = picture.id, used.photo = {};
        const auto own = path + "/" + std::to_string(picture.id.value);
        const auto& small = picture.at_least(small_px);
        values.add("OWN_PICTURE")
            .set("SRC", own + ".jpg?small=1")
            .set("WIDTH", small.width)
            .set("HEIGHT", small.height)
            .set("NAME", name_of(picture, request.language))
            .set("FACTS", facts_of(picture, request))
            .set("HREF", own + ".jpg")
            .set("USE_HREF", here.path() + "/studio?" + studio_query(used))
            .set("REMOVE_ACTION", own + "/removal")
            .set("FORM_TOKEN", request.visitor->form_token);
    }
}

void forget_unknown_picture(StudioWish& wish, App& app, const CampaignHere& here) {
    if (!wish.picture) return;
    const auto found = printing::find_print_picture(app.store.session(), wish.picture);
    if (!found || found->campaign != here.campaign.id) wish.picture = {};
}

http::Response bring_print_picture(const http::Request& request, App& app) {
    check(app.darkroom != nullptr, "whoever takes pictures has a darkroom");
    const auto here = campaign_here(request, app);
    const auto& key = request.form.text("form_key");
    if (key.empty() || key.size() > form_key_max) throw Refused{{Reason::form_expired}};
    auto wish = wish_beside(request);
    const bool is_permitted = request.form.text("permission") == "1";
    try {
        const auto kept = printing::keep_print_picture(
            app.store, *app.darkroom,
            {.campaign = here.campaign.id,
             .title = request.form.text("name"),
             .bytes = bytes_of_form(request),
             .request_key = "paper:" + key,
             .permission = is_permitted ? printing::Permission::given : printing::Permission::none},
            actor_here(request, here), request.now);
        wish.picture = kept.id, wish.photo = {};
    } catch (const Refused& refused) {
        if (refused.refusal.detail.empty()) throw;
        return show_studio_with(request, app, wish, refused.refusal.detail);
    }
    return http::redirect(here.path() + "/studio?" + studio_query(wish));
}

http::Response send_print_picture(const http::Request& request, App& app) {
    const auto picture = picture_here(request, app, campaign_here(request, app));
    const auto& size =
        request.query.has("small") ? picture.at_least(small_px) : picture.sizes.back();
    auto bytes = printing::bytes_of_print_picture(app.store.session(), picture.id, size);
    if (bytes.empty()) throw Refused{{Reason::not_found}};
    auto response = http::file(std::move(bytes), "image/jpeg");
    set_header(response, "Cache-Control", "private, no-store");
    return response;
}

http::Response remove_print_picture(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    printing::delete_print_picture(app.store, picture_here(request, app, here),
                                   actor_here(request, here), request.now);
    return http::redirect(here.path() + "/studio#pictures");
}

}  // namespace pages
