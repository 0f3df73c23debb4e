// What a helper tells: a place is up, down or not possible, a spare hangs, two were swapped. From
// the script (JSON, in its own time) or from the form.
#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/links/hanging.h"
#include "campaign/outside/json.h"
#include "campaign/words/check.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/http/rates.h"
#include "web/pages/links/round.h"
#include "web/pages/links/round_view.h"
#include "web/pages/posts/compose.h"

namespace pages {

namespace {

constexpr std::size_t key_max = 40;
// Told by one helper in a day; each photo is developed and kept.
constexpr http::RatePolicy telling_rate{"rounds", 400, 24 * 3600};

std::string key_of(const RoundView& view) {
    const auto key = view.request.form.text("key");
    if (key.empty() || key.size() > key_max) throw Refused{{Reason::form_expired}};
    return "h" + std::to_string(view.volunteer.id.value) + " " + key;
}

std::string line_of(const RoundView& view, const char* field, std::size_t most) {
    const auto line = read_line(view.request.form.text(field), most);
    if (!line) throw Refused{{Reason::not_a_valid_value, field, "Please write less than that."}};
    return *line;
}

std::string photo_of(const RoundView& view, const std::string& key) {
    if (links::find_act_by_key(view.app.store.session(), key)) return {};  // Told before.
    for (const auto& upload : view.request.uploads) {
        if (upload.field != "photo" || upload.bytes.empty()) continue;
        check(view.app.darkroom != nullptr, "whoever takes pictures has a darkroom");
        return links::develop_wall_photo(*view.app.darkroom, upload.bytes);
    }
    return {};
}

const links::Placement& place_of(const RoundView& view) {
    const auto id = number_in(view.request.form.text("place"));
    const auto found = std::ranges::find(view.places, PlacementId{id}, &links::Placement::id);
    if (found == view.places.end())
        throw Refused{{Reason::not_a_valid_value, "place",
                       "This place is not on your list any more. Ask the team."}};
    return *found;
}

void tell(const RoundView& view) {
    const auto& request = view.request;
    if (view.app.rates
            .spend(telling_rate, "round " + std::to_string(view.volunteer.id.value), request.now)
            .is_over)
        throw Refused{{Reason::too_many_attempts}};
    const auto key = key_of(view);
    links::Told told{.request_key = key,
                     .told_at = read_instant(request.form.text("told_at")),
                     .note = line_of(view, "note", links::place_note_max)};
    const links::Teller teller{.volunteer = view.volunteer.id,
                               .actor = {.account = {},
                                         .role = "helper",
                                         .request_id = request.id,
                                         .on_behalf_of = view.volunteer.name}};
    auto& store = view.app.store;
    const auto what = request.form.text("act");
    if (what == "spare") {
        told.photo = photo_of(view, key);
        links::bind_spare(store,
                          {.campaign = view.volunteer.campaign,
                           .code = request.form.text("code"),
                           .name = line_of(view, "name", links::place_name_max)},
                          told, teller, request.now);
    } else if (what == "swap") {
        links::swap_codes(store,
                          {view.volunteer.campaign, request.form.text("code_one"),
                           request.form.text("code_other")},
                          told, teller, request.now);
    } else {
        const auto kind = links::find_act(what);
        using links::ActKind;
        if (!kind || *kind == ActKind::bound || *kind == ActKind::swapped ||
            *kind == ActKind::replaced)
            throw Refused{{Reason::not_a_valid_value, "act", "Choose what happened."}};
        const auto& place = place_of(view);
        told.photo = photo_of(view, key);  // Kept only for what may be told.
        links::tell_of_place(store, place, *kind, told, teller, request.now);
    }
}

}  // namespace

http::Response tell_round(const http::Request& request, App& app) {
    auto view = round_view(request, app);
    try {
        tell(view);
    } catch (const Refused& refused) {
        if (wants_json(request)) return answer_refused(request, refused.refusal);
        if (refused.refusal.detail.empty()) throw;
        view.wrong = language::say(refused.refusal.detail, request.language);
        return show_round_page(std::move(view));
    }
    if (wants_json(request)) return http::json(outside::JsonWriter{}.text("told", "1").object());
    return http::redirect(view.path() + "?saved=1");
}

}  // namespace pages
