#include <algorithm>
#include <array>

#include "campaign/giving/gift_lists.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/people/name.h"
#include "campaign/phase.h"
#include "campaign/roster/names_apart.h"
#include "campaign/roster/participant.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/giving/desk_money.h"
#include "web/pages/giving/give.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;
using people::Duty;

constexpr int entered_max = 100, done_max = 20, participants_max = 500;
constexpr std::array methods{"cash", "cheque", "card_reader"};
constexpr std::size_t note_max = 200, reason_max = 400;

struct CashForm {
    std::string amount, method = "cash", given, name, participant, note, form_key;
    bool is_anonymous = false;
    std::map<std::string, std::string> wrong = {};
    std::string failed = {};  // Why a count or a rejection was not taken.
    std::optional<Money> money = {};
    std::optional<Instant> given_at = {};
};

std::optional<Money> read_typed(const http::Request& request, const std::string& typed,
                                Currency currency) {
    const auto mark = typed.find(',') == std::string::npos ? '.' : ',';
    return read_money(typed, currency,
                      typed.find_first_of(".,") == std::string::npos
                          ? language::decimal_separator(request.language)
                          : mark);
}

CashForm read_cash_form(const http::Request& request, const Giving& giving) {
    const auto& lang = request.language;
    const auto& fields = request.form;
    CashForm form;
    form.amount = fields.text("amount"), form.method = fields.text("method");
    form.given = fields.text("given"), form.participant = fields.text("participant");
    form.form_key = fields.text("form_key"), form.is_anonymous = fields.has("anonymous");
    form.money = read_typed(request, form.amount, giving.terms.currency);
    if (!form.money) form.wrong["amount"] = say("Please type an amount like 20 or 12.50.", lang);
    const auto day = read_date(form.given);
    const auto today = language::date_in(request.now, giving.terms.zone);
    if (!day || *day > today)
        form.wrong["given"] = say("Please choose a day that is not after today.", lang);
    else
        form.given_at =
            *day == today ? request.now : language::local_moment(*day, 12, 0, giving.terms.zone);
    const auto name = read_line(fields.text("name"), giving::name_max);
    const auto note = read_line(fields.text("note"), note_max);
    form.name = name.value_or(fields.text("name")), form.note = note.value_or(fields.text("note"));
    if (!name) form.wrong["name"] = say("Please use at most 80 characters.", lang);
    if (!note) form.wrong["note"] = say("Please use at most 200 characters for the note.", lang);
    if (std::ranges::find(methods, form.method) == methods.end()) form.method = "cash";
    constexpr std::size_t key_max = 59;
    if (form.form_key.empty() || form.form_key.size() > key_max) form.form_key = random_token();
    return form;
}

void fill_form(Values& values, const http::Request& request, App& app, const Giving& giving,
               const CashForm& form) {
    const auto& lang = request.language;
    auto& enter = values.add("MAY_ENTER");
    enter.set("ACTION", "/desk/" + giving.campaign.slug + "/cash");
    enter.set("FORM_KEY", form.form_key).set("FORM_TOKEN", request.visitor->form_token);
    enter.set("CURRENCY", giving.terms.currency.text()).set("AMOUNT", form.amount);
    enter.set("NAME", form.name).set("NOTE", form.note).set("GIVEN", form.given);
    for (const auto* method : methods)
        enter.add("METHOD")
            .set("VALUE", method)
            .set("LABEL", method_words(method, lang))
            .show_if(form.method == method, "CHOSEN");
    const auto people =
        roster::participants_to_choose(app.store.session(), giving.campaign.id, participants_max);
    const auto names = roster::names_apart(people);
    for (std::size_t i = 0; i < people.size(); ++i)
        enter.add("PARTICIPANT")
            .set("VALUE", people[i].slug)
            .set("LABEL", names[i])
            .show_if(form.participant == people[i].slug, "CHOSEN");
    enter.show_if(form.is_anonymous, "ANONYMOUS_CHOSEN");
    if (form.wrong.empty()) return;
    auto& summary = enter.add("WRONG");
    for (const auto& [field, text] : form.wrong)
        summary.add("PROBLEM").set("HREF", "#" + field).set("TEXT", text);
    if (form.wrong.contains("amount"))
        enter.add("AMOUNT_WRONG").set("AMOUNT_ERROR", form.wrong.at("amount"));
    if (form.wrong.contains("given"))
        enter.add("GIVEN_WRONG").set("GIVEN_ERROR", form.wrong.at("given"));
}

std::string who_of(const giving::Gift& gift, const std::string& lang) {
    return gift.donor.name.empty() ? say("without a name", lang) : gift.donor.name;
}

std::string entered_by(store::Session& session, const giving::Gift& gift, const std::string& lang) {
    return gift.origin == "walker" ? say("a participant, who holds it", lang)
                                   : people::name_of(session, gift.entered_by);
}

void fill_entered(Values& values, const http::Request& request, App& app, const Giving& giving) {
    auto& session = app.store.session();
    const auto& lang = request.language;
    const auto may = request.visitor->may(Duty::do_finance, giving.campaign.id);
    const auto entered = giving::entered_gifts(session, giving.campaign.id, entered_max);
    values.show_if(entered.empty(), "EMPTY");
    for (const auto& gift : entered) {
        auto& row = values.add("ENTERED");
        const auto id = std::to_string(gift.id.value);
        const auto is_own = gift.entered_by == request.visitor->account;
        row.set("ENTRY_ID", id).set("AMOUNT", money_text(gift.amount, lang));
        row.set("METHOD_NAME", method_words(gift.method, lang)).set("WHO", who_of(gift, lang));
        row.set("ENTERED_BY", entered_by(session, gift, lang));
        row.set("AGE", language::ago_text(gift.given_at, request.now, lang));
        row.set("NOTE", gift.state_reason).show_if(is_own, "OWN");
        if (may && !is_own)
            row.add("MAY")
                .set("CONFIRM_ACTION", "/desk/" + giving.campaign.slug + "/cash/" + id)
                .set("FORM_TOKEN", request.visitor->form_token)
                .set("ENTRY_ID", id)
                .set("PLAIN_AMOUNT", language::typed_text(gift.amount, lang));
    }
    for (const auto& gift : giving::confirmed_at_desk(session, giving.campaign.id, done_max))
        values.add("DONE")
            .set("AMOUNT", money_text(gift.confirmed, lang))
            .set("METHOD_NAME", method_words(gift.method, lang))
            .set("WHO", who_of(gift, lang))
            .set("ENTERED_BY", entered_by(session, gift, lang))
            .set("CONFIRMED_BY", people::name_of(session, gift.decided_by))
            .set("WHEN", gift.confirmed_at
                             ? language::ago_text(*gift.confirmed_at, request.now, lang)
                             : std::string{});
}

std::string saved_cash(const std::string& what, const std::string& lang) {
    if (what == "entered") return say("Entered. A second person counts it now.", lang);
    if (what == "confirmed") return say("Confirmed. It is part of the total.", lang);
    if (what == "rejected") return say("Rejected. It enters no figure.", lang);
    return {};
}

http::Response render_cash(const http::Request& request, App& app, const Giving& giving,
                           const CashForm& form) {
    const auto& lang = request.language;
    Values values;
    const auto waiting = giving::entered_waiting(app.store.session(), giving.campaign.id);
    values.set("LINE",
               language::say_count("{1} entry waits to be counted by a second person",
                                   "{1} entries wait to be counted by a second person",
                                   waiting.count, lang) +
                   (waiting.count == 0
                        ? ""
                        : " · " + money_text({waiting.minor, giving.terms.currency}, lang)));
    if (request.visitor->may(Duty::enter_cash, giving.campaign.id))
        fill_form(values, request, app, giving, form);
    fill_entered(values, request, app, giving);
    DeskPage page{.title = say("Cash, cheques, card reader", lang),
                  .body = language::render_template("web/pages/cash/desk_cash.html", values, lang)};
    page.campaign = giving.campaign.id, page.campaign_slug = giving.campaign.slug;
    page.campaign_title = giving.version.plan.title;
    page.status = form.wrong.empty() && form.failed.empty() ? 200 : 422;
    page.failed = form.failed;
    page.saved = saved_cash(request.query.text("saved"), lang);
    return show_desk(request, app, std::move(page));
}

CashForm empty_form(const http::Request& request, const Giving& giving) {
    CashForm form;
    form.form_key = random_token();
    form.given = iso_text(language::date_in(request.now, giving.terms.zone));
    return form;
}

GiftId read_gift_id(const http::Request& request) {
    return GiftId{number_in(request.param("gift"))};
}

}  // namespace

giving::Terms terms_at_desk(const Giving& giving, Instant given_at) {
    auto terms = giving.terms;
    terms.is_open = true;
    terms.is_late = campaign::is_late(giving.campaign, giving.version, given_at);
    return terms;
}

http::Response show_cash(const http::Request& request, App& app) {
    const auto giving = find_giving(request, app);
    return render_cash(request, app, giving, empty_form(request, giving));
}

http::Response enter_cash(const http::Request& request, App& app) {
    const auto giving = find_giving(request, app);
    auto form = read_cash_form(request, giving);
    if (!form.wrong.empty()) return render_cash(request, app, giving, form);
    giving::NewGift asked;
    asked.method = form.method, asked.origin = "desk", asked.request_key = "desk:" + form.form_key;
    asked.lines = {{"gift", giving.terms.fund, *form.money, true}};
    asked.given_at = form.given_at, asked.note = form.note;
    asked.donor.name = form.name, asked.donor.is_anonymous = form.is_anonymous;
    if (const auto credit =
            roster::find_participant(app.store.session(), giving.campaign.id, form.participant))
        asked.shares = {{credit->id, credit->team, Money{0, giving.terms.currency}}};
    const auto actor =
        people::actor_of(*request.visitor, Duty::enter_cash, giving.campaign.id, request.id);
    try {
        giving::record_gift(app.store, asked, terms_at_desk(giving, *form.given_at), actor,
                            request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.reason != Reason::amount_out_of_range) throw;
        form.wrong["amount"] = say("This amount is too small or too large.", request.language);
        return render_cash(request, app, giving, form);
    }
    app.feed.changed(giving.campaign.id);
    return http::redirect("/desk/" + giving.campaign.slug + "/cash?saved=entered");
}

http::Response decide_cash(const http::Request& request, App& app) {
    const auto& lang = request.language;
    const auto giving = find_giving(request, app);
    const auto gift = giving::find_gift(app.store.session(), read_gift_id(request));
    if (!gift || gift->campaign != giving.campaign.id) throw Refused{{Reason::not_found}};
    const auto actor =
        people::actor_of(*request.visitor, Duty::do_finance, giving.campaign.id, request.id);
    const auto reason = read_line(request.form.text("reason"), reason_max);
    const auto verdict = request.form.text("verdict");
    const auto counted = read_typed(request, request.form.text("amount"), giving.terms.currency);
    auto form = empty_form(request, giving);
    if (verdict != "confirm" && verdict != "reject")
        throw Refused{{Reason::not_a_valid_value, "verdict"}};
    if (!reason || (verdict == "reject" && reason->empty()))
        form.failed = say("Please say why it is rejected, in at most 400 characters.", lang);
    else if (verdict == "confirm" && !counted)
        form.failed = say("Please type an amount like 20 or 12.50.", lang);
    else if (verdict == "confirm" && *counted != gift->amount && reason->empty())
        form.failed = say("Please say why the count differs from what was entered.", lang);
    if (!form.failed.empty()) return render_cash(request, app, giving, form);
    if (verdict == "reject")
        giving::reject_entered(app.store, gift->id, *reason, actor, request.now);
    else
        giving::confirm_entered(app.store, {gift->id, *counted, *reason}, actor, request.now);
    app.feed.changed(giving.campaign.id);
    return http::redirect("/desk/" + giving.campaign.slug +
                          "/cash?saved=" + (verdict == "reject" ? "rejected" : "confirmed"));
}

}  // namespace pages
