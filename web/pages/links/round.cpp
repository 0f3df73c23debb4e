#include "web/pages/links/round.h"

#include <algorithm>
#include <map>

#include "campaign/campaign.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/links/spare.h"
#include "campaign/links/volunteering.h"
#include "campaign/words/token.h"
#include "web/html/frame.h"
#include "web/html/layout.h"
#include "web/pages/links/placements.h"
#include "web/pages/links/round_view.h"

namespace pages {

namespace {

using language::say;
using language::say_count;
using language::say_with;
using language::Values;
using links::Placement;

constexpr std::string_view round_cookie = "round", swap_cookie = "swap";
constexpr int round_cookie_s = 60 * 24 * 3600, swap_cookie_s = 15 * 60;

http::Scheme scheme_of(const Config& config) {
    return config.is_https() ? http::Scheme::https : http::Scheme::http;
}

std::string cookie_of(const http::Request& request, std::string_view name) {
    for (const auto scheme : {http::Scheme::https, http::Scheme::http})
        if (const auto value = request.cookies.text(http::cookie_name(name, scheme));
            !value.empty())
            return value;
    return {};
}

// The round that is open on this phone, while it goes on.
std::optional<links::Volunteer> helper_of(const http::Request& request, App& app,
                                          CampaignId campaign) {
    const auto token = cookie_of(request, round_cookie);
    if (token.empty()) return {};
    auto& session = app.store.session();
    const auto volunteer = links::find_volunteer_by_token(session, token);
    if (!volunteer || volunteer->campaign != campaign ||
        links::is_round_over(session, *volunteer, request.now))
        return {};
    return volunteer;
}

std::string state_words(const Placement& place, const std::string& lang) {
    if (!place.trouble.empty() && place.is_to_hang()) return say("not possible", lang);
    if (place.is_up()) return say("up", lang);
    if (place.state == links::PlacementState::taken_down) return say("taken down", lang);
    return say("to hang", lang);
}

std::string warning_of(const RoundView& view, const Placement& place) {
    if (!place.is_to_hang()) return {};
    if (place.arrangement.permission == links::Permission::refused)
        return say("They have said no: do not hang it here.", view.language());
    if (place.arrangement.permission != links::Permission::given)
        return say("Nobody has agreed yet: please ask first.", view.language());
    return {};
}

void fill_place(Values& row, const RoundView& view, const Placement& place) {
    const auto& lang = view.language();
    const auto link = links::find_link_of_placement(view.app.store.session(), place.id);
    row.set("ID", place.id.value).set("NAME", place.name).set("ADDRESS", place.address);
    row.set("STATE_TEXT", state_words(place, lang)).set("CODE", link ? link->code : "");
    row.set("COPIES_TEXT", say_count("{1} copy", "{1} copies", place.copies, lang));
    row.set("DATES", days_words(place, lang)).set("KEY", random_token());
    row.set("ACTION", view.path()).set("FORM_TOKEN", view.form_token());
    const auto& plan = place.arrangement;
    if (!plan.contact.empty())
        row.add("CONTACT").set("CONTACT_LINE", say_with("Ask for {1}", {plan.contact}, lang));
    if (!plan.telephone.empty()) row.add("CALL").set("CALL_TEXT", plan.telephone);
    if (!place.note.empty()) row.add("NOTED").set("NOTE", place.note);
    if (const auto warning = warning_of(view, place); !warning.empty())
        row.add("WARNED").set("WARNING", warning);
    row.show_if(place.is_to_hang(), "TO_HANG").show_if(place.is_up(), "UP");
    row.show_if(view.opened == place.id, "OPEN");
}

bool is_next(const Placement& place) {
    return place.is_to_hang() && place.trouble.empty() &&
           place.arrangement.permission != links::Permission::refused;
}

// In the order in which somebody works: what hangs too long, the rounds, the rest.
void fill_rounds(Values& values, const RoundView& view) {
    const auto& lang = view.language();
    std::vector<std::pair<std::string, std::vector<const Placement*>>> parts;
    const auto part = [&](const std::string& title) -> std::vector<const Placement*>& {
        const auto found =
            std::ranges::find(parts, title, [](const auto& one) { return one.first; });
        if (found != parts.end()) return found->second;
        return parts.emplace_back(title, std::vector<const Placement*>{}).second;
    };
    const auto down = say("To take down now", lang), up = say("Hanging", lang),
               done = say("Done, or not possible", lang);
    for (const auto& place : view.places)
        if (links::is_due_to_come_down(place, view.today())) part(down).push_back(&place);
    for (const auto& place : view.places)
        if (is_next(place))
            part(say_with("Round {1}", {std::to_string(place.arrangement.round)}, lang))
                .push_back(&place);
    for (const auto& place : view.places)
        if (place.is_up() && !links::is_due_to_come_down(place, view.today()))
            part(up).push_back(&place);
    for (const auto& place : view.places)
        if (!place.is_up() && !is_next(place)) part(done).push_back(&place);
    for (const auto& [title, places] : parts) {
        auto& section = values.add("ROUND");
        section.set("TITLE", title);
        for (const auto* place : places) fill_place(section.add("PLACE"), view, *place);
    }
    values.show_if(view.places.empty(), "NONE");
}

void fill_head(Values& values, const RoundView& view) {
    const auto& lang = view.language();
    const auto next = std::ranges::find_if(view.places, is_next);
    const auto hung = std::ranges::count_if(view.places, &Placement::is_up);
    const auto due = std::ranges::count_if(view.places, [&](const auto& place) {
        return links::is_due_to_come_down(place, view.today());
    });
    const auto done = view.places.empty() ? say_with("Thank you, {1}.", {view.volunteer.name}, lang)
                      : due > 0
                          ? say_count("{1} poster is to be taken down",
                                      "{1} posters are to be taken down", due, lang)
                          : say_with("All is up. Thank you, {1}!", {view.volunteer.name}, lang);
    values.set("NEXT_LINE",
               next == view.places.end() ? done : say_with("Next: {1}", {next->name}, lang));
    values.set("LINE", say_with("{1} of {2} hung",
                                {language::count_text(hung, lang),
                                 language::count_text(std::int64_t(view.places.size()), lang)},
                                lang));
    values.set("COUNT_WORDS", say_with("{1} of {2} hung", {"{n}", "{all}"}, lang));
    values.set("NEXT_WORDS", say_with("Next: {1}", {"{place}"}, lang)).set("DONE_WORDS", done);
    values.set("CAMPAIGN", view.title + " · " + view.volunteer.name).set("ACTION", view.path());
    values.set("FREE_KEY", random_token()).set("SWAP_KEY", random_token());
    values.set("LEAVE_ACTION", view.path() + "/leave").set("FORM_TOKEN", view.form_token());
}

// The other code of a swap that was begun, if it can be swapped with this one.
void fill_swap(Values& scanned, const RoundView& view, const links::Link& link,
               const Placement& here) {
    const auto other =
        links::find_link(view.app.store.session(), cookie_of(view.request, swap_cookie));
    if (!other || other->campaign != link.campaign || !other->placement ||
        other->placement == link.placement)
        return;
    const auto there = links::find_placement(view.app.store.session(), other->placement);
    if (!there) return;
    scanned.add("SWAP")
        .set("SWAP_LINE", say_with("{1} hangs where {2} should, and the other way round?",
                                   {there->name, here.name}, view.language()))
        .set("ONE", other->code)
        .set("OTHER", link.code)
        .set("KEY", random_token())
        .set("ACTION", view.path());
}

void fill_scanned(Values& values, RoundView& view) {
    const auto& lang = view.language();
    auto& session = view.app.store.session();
    if (const auto asked = normalise_code(view.request.query.text("swap")); !asked.empty())
        values.add("ASKED").set(
            "ASKED_LINE",
            say_with("Now scan the other poster with the camera: it is swapped with {1}.", {asked},
                     lang));
    const auto typed = view.request.query.text("code");
    if (typed.empty()) return;
    const auto link = links::find_link(session, typed);
    if (!link || link->campaign != view.volunteer.campaign) {
        view.wrong = say("This code is none of ours. Look at the six characters again.", lang);
        return;
    }
    auto& scanned = values.add("SCANNED");
    scanned.set("SEE_HREF", "/c/" + view.slug + "?from=" + link->code);
    scanned.set("SCANNED_CODE", link->code);
    const auto spare = links::find_spare(session, link->id);
    if (spare && !spare->placement) {
        scanned.set("SCANNED_TITLE", say_with("Spare {1}: it has no place yet",
                                              {std::to_string(spare->number)}, lang));
        scanned.add("SPARE")
            .set("CODE", link->code)
            .set("KEY", random_token())
            .set("ACTION", view.path());
        return;
    }
    const auto place = links::find_placement(session, link->placement);
    scanned.set("SCANNED_TITLE", place ? link->code + ": " + place->name : link->code);
    auto& ours = scanned.add("OURS");
    ours.set("ASK_HREF", view.path() + "?swap=" + link->code);
    if (!place) return;
    view.opened = place->id;
    fill_swap(scanned, view, *link, *place);
}

}  // namespace

http::Response show_round_page(RoundView view) {
    const auto& lang = view.language();
    Values values;
    if (const auto next = std::ranges::find_if(view.places, is_next); next != view.places.end())
        view.opened = next->id;
    fill_head(values, view);
    fill_scanned(values, view);
    fill_rounds(values, view);
    if (!view.wrong.empty()) values.add("WRONG").set("WRONG_TEXT", view.wrong);
    if (view.request.query.has("saved"))
        values.add("SAVED").set("SAVED_TEXT", say("Noted, thank you.", lang));
    auto response =
        show_public(view.request, view.app,
                    {.title = say("Your round", lang) + " · " + view.title,
                     .body = language::render_template("web/pages/links/round.html", values, lang),
                     .styles = {"css/public.css", "css/round.css"},
                     .scripts = {"js/round.js"},
                     .status = view.wrong.empty() ? 200 : 422});
    set_header(response, "Cache-Control", "private, no-store");
    set_header(response, "X-Robots-Tag", "noindex");
    set_header(response, "Referrer-Policy", "no-referrer");  // The address is the key.
    const auto scheme = scheme_of(view.app.config);
    const bool is_over =
        links::is_round_over(view.app.store.session(), view.volunteer, view.request.now);
    http::add_cookie(response,
                     {std::string{round_cookie}, is_over ? std::string{} : view.token,
                      is_over ? 0 : round_cookie_s},
                     scheme);
    if (const auto asked = normalise_code(view.request.query.text("swap")); !asked.empty())
        http::add_cookie(response, {std::string{swap_cookie}, asked, swap_cookie_s}, scheme);
    return response;
}

RoundView round_view(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto token = request.param("token");
    const auto volunteer = links::find_volunteer_by_token(session, token);
    if (!volunteer) throw Refused{{Reason::not_found, {}, ended_link_words(app, request.language)}};
    const auto campaign = campaign::find_campaign_by_id(session, volunteer->campaign);
    if (!campaign) throw Refused{{Reason::not_found}};
    const auto plan = campaign::current_version(session, *campaign).plan;
    return {.request = request,
            .app = app,
            .token = token,
            .volunteer = *volunteer,
            .slug = campaign->slug,
            .title = plan.title,
            .zone = plan.time_zone,
            .places = links::places_of_volunteer(session, *volunteer)};
}

Date RoundView::today() const { return language::date_in(request.now, zone); }

http::Response show_round(const http::Request& request, App& app) {
    auto view = round_view(request, app);
    links::note_volunteer_came(app.store, view.volunteer, request.now);
    return show_round_page(std::move(view));
}

http::Response leave_round(const http::Request& request, App& app) {
    const auto view = round_view(request, app);
    const auto code = normalise_code(request.form.text("code"));
    auto response = http::redirect(code.empty() ? "/c/" + view.slug : "/" + code);
    for (const auto name : {round_cookie, swap_cookie})
        http::add_cookie(response, {std::string{name}, "", 0}, scheme_of(app.config));
    return response;
}

bool is_helper(const http::Request& request, App& app, CampaignId campaign) {
    return helper_of(request, app, campaign).has_value();
}

std::string round_of_helper(const http::Request& request, App& app,
                            const links::Destination& destination) {
    if (!is_helper(request, app, destination.link.campaign)) return {};
    return "/h/" + cookie_of(request, round_cookie) + "?code=" + destination.link.code;
}

}  // namespace pages
