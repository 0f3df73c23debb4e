#include "web/pages/people/desk_organisation.h"

#include <algorithm>
#include <array>

#include "campaign/language/catalogue.h"
#include "campaign/organisation/iban.h"
#include "campaign/organisation/organising.h"
#include "campaign/words/number.h"
#include "web/html/layout.h"
#include "web/http/refusal.h"

namespace pages {

namespace {

using language::say;
using language::Values;

// What is shown instead of what is kept, after a form that could not be taken.
struct Typed {
    std::optional<organisation::Organisation> organisation = {};
    std::vector<Refusal> problems = {};
    bool is_account = false;  // The problems are those of the form for a bank account.
    std::optional<LookForm> look = {};
};

constexpr std::array zones{"Africa/Cairo",
                           "Africa/Johannesburg",
                           "Africa/Lagos",
                           "Africa/Nairobi",
                           "America/Bogota",
                           "America/Chicago",
                           "America/Denver",
                           "America/Halifax",
                           "America/Los_Angeles",
                           "America/Mexico_City",
                           "America/New_York",
                           "America/Sao_Paulo",
                           "Asia/Dubai",
                           "Asia/Hong_Kong",
                           "Asia/Jakarta",
                           "Asia/Jerusalem",
                           "Asia/Kolkata",
                           "Asia/Seoul",
                           "Asia/Shanghai",
                           "Asia/Singapore",
                           "Asia/Tokyo",
                           "Atlantic/Reykjavik",
                           "Australia/Perth",
                           "Australia/Sydney",
                           "Europe/Amsterdam",
                           "Europe/Athens",
                           "Europe/Berlin",
                           "Europe/Brussels",
                           "Europe/Bucharest",
                           "Europe/Dublin",
                           "Europe/Helsinki",
                           "Europe/Istanbul",
                           "Europe/Kyiv",
                           "Europe/Lisbon",
                           "Europe/London",
                           "Europe/Luxembourg",
                           "Europe/Madrid",
                           "Europe/Oslo",
                           "Europe/Paris",
                           "Europe/Prague",
                           "Europe/Rome",
                           "Europe/Stockholm",
                           "Europe/Vienna",
                           "Europe/Warsaw",
                           "Europe/Zurich",
                           "Pacific/Auckland",
                           "UTC"};

bool may_organise(const http::Request& request) {
    return request.visitor->may_everywhere(people::Duty::organise);
}

void fill_zones(Values& values, const std::string& chosen) {
    const auto add = [&](const std::string& zone) {
        values.add("ZONE").set("VALUE", zone).set("LABEL", zone).show_if(zone == chosen, "CHOSEN");
    };
    if (std::ranges::find(zones, chosen) == zones.end()) add(chosen);
    for (const auto* zone : zones) add(zone);
}

void fill_problems(Values& form, const Typed& typed, const std::string& in) {
    struct Beside {
        const char *field, *section, *error;
    };
    constexpr std::array besides{Beside{"legal_name", "NAME_WRONG", "NAME_ERROR"},
                                 Beside{"sender", "SENDER_WRONG", "SENDER_ERROR"},
                                 Beside{"currency", "CURRENCY_WRONG", "CURRENCY_ERROR"},
                                 Beside{"holder", "HOLDER_WRONG", "HOLDER_ERROR"},
                                 Beside{"iban", "IBAN_WRONG", "IBAN_ERROR"},
                                 Beside{"bic", "BIC_WRONG", "BIC_ERROR"}};
    for (const auto& problem : typed.problems)
        for (const auto& beside : besides)
            if (problem.field == beside.field)
                form.add(beside.section).set(beside.error, say(problem.detail, in));
}

void fill_form(Values& values, const http::Request& request, const organisation::Organisation& ours,
               const Typed& typed) {
    const auto& in = request.language;
    const auto& shown = typed.organisation ? *typed.organisation : ours;
    auto& form = values.add("MAY_EDIT");
    form.set("FORM_TOKEN", request.visitor->form_token).set("VERSION", shown.version);
    form.set("LEGAL_NAME", shown.legal_name).set("REGISTER", shown.register_number);
    form.set("ADDRESS", shown.address).set("TELEPHONE", shown.telephone);
    form.set("SENDER", shown.sender_address).set("COUNTRY", shown.country);
    form.set("IMPRINT", shown.imprint).set("PRIVACY", shown.privacy);
    form.set("CURRENCY", shown.currency);
    fill_zones(form, shown.time_zone);
    if (typed.is_account || typed.problems.empty()) return;
    fill_problems(form, typed, in);
    auto& wrong = form.add("WRONG");
    for (const auto& problem : typed.problems)
        wrong.add("PROBLEM").set("HREF", "#" + problem.field).set("TEXT", say(problem.detail, in));
}

std::string_view state_words(organisation::AccountState state) {
    using organisation::AccountState;
    switch (state) {
        case AccountState::proposed:
            return "waits for a second person";
        case AccountState::active:
            return "in use";
        case AccountState::refused:
            return "refused";
        case AccountState::ended:
            return "no longer used";
    }
    return {};
}

void fill_account(Values& row, const organisation::BankAccount& account,
                  const http::Request& request) {
    const auto& in = request.language;
    const auto is_own = account.sharing == organisation::Sharing::own;
    row.set("LABEL", account.label).set("HOLDER", account.holder).set("BIC", account.bic);
    row.set("IBAN", organisation::spaced_iban(account.iban));
    row.set("KIND", is_own ? say("ours alone", in) : say("shared", in));
    row.set("STATE", say(state_words(account.state), in));
    if (account.state != organisation::AccountState::proposed) return;
    if (account.proposed_by == request.visitor->account) {
        row.show("OWN");
        return;
    }
    row.add("MAY_CONFIRM")
        .set("FORM_TOKEN", request.visitor->form_token)
        .set("CONFIRM_ACTION", "/desk/organisation/accounts/" + std::to_string(account.id.value));
}

void fill_accounts(Values& values, const http::Request& request, App& app, const Typed& typed) {
    for (const auto& account : organisation::all_bank_accounts(app.store.session()))
        fill_account(values.add("ACCOUNT"), account, request);
    auto& form = values.add("MAY_ADD_ACCOUNT");
    const auto& sent = request.form;
    form.set("ACCOUNT_ACTION", "/desk/organisation/accounts")
        .set("FORM_TOKEN", request.visitor->form_token);
    form.set("NEW_HOLDER", sent.text("holder")).set("NEW_IBAN", sent.text("iban"));
    form.set("NEW_BIC", sent.text("bic"));
    for (const auto& account : organisation::active_bank_accounts(app.store.session()))
        form.add("REPLACEABLE").set("VALUE", account.id.value).set("LABEL", account.label);
    if (typed.is_account) fill_problems(form, typed, request.language);
}

void fill_missing(Values& values, const http::Request& request, App& app) {
    const auto missing = organisation::missing_parts(app.store.session());
    if (missing.empty()) {
        values.show("COMPLETE");
        return;
    }
    auto& section = values.add("MISSING");
    for (const auto& part : missing)
        section.add("GAP")
            .set("HREF", "#" + part.field)
            .set("TEXT", say(part.name, request.language))
            .set("WITHOUT", say(part.without, request.language));
}

std::string saved_words(const std::string& code) {
    if (code == "kept") return "This is kept.";
    if (code == "proposed") return "The account waits for a second person.";
    if (code == "decided") return "Your decision is kept.";
    return {};
}

http::Response show_page(const http::Request& request, App& app, const Typed& typed) {
    const auto& in = request.language;
    Values values;
    fill_missing(values, request, app);
    if (may_organise(request)) {
        fill_form(values, request, organisation::find_organisation(app.store.session()), typed);
        fill_look(values, request, app, typed.look ? *typed.look : look_asked_for(request, app));
    }
    fill_accounts(values, request, app, typed);
    const auto saved = saved_words(request.query.text("saved"));
    auto body = language::render_template("web/pages/people/desk_organisation.html", values, in);
    return show_desk(request, app,
                     DeskPage{.title = say("Who we are", in),
                              .body = std::move(body),
                              .saved = saved.empty() ? "" : say(saved, in),
                              .scripts = {"js/look.js"},
                              .status = typed.problems.empty() && !typed.look ? 200 : 400,
                              .styles = {"css/look.css"}});
}

int version_from(const std::string& typed) {
    return number_in<int>(
        typed);  // What is no number fits no version, and is refused as changed meanwhile.
}

organisation::OrganisationReading read_form(const http::Request& request,
                                            const organisation::Organisation& before) {
    const auto& form = request.form;
    auto typed = before;
    typed.legal_name = form.text("legal_name"), typed.register_number = form.text("register");
    typed.telephone = form.text("telephone"), typed.address = form.text("address");
    typed.sender_address = form.text("sender"), typed.country = form.text("country");
    typed.currency = form.text("currency"), typed.time_zone = form.text("zone");
    typed.imprint = form.text("imprint"), typed.privacy = form.text("privacy");
    typed.version = version_from(form.text("version"));
    return organisation::read_organisation(typed);
}

// The organisation's own affairs: a role for one campaign alone is not enough.
people::Actor finance_actor(const http::Request& request) {
    if (!request.visitor->may_everywhere(people::Duty::do_finance))
        throw Refused{{Reason::not_allowed}};
    return people::actor_of(*request.visitor, people::Duty::do_finance, {}, request.id);
}

BankAccountId account_from(const std::string& typed) { return BankAccountId{number_in(typed)}; }

}  // namespace

http::Response show_organisation(const http::Request& request, App& app) {
    return show_page(request, app, {});
}

http::Response show_organisation_with(const http::Request& request, App& app,
                                      const LookForm& look) {
    return show_page(request, app, {.look = look});
}

http::Response describe_organisation(const http::Request& request, App& app) {
    const auto before = organisation::find_organisation(app.store.session());
    auto reading = read_form(request, before);
    if (!reading.problems.empty())
        return show_page(request, app, {reading.value, reading.problems});
    const auto actor = people::actor_of(*request.visitor, people::Duty::organise, {}, request.id);
    try {
        organisation::describe_organisation(app.store, reading.value, actor, request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.reason != Reason::already_decided) throw;
        reading.value.version = before.version;  // What was typed stays, beside what is new.
        return show_page(request, app,
                         {reading.value,
                          {{Reason::already_decided, "main",
                            "Somebody else changed this meanwhile. Look at the page in a second "
                            "window, then keep yours or theirs."}}});
    }
    return http::redirect("/desk/organisation?saved=kept");
}

http::Response propose_account(const http::Request& request, App& app) {
    const auto& form = request.form;
    const auto is_shared = form.text("account_kind") == "shared";
    try {
        organisation::propose_bank_account(
            app.store,
            {form.text("holder"), form.text("iban"), form.text("bic"), form.text("label"),
             is_shared ? organisation::Sharing::shared : organisation::Sharing::own,
             account_from(form.text("replaces"))},
            finance_actor(request), request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.field.empty()) throw;
        return show_page(request, app, {.problems = {refused.refusal}, .is_account = true});
    }
    return http::redirect("/desk/organisation?saved=proposed#accounts");
}

http::Response decide_account(const http::Request& request, App& app) {
    const auto agrees = request.form.text("verdict") == "approve";
    organisation::decide_bank_account(
        app.store,
        {account_from(request.param("account")),
         agrees ? organisation::AccountVerdict::agree : organisation::AccountVerdict::refuse},
        finance_actor(request), request.now);
    return http::redirect("/desk/organisation?saved=decided#accounts");
}

}  // namespace pages
