#include "web/pages/links/placement_acts.h"

#include "campaign/language/catalogue.h"
#include "campaign/links/placement_act.h"
#include "campaign/organisation/picture.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;

std::string act_words(const links::PlacementAct& act, const std::string& who,
                      const std::string& other, const std::string& lang) {
    switch (act.kind) {
        case links::ActKind::hung:
            return say_with("{1} hung it.", {who}, lang);
        case links::ActKind::taken_down:
            return say_with("{1} took it down.", {who}, lang);
        case links::ActKind::not_possible:
            return say_with("{1}: not possible.", {who}, lang);
        case links::ActKind::bound:
            return say_with("{1} found this wall and hung a spare.", {who}, lang);
        case links::ActKind::swapped:
            return say_with("{1} swapped it with {2}.", {who, other}, lang);
        case links::ActKind::replaced:
            return say_with("{1} gave it another code.", {who}, lang);
        case links::ActKind::photo:
            return say_with("{1} took a photo.", {who}, lang);
    }
    return {};
}

}  // namespace

void fill_acts(Values& values, const http::Request& request, App& app, const CampaignHere& here,
               const links::Placement& placement) {
    auto& session = app.store.session();
    const auto acts = links::acts_of_placement(session, placement.id);
    if (acts.empty()) return;
    auto& section = values.add("HAPPENED");
    for (const auto& act : acts) {
        const auto volunteer = act.volunteer ? links::find_volunteer(session, act.volunteer)
                                             : std::optional<links::Volunteer>{};
        const auto who = volunteer ? volunteer->name : say("The desk", request.language);
        const auto other = links::find_placement(
            session, act.placement == placement.id ? act.other : act.placement);
        auto& row = section.add("ACT");
        row.set("LINE", act_words(act, who, other ? other->name : "", request.language));
        row.set("NOTE", act.note);
        row.set("WHEN", moment_words(act.told_at, here, request.language));
        if (act.photo.empty() || act.placement != placement.id) continue;
        row.add("PHOTO")
            .set("PHOTO_SRC", here.path() + "/placements/" + std::to_string(placement.id.value) +
                                  "/photos/" + act.photo + ".jpg")
            .set("PHOTO_ALT", say_with("{1} as it hung", {placement.name}, request.language));
    }
}

http::Response send_wall_photo(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto placement = placement_here(request, app, here);
    const auto file = request.param("file");
    constexpr std::string_view ending = ".jpg";
    if (!file.ends_with(ending)) throw Refused{{Reason::not_found}};
    const auto digest = file.substr(0, file.size() - ending.size());
    auto& session = app.store.session();
    if (!links::is_photo_of(session, placement.id, digest)) throw Refused{{Reason::not_found}};
    const auto picture = organisation::find_picture(session, digest);
    if (!picture) throw Refused{{Reason::not_found}};
    auto response = http::file(picture->bytes, picture->type);
    set_header(response, "Cache-Control", "private, no-store");
    return response;
}

}  // namespace pages
