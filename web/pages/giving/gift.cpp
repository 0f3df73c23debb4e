#include "campaign/giving/payment.h"
#include "campaign/giving/refunding.h"
#include "campaign/giving/remembering.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/outside/http_client.h"
#include "campaign/phase.h"
#include "campaign/roster/participant.h"
#include "campaign/words/check.h"
#include "campaign/words/text.h"
#include "print/qr.h"
#include "web/html/layout.h"
#include "web/http/policy.h"
#include "web/live/feed.h"
#include "web/pages/giving/checkout.h"
#include "web/pages/giving/gift_view.h"
#include "web/pages/monthly/gift_monthly.h"
#include "web/pages/receipts/gift_aid.h"
#include "web/pages/receipts/receipts.h"
#include "web/pages/sharing/share_kit.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;

Shown find_shown(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto token = request.param("token");
    const auto gift = giving::find_gift_by_token(session, token);
    if (!gift) throw Refused{{Reason::not_found}};
    const auto found = campaign::find_campaign_by_id(session, gift->campaign);
    check(found.has_value(), "a gift has a campaign");
    const auto version = campaign::current_version(session, *found);
    Shown shown{*gift,
                *found,
                version,
                token,
                organisation::find_organisation(session).time_zone,
                organisation::find_account_in_use(session, version.plan.bank_account)};
    if (!is_by_card(shown)) return shown;
    for (const auto& payment : giving::payments_of(session, gift->id))
        if (!shown.payment || !payment.quarantine.empty()) shown.payment = payment;
    return shown;
}

giving::Payee payee_of(const Shown& shown) {
    if (!shown.account) return {};
    return {shown.account->holder, shown.account->iban, shown.account->bic};
}

std::string consent_wording(const std::string& language) {
    return say("You may write to me about this campaign. I can take this back at any time.",
               language);
}

// What the donor still has to send.
Money awaited(const Shown& shown) { return shown.gift.open; }

void fill_slip(Values& values, const Shown& shown, const std::string& language) {
    const auto payee = payee_of(shown);
    values.set("AMOUNT", money_text(awaited(shown), language)).set("RECIPIENT", payee.holder);
    values.set("IBAN", giving::grouped_iban(payee.iban)).set("IBAN_RAW", payee.iban);
    values.set("REFERENCE", giving::grouped(shown.gift.reference));
    values.set("REFERENCE_RAW", shown.gift.reference);
    if (!giving::epc_payload(payee, awaited(shown), shown.gift.reference).empty())
        values.add("QR").set("QR_SRC", "/g/" + shown.token + "/code.svg");
}

http::Response show_promise(const http::Request& request, App& app, const Shown& shown) {
    const auto& lang = request.language;
    const auto payee = payee_of(shown);
    Values values;
    const auto amount = money_text(awaited(shown), lang);
    values.set("HEADLINE",
               say_with("One step left: send {1} with this reference.", {amount}, lang));
    values.set("LINE", say("Thank you. Your promise is kept; it becomes a gift when the bank has "
                           "it.",
                           lang));
    values.set("CAMPAIGN_HREF", "/c/" + shown.campaign.slug);
    values.set("TITLE", shown.version.plan.title);
    values.set("GIFT_HREF", app.config.public_url + "/g/" + shown.token);
    fill_slip(values, shown, lang);
    if (!payee.bic.empty()) values.add("BIC").set("BIC_TEXT", payee.bic);
    const auto until = shown.gift.given_at + std::chrono::days{giving::promise_days};
    values.set("UNTIL", say_with("Please send it by {1}. After that the promise ends by itself.",
                                 {language::date_text(until, shown.zone, lang)}, lang));
    values.set("DETAILS_ACTION", "/g/" + shown.token).set("FORM_TOKEN", "");
    values.set("EMAIL", shown.gift.donor.email).set("NAME", shown.gift.donor.name);
    values.set("STREET", "").set("PLACE", "").set("CONSENT_TEXT", consent_wording(lang));
    PublicPage page{
        .title = say("One step left", lang),
        .body = language::render_template("web/pages/giving/promise.html", values, lang)};
    page.scripts = {"js/copy.js"};
    if (shown.gift.is_rehearsal) page.strip = PublicPage::Strip::rehearsal;
    return show_public(request, app, std::move(page));
}

void fill_card_steps(Values& values, const Shown& shown, const std::string& lang) {
    const auto& gift = shown.gift;
    const auto when = [&](std::optional<Instant> at) {
        return at ? language::date_text(*at, shown.zone, lang) : std::string{};
    };
    values.add("STEP")
        .set("LABEL", say("Begun", lang))
        .set("WHEN", when(gift.given_at))
        .show("DONE");
    values.add("STEP")
        .set("LABEL", gift.confirmed_at ? say("Paid by card", lang) : say("Not paid yet", lang))
        .set("WHEN", when(gift.confirmed_at))
        .show_if(gift.confirmed_at.has_value(), "DONE")
        .show_if(!gift.confirmed_at && giving::waits_for_card(gift), "NOW");
}

void fill_steps(Values& values, const Shown& shown, const std::string& lang) {
    const auto& gift = shown.gift;
    const auto is_transfer = gift.method == "transfer";
    if (is_by_card(shown)) return fill_card_steps(values, shown, lang);
    const auto is_confirmed = gift.state == giving::State::confirmed;
    values.add("STEP")
        .set("LABEL", is_transfer ? say("Promised", lang) : say("Handed in", lang))
        .set("WHEN", language::date_text(gift.given_at, shown.zone, lang))
        .show("DONE");
    values.add("STEP")
        .set("LABEL",
             is_transfer ? say("Arrived at the bank", lang) : say("Counted by two people", lang))
        .set("WHEN", gift.confirmed_at ? language::date_text(*gift.confirmed_at, shown.zone, lang)
                                       : std::string{})
        .show_if(is_confirmed, "DONE")
        .show_if(!is_confirmed && gift.open.minor > 0, "NOW");
}

void fill_words(Values& values, const Shown& shown, const std::string& lang) {
    const auto& donor = shown.gift.donor;
    values.set("COMPANY", donor.mentions.company);
    values.set("SHOWN_NAME", donor.name);
    const auto& state = shown.gift.words_state;
    values.set("NAME_STATE", state == "waiting" ? say("Somebody reads it before it is shown.", lang)
                             : state == "published" ? say("It is shown with your gift.", lang)
                             : state == "hidden"    ? say("It is not shown.", lang)
                                                 : say("Your gift is shown without a name.", lang));
    values.show_if(donor.is_anonymous, "ANONYMOUS_CHOSEN");
    if (!donor.message.empty()) values.add("MESSAGE").set("MESSAGE_TEXT", donor.message);
    values.set("RECEIPT_NAME", donor.receipt_name);
    const auto line = donor.receipt_address.find('\n');
    values.set("STREET", donor.receipt_address.substr(0, line));
    values.set("PLACE", line == std::string::npos ? "" : donor.receipt_address.substr(line + 1));
    values.set("EMAIL", donor.email).set("CONSENT_TEXT", consent_wording(lang));
    values.show_if(!donor.consent_wording.empty(), "CONSENT_CHOSEN");
}

http::Response render_gift(const http::Request& request, App& app, const Shown& shown,
                           const std::string& saved) {
    const auto& lang = request.language;
    const auto& gift = shown.gift;
    Values values;
    values.set("HEADLINE", headline_of(shown, lang)).set("LINE", line_of(shown, lang));
    values.set("CAMPAIGN_HREF", "/c/" + shown.campaign.slug);
    values.set("TITLE", shown.version.plan.title);
    values.set("AMOUNT", money_text(gift.confirmed.minor > 0 ? gift.confirmed : gift.amount, lang));
    values.set("GIVEN", language::date_text(gift.given_at, shown.zone, lang));
    values.set("METHOD", method_words(gift.method, lang));
    fill_steps(values, shown, lang);
    for (const auto& share : giving::shares_of(app.store.session(), gift))
        if (const auto one = roster::find_participant_by_id(app.store.session(), share.participant))
            values.add("FOR")
                .set("FOR_HREF", "/c/" + shown.campaign.slug + "/p/" + one->slug)
                .set("FOR_NAME", one->shown_name.empty() ? say("one of those taking part", lang)
                                                         : one->shown_name);
    fill_match(values, app, gift, lang);
    fill_mention(values, app, shown, lang);
    values.html("MONTHLY_HTML", render_gift_monthly(request, app, gift, shown.token));
    fill_receipt(values, request, app, gift);
    fill_gift_aid(values, request, app, gift);
    if (!saved.empty()) values.add("SAVED").set("SAVED_TEXT", saved);
    if (gift.method == "transfer" && gift.open.minor > 0) {
        fill_slip(values.add("SLIP"), shown, lang);
        values.show("WITHDRAW");
    }
    if (may_try_again(shown))
        values.add("PAY")
            .set("PAY_LABEL", say_with("Pay {1} now", {money_text(gift.amount, lang)}, lang))
            .set("OTHER_HREF",
                 "/c/" + shown.campaign.slug + "/give?amount=" + decimal_text(gift.amount));
    values.set("ACTION", "/g/" + shown.token).set("FORM_TOKEN", "");
    fill_words(values, shown, lang);
    if (const auto state = app.feed.state_of(shown.campaign.slug, request.now)) {
        auto& kit = values.add("KIT");
        kit.html("SHARE_KIT_HTML",
                 render_share_kit(request, app, share_page_of_gift(request, app, *state),
                                  {say("Who would be glad to hear of this?", lang)}));
        // Who has still to pay has one thing to do first.
        kit.show_if(gift.open.minor <= 0 && !may_try_again(shown), "ALL_DONE");
    }
    fill_way_back(values, app, shown, lang);
    const auto ours = organisation::find_organisation(app.store.session());
    values.set("CONTACT",
               ours.telephone.empty()
                   ? say("Write or call us; the address stands in the imprint.", lang)
                   : say_with("Call us at {1}, and we talk about it.", {ours.telephone}, lang));
    PublicPage page{.title = say("My gift", lang),
                    .body = language::render_template("web/pages/giving/gift.html", values, lang)};
    page.styles = {"css/public.css", "css/share.css"}, page.scripts = {"js/copy.js", "js/share.js"};
    if (gift.is_rehearsal) page.strip = PublicPage::Strip::rehearsal;
    return show_public(request, app, std::move(page));
}

// What the provider says now, not what the address says.
Shown find_shown_now(const http::Request& request, App& app) {
    auto shown = find_shown(request, app);
    if (!is_by_card(shown) || !giving::waits_for_card(shown.gift)) return shown;
    const auto is_asked = look_at_payment(request, app, shown.gift);
    shown = find_shown(request, app);
    shown.is_asked = is_asked;
    return shown;
}

// Every few seconds at first, then more rarely; after half an hour no more.
std::string refresh_of(const http::Request& request, const Shown& shown) {
    const auto age = request.now - shown.gift.given_at;
    const auto pause = age < std::chrono::minutes{2}    ? 3
                       : age < std::chrono::minutes{30} ? 15
                                                        : 600;
    return std::to_string(pause) + ";url=/g/" + shown.token;
}

// The way that this gift was to be paid, else any that there is.
std::shared_ptr<const providers::Provider> pay_way(const http::Request& request, App& app,
                                                   const Shown& shown) {
    giving::Terms terms;
    terms.is_rehearsal = shown.gift.is_rehearsal;
    const auto ways = card_ways(app, terms, request.now);
    for (const auto& way : ways)
        if (shown.payment && way->name() == shown.payment->provider) return way;
    return ways.empty() ? nullptr : ways.front();
}

std::string pay_origin(const http::Request& request, App& app, const Shown& shown) {
    const auto way = pay_way(request, app, shown);
    return way ? way->origin() : "";
}

http::Response pay_again(const http::Request& request, App& app, const Shown& shown) {
    const auto way = pay_way(request, app, shown);
    if (!is_by_card(shown) || !way) throw Refused{{Reason::not_allowed}};
    if (!may_try_again(shown)) throw Refused{{Reason::already_decided}};
    if (const auto objection = campaign::gift_objection(shown.campaign, shown.version, request.now))
        throw Refused{*objection};
    if (card_wait(request, app)) throw Refused{{Reason::too_many_attempts}};
    try {
        return http::redirect(
            checkout_href(request, app, *way, shown.gift, shown.campaign, shown.version));
    } catch (const outside::Unreachable& away) {
        throw store::Unavailable{away.what()};
    } catch (const providers::NotTaken& no) {
        throw store::Unavailable{no.what()};
    }
}

std::string saved_words(const std::string& change, const std::string& lang) {
    if (change == "withdraw") return say("Your promise is taken back.", lang);
    if (change == "name")
        return say("Changed. Somebody reads a new name before it is shown.", lang);
    if (change == "withdraw_mention") return say("Taken back. Nobody is told any more.", lang);
    if (change.starts_with("monthly")) return monthly_saved_words(change, lang);
    if (change == "withdraw_message") return say("Your message is taken back.", lang);
    if (change == "ask_back") return say("We were told, and answer soon.", lang);
    if (change == "receipt") return say("Kept for your receipt.", lang);
    if (change.starts_with("gift_aid")) return say("Saved.", lang);
    if (change == "receipt_street")
        return say("Kept. For a receipt we also need your address.", lang);
    if (change == "receipt_asked")
        return say("Kept. Your receipt stands below as soon as your money is here.", lang);
    return {};
}

// The donor with the words of the form: another name and company, or no message any more.
giving::Donor words_in(const http::Request& request, giving::Donor donor) {
    const auto& form = request.form;
    if (form.text("change") == "withdraw_message") {
        donor.message.clear();
        return donor;
    }
    const auto name = read_line(form.text("name"), giving::name_max);
    const auto company = read_line(form.text("company"), giving::name_max);
    if (!name) throw Refused{{Reason::not_a_valid_value, "name"}};
    if (!company) throw Refused{{Reason::not_a_valid_value, "company"}};
    if (form.has("company")) donor.mentions.company = *company;
    donor.name = *name, donor.is_anonymous = form.has("anonymous");
    return donor;
}

// Does what the form of the gift's page asks for; returns its name, for saved_words().
std::string carry_out_change(const http::Request& request, App& app, const Shown& shown) {
    const auto& lang = request.language;
    const auto change = request.form.text("change");
    auto donor = shown.gift.donor;
    if (change == "withdraw") {
        giving::end_promise(app.store, shown.gift.id, giving::State::withdrawn, "by the donor",
                            people::donor_actor(request.id), request.now);
        return change;
    }
    if (change == "ask_back") {
        constexpr std::size_t words_max = 200;
        giving::ask_for_refund(app.store, shown.gift.id,
                               read_line(request.form.text("ask_words"), words_max).value_or(""),
                               request.now);
        return change;
    }
    if (change == "withdraw_mention") {
        giving::take_mention_back(app.store, shown.gift.id, request.now);
        return change;
    }
    if (change.starts_with("monthly")) return change_gift_monthly(request, app, shown.gift);
    if (change == "name" || change == "withdraw_message") {
        giving::change_words(app.store, shown.gift.id, words_in(request, donor), request.now);
        return change;
    }
    if (change.starts_with("gift_aid")) {
        change_gift_aid(request, app, shown.gift);
        return change;
    }
    const auto name = read_line(request.form.text("receipt_name"), giving::name_max);
    const auto street = read_line(request.form.text("street"), giving::address_max / 2);
    const auto place = read_line(request.form.text("place"), giving::address_max / 2);
    const auto typed = request.form.text("email");
    const auto email = typed.empty() ? std::optional<std::string>{""} : read_mail_address(typed);
    if (!name || !street || !place) throw Refused{{Reason::not_a_valid_value, "receipt_name"}};
    if (!email) throw Refused{{Reason::not_a_valid_value, "email"}};
    donor.receipt_name = *name, donor.receipt_address = *street + "\n" + *place;
    donor.email = *email;
    donor.consent_wording = request.form.has("consent_mail") ? consent_wording(lang) : "";
    giving::keep_receipt_data(app.store, shown.gift.id, donor, request.now);
    if (name->empty() || shown.gift.is_rehearsal) return "receipt";
    try {
        ask_for_receipt_of(request, app, shown.gift);
    } catch (const Refused& refused) {
        if (refused.refusal.field != "street") throw;
        return "receipt_street";
    }
    return "receipt_asked";
}

}  // namespace

std::string method_words(const std::string& method, const std::string& language) {
    if (method == "transfer") return say("Bank transfer", language);
    if (method == "cash") return say("Cash", language);
    if (method == "cheque") return say("Cheque", language);
    if (method == "pledge") return say("Pledges", language);  // Not paid yet: nobody knows how.
    if (method == "card_reader") return say("Card reader at the desk", language);
    return say("Card", language);
}

http::Response show_gift(const http::Request& request, App& app) {
    const auto was = giving::find_gift_by_token(app.store.session(), request.param("token"));
    if (was && was->confirmed.minor == 0 && was->state_reason.starts_with("released:"))
        return http::redirect("/g/" + giving::token_for(app.store.session(), was->state_reason));
    const auto shown = find_shown_now(request, app);
    const auto is_open =
        shown.gift.state == giving::State::pending && shown.gift.method == "transfer";
    auto response = is_open && request.query.has("new")
                        ? show_promise(request, app, shown)
                        : render_gift(request, app, shown,
                                      saved_words(request.query.text("saved"), request.language));
    // Whoever has the address has the gift: it is told to nobody.
    http::set_header(response, "Referrer-Policy", "no-referrer");
    http::set_header(response, "X-Robots-Tag", "noindex");
    if (looks_again(shown)) http::set_header(response, "Refresh", refresh_of(request, shown));
    if (may_try_again(shown))
        if (const auto origin = pay_origin(request, app, shown); !origin.empty())
            http::allow_form_to(response, origin);
    return response;
}

http::Response change_gift(const http::Request& request, App& app) {
    const auto shown = find_shown(request, app);
    if (request.form.text("change") == "pay")
        return pay_again(request, app, find_shown_now(request, app));
    const auto saved = carry_out_change(request, app, shown);
    app.feed.changed(shown.campaign.id);
    return http::redirect("/g/" + shown.token + "?saved=" + saved);
}

http::Response show_gift_code(const http::Request& request, App& app) {
    const auto shown = find_shown(request, app);
    const auto payload = giving::epc_payload(payee_of(shown), awaited(shown), shown.gift.reference);
    const auto symbol = print::encode_payment(payload);
    if (!symbol) throw Refused{{Reason::not_found}};
    return http::file(print::symbol_svg(*symbol, say("Payment code", request.language)),
                      "image/svg+xml");
}

}  // namespace pages
