// A family or a class joins with one form: everybody has a page and a private address of their own.
#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/sharing/bringing.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/beside.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/printing/member_card.h"
#include "web/pages/roster/join.h"
#include "web/pages/roster/join_form.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;

constexpr std::size_t rows_at_once = 4;  // The others are a press away.
constexpr std::chrono::hours shown_for{24};

struct Person {
    std::string name, guardian;
    bool is_under_age = false;
};

struct PartyForm {
    JoinChoice choice;
    std::string email;
    bool agrees = false;
    std::vector<Person> people{roster::party_max};
    std::map<std::string, std::string> wrong = {};
};

std::string numbered(const char* field, std::size_t row) {
    return std::string{field} + '-' + std::to_string(row + 1);
}

void read_person(PartyForm& form, std::size_t row, const http::Request& request) {
    const auto& lang = request.language;
    auto& person = form.people[row];
    person = {request.form.text(numbered("name", row)),
              request.form.text(numbered("guardian", row)),
              request.form.has(numbered("under_age", row))};
    const auto name = read_line(person.name, roster::name_max);
    const auto guardian = read_line(person.guardian, roster::name_max);
    if (!name || !guardian) {
        form.wrong[numbered("name", row)] = say("A name has at most 80 characters.", lang);
        return;
    }
    person.name = *name, person.guardian = *guardian;
    if (person.name.empty() || !person.is_under_age) return;
    if (person.guardian.empty())
        form.wrong[numbered("guardian", row)] =
            say("We need the name of a parent or guardian.", lang);
    if (!form.agrees)
        form.wrong["guardian_agrees"] =
            say("Without this consent, nobody under age takes part.", lang);
}

PartyForm read_party_form(const http::Request& request) {
    const auto& lang = request.language;
    PartyForm form;
    form.choice = read_join_choice(request, form.wrong);
    form.email = request.form.text("email");
    form.agrees = request.form.has("guardian_agrees");
    if (const auto email = read_mail_address(form.email))
        form.email = *email;
    else
        form.wrong["email"] = say("We need an e-mail address, like anna@example.org.", lang);
    for (std::size_t row = 0; row < form.people.size(); ++row) read_person(form, row, request);
    if (std::ranges::all_of(form.people, [](const Person& one) { return one.name.empty(); }))
        form.wrong["name-1"] = say("Write at least one name.", lang);
    return form;
}

constexpr Beside places[] = {{"email", "EMAIL_WRONG", "EMAIL_ERROR"},
                             {"guardian_agrees", "AGREE_WRONG", "AGREE_ERROR"},
                             {"new_team", "TEAM_WRONG", "TEAM_ERROR"},
                             {"team", "TEAM_WRONG", "TEAM_ERROR"}};

void fill_person(Values& row, const PartyForm& form, std::size_t number) {
    const auto& person = form.people[number];
    const auto nth = std::to_string(number + 1);
    row.set("NTH", nth).set("NAME", person.name).set("GUARDIAN", person.guardian);
    row.show_if(person.is_under_age, "CHOSEN");
    for (const auto* field : {"name", "guardian"})
        if (const auto found = form.wrong.find(numbered(field, number)); found != form.wrong.end())
            row.add(field == std::string_view{"name"} ? "NAME_WRONG" : "GUARDIAN_WRONG")
                .set(field == std::string_view{"name"} ? "NAME_ERROR" : "GUARDIAN_ERROR",
                     found->second);
}

void fill_form(Values& section, const JoinPlace& place, const PartyForm& form) {
    section.set("ACTION", place.path() + "/join/together").set("EMAIL", form.email);
    fill_join_choice(section, place, form.choice);
    fill_guardian_words(section, place);
    section.show_if(form.agrees, "AGREES");
    Values* more = nullptr;
    for (std::size_t row = 0; row < form.people.size(); ++row) {
        if (row == rows_at_once) more = &section.add("MORE");
        auto& rows = more ? more->add("MORE_PERSON") : section.add("PERSON");
        rows.set("UNDER_AGE",
                 say_with("Under {1} years old",
                          {language::count_text(place.rules.adult_age, place.request.language)},
                          place.request.language));
        fill_person(rows, form, row);
        if (more && !form.people[row].name.empty()) more->show("OPENED");
    }
    auto alone = form.wrong;
    std::erase_if(alone, [](const auto& one) { return one.first.find('-') != std::string::npos; });
    if (!alone.empty()) say_beside(section, alone, places);
    sum_up_wrong(section, form.wrong);
}

http::Response show_party_form(const JoinPlace& place, const PartyForm& form) {
    const auto& state = place.state;
    const auto& plan = state.shown.plan;
    const auto& lang = place.request.language;
    Values values;
    values.set("TITLE", plan.title).set("CAMPAIGN_HREF", campaign_path(state.campaign));
    if (const auto closed = closed_words(place); !closed.empty())
        values.add("NOT_NOW").set("REASON", closed);
    else
        fill_form(values.add("FORM"), place, form);
    return show_public(
        place.request, place.app,
        {.title = say("Join together", lang) + " · " + plan.title,
         .body = language::render_template("web/pages/roster/join_together.html", values, lang),
         .description = plan.summary,
         .styles = {"css/public.css", "css/joining.css"},
         .campaign = state.campaign.slug,
         .status = form.wrong.empty() ? 200 : 422});
}

// The number of each row that was filled in goes with it, for what is said beside it.
std::vector<roster::NewParticipant> wishes_of(const JoinPlace& place, const PartyForm& form) {
    std::vector<roster::NewParticipant> wishes;
    const auto& team = place.inviting_team;
    for (const auto& person : form.people) {
        if (person.name.empty()) continue;
        wishes.push_back(
            {.campaign = place.state.campaign.id,
             .name = person.name,
             .email = form.email,
             .team = team ? team->id : form.choice.team,
             .new_team = team ? std::string{} : form.choice.new_team,
             .language = place.request.language,
             .request_key = "party-" + form.choice.key + '-' + std::to_string(wishes.size() + 1),
             .account = {},
             .guardian = person.is_under_age ? person.guardian : std::string{},
             .invitation = place.token});
    }
    return wishes;
}

std::shared_ptr<const live::State> state_here(const http::Request& request, App& app) {
    auto state = app.feed.state_of(request.param("campaign"), request.now);
    if (!state) throw Refused{{Reason::not_found}};
    return state;
}

// Everybody of the form with this key, if it came in the last day.
std::vector<Handed> party_of(const http::Request& request, App& app, CampaignId campaign) {
    auto& session = app.store.session();
    std::vector<Handed> party;
    for (std::size_t n = 1; n <= roster::party_max; ++n) {
        const auto key = "party-" + request.param("key") + '-' + std::to_string(n);
        const auto one = roster::find_participant_by_key(session, key);
        if (!one || one->campaign != campaign || one->made_at + shown_for < request.now) break;
        party.push_back({*one, roster::participant_token(session, key)});
    }
    if (party.empty()) throw Refused{{Reason::not_found}};
    return party;
}

http::Response kept_private(http::Response response) {
    set_header(response, "Cache-Control", "private, no-store");
    set_header(response, "X-Robots-Tag", "noindex");
    set_header(response, "Referrer-Policy", "no-referrer");
    return response;
}

}  // namespace

http::Response show_join_together(const http::Request& request, App& app) {
    const auto state = state_here(request, app);
    PartyForm form;
    form.choice.key = random_token();
    form.choice.link = normalise_code(request.query.text("from"));
    if (request.visitor) form.email = request.visitor->email;
    return show_party_form(join_place(request, app, *state), form);
}

http::Response take_party(const http::Request& request, App& app) {
    const auto state = state_here(request, app);
    const auto place = join_place(request, app, *state);
    auto form = read_party_form(request);
    if (!form.wrong.empty()) return show_party_form(place, form);
    try {
        for (const auto& joined : roster::join_together(
                 app.store, wishes_of(place, form), {{}, "participant", request.id}, request.now))
            sharing::note_bringing(app.store, joined.participant, form.choice.link, request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.field.empty()) throw;
        form.wrong[refused.refusal.field] = say(refused.refusal.detail, request.language);
        return show_party_form(place, form);
    }
    app.feed.changed(state->campaign.id);
    return http::redirect(place.path() + "/join/together/" + form.choice.key);
}

http::Response show_party(const http::Request& request, App& app) {
    const auto state = state_here(request, app);
    const auto& lang = request.language;
    const auto path = campaign_path(state->campaign);
    Values values;
    values.set("TITLE", state->shown.plan.title).set("CAMPAIGN_HREF", path);
    values.set("CARDS_HREF", path + "/join/together/" + request.param("key") + "/cards.pdf");
    for (const auto& [one, token] : party_of(request, app, state->campaign.id))
        values.add("PERSON")
            .set("NAME", one.name)
            .set("HREF", "/me/" + token)
            .set("PRIVATE_URL", app.config.public_url + "/me/" + token);
    return kept_private(show_public(
        request, app,
        {.title = say("Everybody has a page", lang) + " · " + state->shown.plan.title,
         .body = language::render_template("web/pages/roster/join_party.html", values, lang),
         .styles = {"css/public.css", "css/joining.css"},
         .scripts = {"js/copy.js"},
         .campaign = state->campaign.slug}));
}

http::Response send_party_cards(const http::Request& request, App& app) {
    const auto state = state_here(request, app);
    return kept_private(
        send_member_cards(request, app, *state, party_of(request, app, state->campaign.id)));
}

}  // namespace pages
