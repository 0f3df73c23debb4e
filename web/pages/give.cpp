#include "web/pages/give.h"

#include <array>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/tally.h"
#include "campaign/links/link.h"
#include "campaign/organisation/organisation.h"
#include "campaign/phase.h"
#include "campaign/roster/participant.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/http/reception.h"
#include "web/live/feed.h"
#include "web/pages/code.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;

constexpr std::array chip_units{10, 20, 50, 100};
constexpr std::int64_t fee_percent = 3;

// What was typed, and what to say beside which field.
struct GiveForm {
    std::string amount, name, email, message, link, form_key, participant, method = "transfer";
    std::map<std::string, std::string> wrong = {};
    bool covers_fee = false, is_anonymous = false, hides_amount = false, hides_from = false;
    bool is_meant = false;
    std::optional<Money> money = {};
    std::string again = {}, again_href = {};
};

// What tells a second gift of the same browser; set with its first gift, gone after a day.
std::string browser_of(const http::Request& request, const App& app) {
    return request.cookies.text(http::cookie_name("giver", http::scheme_of(app.config)));
}

// "€" or "CHF": what money_text writes around the digits.
std::string sign_of(Currency currency, std::string_view language) {
    std::string sign;
    for (const auto c : money_text(Money{0, currency}, language))
        if ((c < '0' || c > '9') && c != ' ' && c != '.' && c != ',') sign += c;
    for (const std::string_view space : {"\u00A0", "\u202F", "\u200F", "\u061C", "\u0660"})
        for (auto at = sign.find(space); at != std::string::npos; at = sign.find(space))
            sign.erase(at, space.size());
    return sign;
}

char separator_of(const http::Request& request, std::string_view typed) {
    const auto usual = language::decimal_separator(request.language);
    // A phone's keypad may offer only the other sign: with no other in sight it can mean no more.
    const auto other = usual == '.' ? ',' : '.';
    return typed.find(usual) == std::string_view::npos &&
                   typed.find(other) != std::string_view::npos
               ? other
               : usual;
}

GiveForm read_give_form(const http::Request& request, const Giving& giving) {
    GiveForm form;
    const auto& fields = request.form;
    const auto& lang = request.language;
    form.amount = fields.text("amount"), form.link = fields.text("link");
    form.form_key = fields.text("form_key"), form.participant = fields.text("participant");
    form.method = fields.text("method");
    form.covers_fee = fields.has("fee_cover"), form.is_anonymous = fields.has("anonymous");
    form.hides_amount = fields.has("hide_amount"),
    form.hides_from = fields.has("hide_from_participant");
    form.is_meant = fields.has("again");
    form.money = read_money(form.amount, giving.terms.currency, separator_of(request, form.amount));
    if (!form.money) form.wrong["amount"] = say("Please type an amount like 20 or 12.50.", lang);
    const auto name = read_line(fields.text("name"), giving::name_max);
    form.name = name.value_or(fields.text("name"));
    if (!name) form.wrong["name"] = say("Please use at most 80 characters.", lang);
    const auto message = read_lines(fields.text("message"), giving::message_max, 6);
    form.message = message.value_or(fields.text("message"));
    if (!message) form.wrong["message"] = say("Please use at most 280 characters.", lang);
    form.email = fields.text("email");
    if (!form.email.empty()) {
        const auto email = read_mail_address(form.email);
        if (!email)
            form.wrong["email"] = say("This does not look like an e-mail address.", lang);
        else
            form.email = *email;
    }
    if (form.method != "transfer") form.wrong["method"] = say("Please choose how to pay.", lang);
    constexpr std::size_t key_max = 60;
    if (form.form_key.empty() || form.form_key.size() > key_max) form.form_key = random_token();
    return form;
}

std::optional<roster::Participant> find_credit(App& app, const Giving& giving,
                                               const std::string& slug) {
    if (slug.empty()) return {};
    return roster::find_participant(app.store.session(), giving.campaign.id, slug);
}

giving::NewGift gift_from_form(const http::Request& request, App& app, const Giving& giving,
                               const GiveForm& form) {
    giving::NewGift asked;
    asked.request_key = "web:" + form.form_key, asked.is_meant = form.is_meant;
    asked.lines = {{"gift", giving.terms.fund, *form.money, true}};
    const auto fee = (form.money->minor * fee_percent + 99) / 100;
    if (form.covers_fee && fee > 0)
        asked.lines.push_back(
            {"fee_cover", giving.terms.fund, Money{fee, giving.terms.currency}, false});
    if (const auto credit = find_credit(app, giving, form.participant))
        asked.shares = {{credit->id, credit->team, Money{0, giving.terms.currency}}};
    if (request.visitor) asked.author = request.visitor->account;
    auto& donor = asked.donor;
    donor.name = form.name, donor.message = form.message, donor.email = form.email;
    donor.is_anonymous = form.is_anonymous, donor.hides_amount = form.hides_amount;
    donor.hides_from_participant = form.hides_from, donor.language = request.language;
    const auto browser = browser_of(request, app);
    if (!browser.empty()) donor.browser = sha256_hex(browser).substr(0, 16);
    if (const auto link = links::find_link(app.store.session(), form.link);
        link && link->campaign == giving.campaign.id)
        asked.link = link->id;
    return asked;
}

std::string credit_name(const roster::Participant& credit, const std::string& lang) {
    return credit.shown_name.empty() ? say("one of those taking part", lang) : credit.shown_name;
}

void fill_wrong(Values& values, const GiveForm& form) {
    if (form.wrong.empty()) return;
    auto& summary = values.add("WRONG");
    for (const auto& [field, text] : form.wrong)
        summary.add("PROBLEM").set("HREF", "#" + field).set("TEXT", text);
    const auto beside = [&](const char* field, const char* section, const char* name) {
        const auto found = form.wrong.find(field);
        if (found != form.wrong.end()) values.add(section).set(name, found->second);
    };
    beside("amount", "AMOUNT_WRONG", "AMOUNT_ERROR");
    beside("method", "METHOD_WRONG", "METHOD_ERROR");
    beside("name", "NAME_WRONG", "NAME_ERROR");
    beside("message", "MESSAGE_WRONG", "MESSAGE_ERROR");
    beside("email", "EMAIL_WRONG", "EMAIL_ERROR");
}

void fill_choices(Values& values, const http::Request& request, const Giving& giving,
                  const GiveForm& form) {
    const auto unit = giving::smallest_gift(giving.terms.currency);
    for (const auto units : chip_units) {
        const Money money{units * unit, giving.terms.currency};
        values.add("CHIP")
            .set("HREF", "?amount=" + std::to_string(units) +
                             (form.link.empty() ? "" : "&from=" + form.link) +
                             (form.participant.empty() ? "" : "&p=" + form.participant))
            .set("VALUE", std::to_string(units))
            .set("LABEL", money_text(money, request.language))
            .show_if(form.money && form.money->minor == money.minor, "CHOSEN");
    }
    values.add("METHOD")
        .set("VALUE", "transfer")
        .set("LABEL", say("Bank transfer", request.language))
        .set("NOTE",
             say("We show you the account, a reference and a code to scan.", request.language))
        .show("CHOSEN");
    values.add("FEE")
        .set("FEE_LABEL",
             say("Add 3 % so that costs do not make my gift smaller.", request.language))
        .show_if(form.covers_fee, "FEE_CHOSEN");
}

http::Response render_give(const http::Request& request, App& app, const Giving& giving,
                           const GiveForm& form) {
    const auto& lang = request.language;
    const auto& slug = giving.campaign.slug;
    Values values;
    const Money raised{ledger::figures_of(app.store.session(), giving.campaign.id).raised,
                       giving.terms.currency};
    values.set("TITLE", giving.version.plan.title).set("CAMPAIGN_HREF", "/c/" + slug);
    values.set("RAISED_OF", say_with("{1} raised", {money_text(raised, lang)}, lang));
    values.set("ACTION", "/c/" + slug + "/gifts").set("FORM_KEY", form.form_key);
    values.set("FORM_TOKEN", request.visitor ? request.visitor->form_token : "");
    values.set("LINK", form.link).set("AMOUNT", form.amount);
    values.set("CURRENCY", sign_of(giving.terms.currency, lang));
    values.set("DECIMALS", giving.terms.currency.decimals);
    values.set("DECIMAL_MARK", std::string(1, language::decimal_separator(lang)));
    fill_choices(values, request, giving, form);
    if (const auto credit = find_credit(app, giving, form.participant))
        values.add("CREDIT")
            .set("CREDIT_ID", credit->slug)
            .set("CREDIT_NAME", credit_name(*credit, lang))
            .show_if(form.hides_from, "HIDE_FROM_CHOSEN");
    values.set("NAME", form.name).set("EMAIL", form.email).set("MESSAGE", form.message);
    values.set("MESSAGE_MAX", static_cast<std::int64_t>(giving::message_max));
    values.set("EMAIL_HINT", say("With it your promise is shown to others sooner, and you can "
                                 "have a receipt.",
                                 lang));
    values.show_if(form.is_anonymous, "ANONYMOUS_CHOSEN");
    values.show_if(form.hides_amount, "HIDE_AMOUNT_CHOSEN");
    values.show_if(!form.name.empty() || !form.message.empty() || form.is_anonymous ||
                       form.hides_amount || form.hides_from,
                   "MORE_OPEN");
    fill_wrong(values, form);
    if (!form.again.empty())
        values.add("AGAIN").set("AGAIN_TEXT", form.again).set("AGAIN_HREF", form.again_href);
    if (giving.terms.is_late)
        values.add("LATE").set("LATE_LINE",
                               say("The campaign has ended. A gift is still welcome; it is marked "
                                   "as late.",
                                   lang));
    values.set("KEPT", say("We keep your gift for the ten years that bookkeeping asks for, and "
                           "your e-mail only as long as this gift needs it.",
                           lang));
    values.set("BUTTON", form.money && form.wrong.empty()
                             ? say_with("Give {1}", {money_text(*form.money, lang)}, lang)
                             : say("Give", lang));
    values.set("BUTTON_WITH", say_with("Give {1}", {"{amount}"}, lang));
    PublicPage page{.title = say("Give", lang) + " · " + giving.version.plan.title,
                    .body = language::render_template("web/pages/give.html", values, lang)};
    page.scripts = {"js/give.js"};
    page.status = form.wrong.empty() && form.again.empty() ? 200 : 422;
    if (giving.terms.is_rehearsal) page.strip = PublicPage::Strip::rehearsal;
    return show_public(request, app, std::move(page));
}

http::Response ask_again(const http::Request& request, App& app, const Giving& giving,
                         GiveForm form, const Refusal& refusal) {
    const auto earlier = read_instant(refusal.detail);
    form.again = say_with("You gave {1} {2}. Give again?",
                          {money_text(*form.money, request.language),
                           language::ago_text(*earlier, request.now, request.language)},
                          request.language);
    form.again_href = "/c/" + giving.campaign.slug;
    return render_give(request, app, giving, form);
}

http::Response refuse_gift(const http::Request& request, App& app, const Giving& giving,
                           GiveForm form, const Refusal& refusal) {
    const auto& lang = request.language;
    if (refusal.reason == Reason::ask_again) return ask_again(request, app, giving, form, refusal);
    if (refusal.reason == Reason::same_key_other_gift)
        form.wrong["amount"] =
            say("This form was sent before with something else in it. Press the "
                "button once more to make this a new gift.",
                lang),
        form.form_key = random_token();
    else if (refusal.reason == Reason::amount_out_of_range)
        form.wrong["amount"] = say_with(
            "Please give between {1} and {2}.",
            {money_text({giving::smallest_gift(giving.terms.currency), giving.terms.currency},
                        lang),
             money_text({giving::minor_per_gift_max, giving.terms.currency}, lang)},
            lang);
    else
        throw Refused{refusal};
    return render_give(request, app, giving, form);
}

}  // namespace

Giving find_giving(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto found = campaign::find_campaign(session, request.param("campaign"));
    if (!found) throw Refused{{Reason::not_found}};
    // A draft that rehearses takes gifts that enter no figure.
    if (!found->shown_version && !found->is_rehearsal) throw Refused{{Reason::not_found}};
    const auto version = campaign::current_version(session, *found);
    Giving giving{*found, version, {}};
    giving.terms.campaign = found->id, giving.terms.currency = found->currency;
    giving.terms.fund = campaign::first_fund(session, found->id).id;
    giving.terms.zone = organisation::find_organisation(session).time_zone;
    giving.terms.is_open = !campaign::gift_objection(*found, version, request.now);
    giving.terms.is_late = campaign::is_late(*found, version, request.now);
    giving.terms.is_rehearsal = campaign::is_rehearsing(*found, version, request.now);
    return giving;
}

http::Response show_give(const http::Request& request, App& app) {
    const auto giving = find_giving(request, app);
    if (!giving.terms.is_open) return http::redirect("/c/" + giving.campaign.slug);
    note_landing(request, app, giving.campaign.id);
    GiveForm form;
    form.form_key = random_token();
    form.link = normalise_code(request.query.text("from"));
    form.participant = request.query.text("p");
    if (form.participant.empty() && !form.link.empty())
        if (const auto link = links::find_link(app.store.session(), form.link);
            link && link->participant)
            if (const auto one =
                    roster::find_participant_by_id(app.store.session(), link->participant))
                form.participant = one->slug;
    form.amount = request.query.has("amount") ? request.query.text("amount") : "20";
    form.money = read_money(form.amount, giving.terms.currency, '.');
    return render_give(request, app, giving, form);
}

http::Response take_gift(const http::Request& request, App& app) {
    const auto giving = find_giving(request, app);
    if (request.form.repeats()) throw Refused{{Reason::not_a_valid_value, "amount"}};
    auto form = read_give_form(request, giving);
    if (!form.wrong.empty()) return render_give(request, app, giving, form);
    try {
        const auto asked = gift_from_form(request, app, giving, form);
        const auto given = giving::record_gift(app.store, asked, giving.terms,
                                               people::donor_actor(request.id), request.now);
        app.feed.changed(giving.campaign.id);
        auto response = http::redirect("/g/" + given.token + "?new=yes");
        if (browser_of(request, app).empty())
            http::add_cookie(response, {"giver", random_token(), 24 * 3600},
                             http::scheme_of(app.config));
        return response;
    } catch (const Refused& refused) {
        return refuse_gift(request, app, giving, form, refused.refusal);
    }
}

}  // namespace pages
