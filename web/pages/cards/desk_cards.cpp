#include "web/pages/cards/desk_cards.h"

#include "campaign/giving/card_testing.h"
#include "campaign/giving/inbox.h"
#include "campaign/giving/keying.h"
#include "campaign/giving/providers/provider_cursor.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/number.h"
#include "campaign/words/refusal.h"
#include "web/html/layout.h"
#include "web/pages/cards/desk_card_money.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;

// A form that could not be taken, and why.
struct Typed {
    std::string provider = {};
    Refusal problem = {Reason::not_found};
};

providers::Registry registry_of(App& app) {
    return {app.store.session(), app.config.card_addresses};
}

bool may_organise(const http::Request& request) {
    return request.visitor->may_everywhere(people::Duty::organise);
}

std::string ago_or(std::optional<Instant> at, const std::string& otherwise,
                   const http::Request& request) {
    return at ? language::ago_text(*at, request.now, request.language) : otherwise;
}

void fill_keys(Values& section, const http::Request& request, App& app,
               const providers::Kind& kind) {
    const auto& in = request.language;
    const auto zone = organisation::find_organisation(app.store.session()).time_zone;
    for (const auto& key :
         providers::keys_in_use(app.store.session(), std::string{kind.name}, request.now)) {
        std::string_view label;
        for (const auto& field : kind.fields)
            if (field.purpose == key.purpose) label = field.label;
        auto& row = section.add("KEY");
        row.set("LABEL", say(label, in)).set("LAST", providers::last_digits(key.value));
        row.set("SINCE", say_with("tried and kept {1}",
                                  {language::ago_text(key.made_at, request.now, in)}, in));
        row.set("UNTIL", key.ends_at ? say_with("accepted until {1}",
                                                {language::date_text(*key.ends_at, zone, in)}, in)
                                     : say("in use", in));
        if (key.ends_at && may_organise(request))
            row.add("MAY_END")
                .set("KEY_ID", key.id)
                .set("FORM_TOKEN", request.visitor->form_token)
                .set("END_ACTION", "/desk/organisation/cards/" + std::string{kind.name} + "/end");
    }
}

void fill_fields(Values& section, const http::Request& request, const providers::Kind& kind,
                 const Typed& typed) {
    const auto& in = request.language;
    if (!may_organise(request)) return;
    auto& form = section.add("ENTER");
    form.set("FORM_TOKEN", request.visitor->form_token)
        .set("ACTION", "/desk/organisation/cards/" + std::string{kind.name});
    form.show_if(typed.provider == kind.name, "OPEN");
    for (const auto& field : kind.fields) {
        const auto id = std::string{kind.name} + "-" + std::string{field.purpose};
        auto& row = form.add("FIELD");
        row.set("ID", id).set("NAME", field.purpose);
        row.set("LABEL", say(field.label, in)).set("HINT", say(field.hint, in));
        if (typed.provider == kind.name && typed.problem.field == field.purpose)
            row.add("WRONG").set("ID", id).set("ERROR", say(typed.problem.detail, in));
    }
}

void fill_provider(Values& section, const http::Request& request, App& app,
                   const providers::Kind& kind, const Typed& typed) {
    const auto& in = request.language;
    const std::string name{kind.name};
    const auto provider = registry_of(app).find(name, request.now);
    const auto is_demo = organisation::find_organisation(app.store.session()).is_demo;
    section.set("TITLE", kind.title).set("HOOK_URL", app.config.public_url + "/hooks/" + name);
    section.set("STATE", !provider                    ? say("no keys yet", in)
                         : provider->moves_no_money() ? say("test keys", in)
                         : is_demo                    ? say("not used in a demo", in)
                                                      : say("in use", in));
    section.set("MEANS",
                !provider ? say("Donors cannot pay this way until its keys are here.", in)
                : provider->moves_no_money()
                    ? say("No money moves with these keys: they are used in rehearsals and demos "
                          "alone.",
                          in)
                    : say("Donors of every open campaign can pay this way.", in));
    const auto inbox = giving::inbox_state(app.store.session(), name);
    section.set("LAST_MESSAGE", ago_or(inbox.last_at, say("never", in), request));
    section.set("LAST_ASKED",
                ago_or(giving::last_asked(app.store.session(), name), say("never", in), request));
    const auto list = providers::find_cursor(app.store.session(), {name, "events"});
    section.set("LIST_ASKED", ago_or(list.asked_at, say("never", in), request));
    section.set("LIST_FOUND", !list.trouble.empty()
                                  ? list.trouble
                                  : language::say_count("{1} message had not come by itself.",
                                                        "{1} messages had not come by themselves.",
                                                        list.found, in));
    section.set("WAITING", std::to_string(inbox.waiting));
    fill_keys(section, request, app, kind);
    fill_fields(section, request, kind, typed);
}

void fill_quarantine(Values& values, const http::Request& request, App& app) {
    const auto& in = request.language;
    constexpr int shown_max = 100;
    int shown = 0;
    for (const auto& payment : giving::quarantined_payments(app.store.session(), shown_max)) {
        if (payment.campaign ? !request.visitor->may(people::Duty::read_finance, payment.campaign)
                             : !request.visitor->may_everywhere(people::Duty::read_finance))
            continue;
        ++shown;
        values.add("QUARANTINED")
            .set("WHEN", language::ago_text(payment.begun_at, request.now, in))
            .set("AMOUNT", money_text(payment.facts.captured, in))
            .set("ASKED", money_text(payment.asked, in))
            .set("BACK",
                 money_text(payment.facts.captured - giving::remainder_of(payment.facts).remains,
                            in))
            .set("WHY", quarantine_words(payment.quarantine, in))
            .set("PAYMENT", payment.facts.payment)
            .set("GIFT_HREF", payment.gift ? "/desk/gifts/" + std::to_string(payment.gift.value)
                                           : "/desk/cards/quarantine");
    }
    values.show_if(shown == 0, "CALM").show_if(shown > 0, "ANY");
}

void fill_testing(Values& values, const http::Request& request, App& app) {
    const auto testing = giving::testing_state(app.store.session(), request.now);
    values.set("DECLINES", language::say_count("{1} card was refused in the last hour.",
                                               "{1} cards were refused in the last hour.",
                                               testing.declines, request.language));
    values.show_if(testing.is_alarm, "ALARM");
}

http::Response show_page(const http::Request& request, App& app, const Typed& typed) {
    const auto& in = request.language;
    Values values;
    values.html("WAYS_HTML", card_ways(request));
    for (const auto& kind : providers::all_kinds())
        fill_provider(values.add("PROVIDER"), request, app, kind, typed);
    fill_quarantine(values, request, app);
    fill_testing(values, request, app);
    values.show_if(organisation::find_organisation(app.store.session()).is_demo, "PLAY");
    const auto saved = request.query.text("saved");
    auto body = language::render_template("web/pages/cards/desk_cards.html", values, in);
    return show_desk(
        request, app,
        DeskPage{.title = say("Cards", in),
                 .body = std::move(body),
                 .saved = saved == "kept"    ? say("The keys work and are kept.", in)
                          : saved == "ended" ? say("The older key is accepted no more.", in)
                                             : "",
                 .scripts = {"js/copy.js"},
                 .status = typed.provider.empty() ? 200 : 400});
}

const providers::Kind& kind_of(const http::Request& request) {
    const auto* kind = providers::find_kind(request.param("provider"));
    if (kind == nullptr) throw Refused{{Reason::not_found}};
    return *kind;
}

people::Actor organiser_of(const http::Request& request) {
    return people::actor_of(*request.visitor, people::Duty::organise, {}, request.id);
}

std::string trimmed(const std::string& text) {
    const auto from = text.find_first_not_of(" \t\r\n");
    if (from == std::string::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t\r\n") - from + 1);
}

}  // namespace

std::string quarantine_words(const std::string& reason, const std::string& in) {
    if (reason == "amount") return say("Another amount came than was asked for.", in);
    if (reason == "currency") return say("Another currency came than was asked for.", in);
    if (reason == "paid twice") return say("This gift had been paid before.", in);
    if (reason == "gift") return say("The payment names another gift.", in);
    if (reason == "unknown") return say("Nobody here knows what this payment is for.", in);
    if (reason == "stray") return say("No checkout of ours led to this payment.", in);
    return say("Another payment came than was begun.", in);
}

http::Response show_cards(const http::Request& request, App& app) {
    return show_page(request, app, {});
}

http::Response enter_card_keys(const http::Request& request, App& app) {
    const auto& kind = kind_of(request);
    std::map<std::string, std::string> typed;
    for (const auto& field : kind.fields)
        typed[std::string{field.purpose}] = trimmed(request.form.text(field.purpose));
    try {
        giving::enter_keys(app.store, registry_of(app), kind, typed, organiser_of(request),
                           request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.field.empty()) throw;
        return show_page(request, app, {std::string{kind.name}, refused.refusal});
    }
    return http::redirect("/desk/organisation/cards?saved=kept");
}

http::Response end_card_key(const http::Request& request, App& app) {
    const auto id = number_in(request.form.text("key"));
    giving::end_key(app.store, kind_of(request), id, organiser_of(request), request.now);
    return http::redirect("/desk/organisation/cards?saved=ended");
}

}  // namespace pages
