#include "web/pages/links/desk_rounds.h"

#include <algorithm>
#include <map>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/links/volunteering.h"
#include "campaign/mail/outbox.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "print/qr.h"
#include "web/html/beside.h"
#include "web/html/layout.h"
#include "web/pages/campaigns/desk_view.h"

namespace pages {

namespace {

using language::say;
using language::say_count;
using language::say_with;
using language::Values;
using links::Volunteer;

constexpr Beside new_places[] = {{"name", "NAME_WRONG", "NAME_ERROR"},
                                 {"email", "EMAIL_WRONG", "EMAIL_ERROR"}};

struct NewForm {
    std::string name = {}, email = {}, telephone = {};
    Wrong wrong = {};
};

struct RoundCount {
    std::int64_t places = 0, hung = 0, to_go = 0;
};

RoundCount count_places(const std::vector<links::Placement>& places) {
    return {std::int64_t(places.size()), std::ranges::count_if(places, &links::Placement::is_up),
            std::ranges::count_if(places, &links::Placement::is_to_go)};
}

std::string count_words(const RoundCount& count, const std::string& lang) {
    return say_with("{1}, {2}, {3}",
                    {say_count("{1} place", "{1} places", count.places, lang),
                     say_count("{1} hung", "{1} hung", count.hung, lang),
                     say_count("{1} to go", "{1} to go", count.to_go, lang)},
                    lang);
}

void fill_tongues(Values& values, const char* section, const std::string& chosen) {
    for (const auto& one : language::all_languages())
        values.add(section)
            .set("VALUE", one)
            .set("LABEL", language::native_name(one))
            .show_if(one == chosen, "CHOSEN");
}

std::string round_address(const DeskView& view, const Volunteer& one) {
    return view.app.config.public_url + "/h/" +
           links::volunteer_token(view.app.store.session(), one);
}

void fill_rounds(Values& row, const std::vector<links::Placement>& places,
                 const std::string& lang) {
    std::map<int, std::vector<links::Placement>> rounds;
    for (const auto& place : places) rounds[place.arrangement.round].push_back(place);
    if (rounds.size() < 2) return;
    for (const auto& [number, there] : rounds)
        row.add("ROUND_ROW")
            .set("LABEL", say_with("Round {1}:", {std::to_string(number)}, lang))
            .set("LINE", count_words(count_places(there), lang));
}

// "Sent 12 June 2027, 09:24." of the last round that was mailed, or why it did not arrive.
std::string sent_words(const DeskView& view, const Volunteer& one) {
    constexpr int looked_at_max = 400;
    if (one.sent == 0) return {};
    const auto& lang = view.language();
    std::optional<mail::Mail> found;
    for (auto& mail : mail::mails_about(view.app.store.session(), one.id.value, looked_at_max))
        if (mail.kind == mail::Kind::round) found = std::move(mail);
    if (!found) return {};
    const auto& last = *found;
    if (last.state == mail::State::sent && last.sent_at)
        return say_with("Sent {1}.", {view.moment(*last.sent_at)}, lang);
    if (last.state == mail::State::waiting)
        return say_with("On its way since {1}.", {view.moment(last.made_at)}, lang);
    return say("The mail did not arrive: look at the address.", lang);
}

void fill_person(Values& row, const DeskView& view, const Volunteer& one) {
    const auto& lang = view.language();
    const auto places = links::places_of_volunteer(view.app.store.session(), one);
    row.set("ID", one.id.value).set("NAME", one.name).set("VERSION", one.version);
    row.set("EMAIL", one.email).set("TELEPHONE", one.telephone);
    row.set("LINE", count_words(count_places(places), lang));
    row.set("SEEN", one.seen_at ? say_with("Looked at it {1}.", {view.ago(*one.seen_at)}, lang)
                                : say("Has not opened the link yet.", lang));
    row.set("SENT_LINE", sent_words(view, one)).show_if(one.ended_at.has_value(), "ENDED");
    row.show_if(!one.email.empty() && !one.ended_at && !places.empty(), "MAILED");
    fill_rounds(row, places, lang);
    fill_tongues(row, "TONGUE", one.language);
    if (one.ended_at) return;
    row.add("LIVING")
        .set("URL", round_address(view, one))
        .set("CODE_SRC", view.path("helpers/" + std::to_string(one.id.value)) + "/code.svg")
        .set("CODE_ALT", say_with("QR code of the link for {1}", {one.name}, lang));
}

// Places that nobody has been given, with whom they can be given to.
void fill_free(Values& values, const DeskView& view, const std::vector<Volunteer>& volunteers) {
    std::vector<links::Placement> free;
    for (auto& place : links::all_placements(view.app.store.session(), view.here.campaign.id))
        if (place.is_to_hang() && !place.arrangement.volunteer) free.push_back(std::move(place));
    const bool is_anybody =
        std::ranges::any_of(volunteers, [](const auto& one) { return !one.ended_at.has_value(); });
    if (free.empty() || !is_anybody) return;
    auto& section = values.add("FREE");
    section.set("FREE_LINE",
                say_count("{1} place has no helper yet", "{1} places have no helper yet",
                          std::int64_t(free.size()), view.language()));
    for (const auto& place : free)
        section.add("PLACE")
            .set("VALUE", place.id.value)
            .set("LABEL", place.address.empty() ? place.name : place.name + ", " + place.address);
    for (const auto& one : volunteers)
        if (!one.ended_at) section.add("TO").set("VALUE", one.id.value).set("LABEL", one.name);
}

http::Response show_all(const DeskView& view, const NewForm& form) {
    const auto& lang = view.language();
    auto& session = view.app.store.session();
    const auto volunteers = links::all_volunteers(session, view.here.campaign.id);
    const auto is_mailed = std::ranges::count_if(
        volunteers, [](const auto& one) { return !one.email.empty() && !one.ended_at; });
    Values values;
    values.set("HEADLINE",
               say_count("{1} helper", "{1} helpers", std::int64_t(volunteers.size()), lang));
    values.set("LINE", say("Each has a link of their own, and needs no account.", lang));
    values.set("ACTION", view.path("helpers")).set("FORM_TOKEN", view.form_token());
    values.set("BACK_HREF", view.path("placements"));
    values.show_if(volunteers.empty(), "NOBODY");
    values.show_if(is_mailed == 0 && !volunteers.empty(), "NO_MAILS");
    if (is_mailed > 0)
        values.add("MAILS").set(
            "MAILS_LABEL",
            say_count("Send rounds to {1} helper", "Send rounds to {1} helpers", is_mailed, lang));
    for (const auto& one : volunteers) {
        auto& row = values.add("PERSON");
        fill_person(row, view, one);
        row.show_if(is_mailed > 0 && one.email.empty() && !one.ended_at, "NO_MAIL");
    }
    fill_free(values, view, volunteers);
    values.set("NEW_NAME", form.name).set("NEW_EMAIL", form.email);
    values.set("NEW_TELEPHONE", form.telephone);
    fill_tongues(values, "NEW_TONGUE", lang);
    say_beside(values, form.wrong, new_places);
    const auto saved = view.request.query.text("saved");
    auto page =
        view.page(say("Helpers", lang),
                  language::render_template("web/pages/links/desk_rounds.html", values, lang),
                  saved.empty()     ? std::string{}
                  : saved == "sent" ? say("The rounds are on their way.", lang)
                                    : say("Saved.", lang));
    page.scripts = {"js/copy.js"}, page.styles = {"css/places.css"};
    if (!form.wrong.empty()) page.status = 422;
    return show_desk(view.request, view.app, std::move(page));
}

Volunteer volunteer_here(const DeskView& view) {
    const auto typed = view.request.params.contains("helper") ? view.request.param("helper")
                                                              : view.request.form.text("helper");
    auto found =
        links::find_volunteer(view.app.store.session(), links::VolunteerId{number_in(typed)});
    if (!found || found->campaign != view.here.campaign.id) throw Refused{{Reason::not_found}};
    return *found;
}

links::NewVolunteer typed_volunteer(const DeskView& view) {
    const auto& form = view.request.form;
    const auto mail = form.text("email");
    links::NewVolunteer asked{.campaign = view.here.campaign.id,
                              .name = view.text("name", links::volunteer_name_max),
                              .email = read_mail_address(mail).value_or(mail),
                              .telephone = view.text("telephone", links::telephone_max)};
    for (const auto& one : language::all_languages())
        if (one == form.text("language")) asked.language = one;
    return asked;
}

links::Handing typed_handing(const DeskView& view) {
    links::Handing handing;
    for (const auto& place : view.request.form.all("place"))
        handing.places.emplace_back(number_in(place));
    if (handing.places.empty())
        throw Refused{{Reason::not_a_valid_value, "place", "Tick at least one place."}};
    handing.round = number_in<int>(view.request.form.text("round"));
    return handing;
}

std::string act(const DeskView& view) {
    auto& store = view.app.store;
    const auto now = view.request.now;
    const auto actor = actor_here(view.request, view.here);
    const auto what = view.request.form.text("act");
    if (what == "send") {
        links::send_rounds(store, view.here.campaign.id, actor, now);
        return view.path("helpers?saved=sent");
    }
    auto one = volunteer_here(view);
    if (view.request.form.has("version"))
        one.version = number_in<int>(view.request.form.text("version"));
    if (what == "send_one") {
        links::send_round(store, one, actor, now);
        return view.path("helpers?saved=sent");
    }
    if (what == "hand") links::hand_places(store, one, typed_handing(view), actor, now);
    if (what == "end") links::end_volunteer(store, one, actor, now);
    if (what == "renew") links::renew_volunteer(store, one, actor, now);
    if (what == "change") links::edit_volunteer(store, one, typed_volunteer(view), actor, now);
    return view.path("helpers?saved=changed");
}

http::Response add(const DeskView& view) {
    NewForm form{view.request.form.text("name"), view.request.form.text("email"),
                 view.request.form.text("telephone")};
    try {
        links::add_volunteer(view.app.store, typed_volunteer(view),
                             actor_here(view.request, view.here), view.request.now);
        return http::redirect(view.path("helpers?saved=added"));
    } catch (const Refused& refused) {
        if (refused.refusal.field.empty()) throw;
        form.wrong[refused.refusal.field] = say(refused.refusal.detail, view.language());
        return show_all(view, form);
    }
}

}  // namespace

http::Response show_rounds(const http::Request& request, App& app) {
    return show_all(desk_view(request, app), {});
}

http::Response change_rounds(const http::Request& request, App& app) {
    const auto view = desk_view(request, app);
    if (request.form.text("act") == "add") return add(view);
    return act_or_show(
        view, [&] { return act(view); },
        [](const DeskView& failed) { return show_all(failed, {}); });
}

http::Response draw_round_code(const http::Request& request, App& app) {
    const auto view = desk_view(request, app);
    const auto one = volunteer_here(view);
    if (one.ended_at) throw Refused{{Reason::not_found}};
    const auto symbol = print::encode_text(round_address(view, one), print::Correction::m);
    if (!symbol) throw Refused{{Reason::not_found}};
    auto response = http::file(print::symbol_svg(*symbol, one.name), "image/svg+xml");
    set_header(response, "Cache-Control", "private, no-store");
    return response;
}

}  // namespace pages
