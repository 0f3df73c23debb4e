#include "web/pages/pledges/pledge.h"

#include "campaign/giving/payment.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/bank_account.h"
#include "campaign/organisation/organisation.h"
#include "campaign/outside/http_client.h"
#include "campaign/pledges/paying.h"
#include "campaign/pledges/pledging.h"
#include "campaign/pledges/telling.h"
#include "campaign/roster/participant.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"
#include "print/qr.h"
#include "web/html/layout.h"
#include "web/http/policy.h"
#include "web/live/feed.h"
#include "web/pages/giving/checkout.h"
#include "web/pages/pledges/pledge_words.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;
using pledges::State;

// One pledge with all that its page shows.
struct Shown {
    pledges::Pledge pledge;
    std::vector<pledges::Part> parts;
    Giving giving;
    giving::Payee payee;
    std::string token, path;
    Date today;

    const pledges::Part* next() const { return pledges::next_part(parts); }
    State state() const { return pledges::state_of(pledge, parts, today); }
    bool waits_for_laps() const { return pledge.kind == pledges::Kind::unit && !pledge.billed_at; }
    bool may_withdraw() const {
        return !pledge.withdrawn_at && (pledge.open.minor > 0 || waits_for_laps());
    }
};

Shown find_shown(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto token = request.param("token");
    const auto pledge = pledges::find_pledge_by_token(session, token);
    if (!pledge) throw Refused{{Reason::not_found}};
    const auto found = campaign::find_campaign_by_id(session, pledge->campaign);
    check(found.has_value(), "a pledge has a campaign");
    Shown shown{*pledge,
                pledges::parts_of(*pledge, pledges::instalments_of(session, pledge->id)),
                giving_to(request, app, *found),
                {},
                token,
                "/pledge/" + token,
                {}};
    shown.giving.terms.is_rehearsal = pledge->is_rehearsal;
    shown.today = language::date_in(request.now, shown.giving.terms.zone);
    if (const auto account =
            organisation::find_account_in_use(session, shown.giving.version.plan.bank_account))
        shown.payee = {account->holder, account->iban, account->bic};
    return shown;
}

std::string headline_of(const Shown& shown, const std::string& lang) {
    const auto sum = pledges::sum_text(shown.pledge, static_cast<int>(shown.parts.size()), lang);
    switch (shown.state()) {
        case State::paid:
            return shown.pledge.amount.minor == 0
                       ? say("No laps, nothing to pay. Thank you all the same.", lang)
                       : say_with("Thank you. Your pledge of {1} is paid.",
                                  {money_text(shown.pledge.amount, lang)}, lang);
        case State::withdrawn:
            return say("Your pledge is taken back. Nothing is owed.", lang);
        case State::lapsed:
            return say("Your pledge has ended. Nothing is owed.", lang);
        case State::made:
        case State::proven:
        case State::due:
        case State::part_paid:
            return say_with("Thank you. You pledged {1}.", {sum}, lang);
    }
    return {};
}

std::string line_of(const Shown& shown, const std::string& lang) {
    const auto& pledge = shown.pledge;
    if (shown.state() == State::withdrawn && pledge.paid.minor > 0)
        return say_with("{1} of it was paid, and stays a gift.", {money_text(pledge.paid, lang)},
                        lang);
    if (shown.state() == State::made && !pledge.donor.email.empty())
        return say(
            "We have sent you a mail. Press its button, and your pledge is shown with the "
            "others.",
            lang);
    if (shown.waits_for_laps())
        return say(
            "When the laps are counted and a second person has confirmed them, we write to "
            "you. Nothing is to be paid before.",
            lang);
    if (pledge.open.minor > 0 && pledge.paid.minor > 0)
        return say_with("{1} is paid, {2} is still open.",
                        {money_text(pledge.paid, lang), money_text(pledge.open, lang)}, lang);
    return say("This page is yours alone. Come back to it any time.", lang);
}

void fill_bill(Values& values, const Shown& shown, const std::string& lang) {
    const auto& pledge = shown.pledge;
    if (pledge.kind != pledges::Kind::unit || !pledge.billed_at) return;
    const auto laps = language::say_count("{1} lap", "{1} laps", pledge.laps.value_or(0), lang);
    values.add("BILL").set(
        "BILL_TEXT",
        say_with(pledge.amount == pledge.cap
                     ? language::to_say("{1} at {2} each: {3}, the most you said.")
                     : language::to_say("{1} at {2} each: {3}."),
                 {laps, money_text(pledge.unit, lang), money_text(pledge.amount, lang)}, lang));
}

// By card, where there is a way that takes so little.
void fill_ways(Values& values, App& app, const Shown& shown, const http::Request& request) {
    const auto* next = shown.next();
    for (const auto& way : card_ways(app, shown.giving.terms, request.now)) {
        if (next->open < way->smallest(shown.giving.terms.currency)) continue;
        values.add("WAY")
            .set("WAY_VALUE", way->way())
            .set("WAY_LABEL", say_with("{1}: pay {2} now",
                                       {say(way->label(), request.language),
                                        money_text(next->open, request.language)},
                                       request.language));
    }
}

void fill_next(Values& values, App& app, const Shown& shown, const http::Request& request) {
    const auto* next = shown.next();
    if (next == nullptr) return;
    const auto& lang = request.language;
    auto& slip = values.add("NEXT");
    slip.set("NEXT_TITLE",
             shown.parts.size() > 1 ? say("The next part", lang) : say("To be paid", lang));
    slip.set(
        "NEXT_LINE",
        say_with("{1}, by {2}",
                 {money_text(next->open, lang), language::date_text(next->due_on, lang)}, lang));
    slip.set("PAY_AMOUNT", money_text(next->open, lang)).set("RECIPIENT", shown.payee.holder);
    slip.set("IBAN", giving::grouped_iban(shown.payee.iban)).set("IBAN_RAW", shown.payee.iban);
    slip.set("REFERENCE", giving::grouped(shown.pledge.reference));
    slip.set("REFERENCE_RAW", shown.pledge.reference);
    if (!giving::epc_payload(shown.payee, next->open, shown.pledge.reference).empty())
        slip.add("QR").set("QR_SRC", shown.path + "/code.svg");
    slip.set("PAY_ACTION", shown.path).set("PAY_TOKEN", "").set("PAY_KEY", random_token());
    fill_ways(slip, app, shown, request);
    slip.show_if(shown.parts.size() > 1, "SEVERAL");
}

std::string gift_state_words(const giving::Gift& gift, const std::string& lang) {
    switch (gift.state) {
        case giving::State::confirmed:
            return say("here", lang);
        case giving::State::entered:
            return say("waits for a second person", lang);
        case giving::State::pending:
        case giving::State::intent:
            return say("not paid yet", lang);
        case giving::State::refunded:
        case giving::State::disputed:
        case giving::State::lost:
            return say("given back", lang);
        case giving::State::rejected:
        case giving::State::lapsed:
        case giving::State::withdrawn:
        case giving::State::failed:
        case giving::State::expired:
            return say("did not come", lang);
    }
    return {};
}

void fill_payments(Values& values, App& app, const Shown& shown, const std::string& lang) {
    auto& session = app.store.session();
    const auto gifts = pledges::gifts_of(session, shown.pledge.id);
    if (gifts.empty()) return;
    auto& section = values.add("PAYMENTS");
    for (const auto id : gifts) {
        const auto gift = giving::find_gift(session, id);
        check(gift.has_value(), "a payment that is listed is a gift");
        section.add("PAYMENT")
            .set("GIFT_HREF", "/g/" + giving::token_for(session, gift->request_key))
            .set("GIFT_AMOUNT",
                 money_text(gift->confirmed.minor > 0 ? gift->confirmed : gift->amount, lang))
            .set("GIFT_METHOD", method_words(gift->method, lang))
            .set("GIFT_WHEN", language::date_text(gift->given_at, shown.giving.terms.zone, lang))
            .set("GIFT_STATE", gift_state_words(*gift, lang));
    }
}

std::string saved_words(const http::Request& request) {
    const auto& saved = request.query.text("saved");
    if (saved == "withdrawn") return say("Your pledge is taken back.", request.language);
    return {};
}

void keep_private(http::Response& response) {
    // Whoever has the address has the pledge: it is told to nobody.
    http::set_header(response, "Referrer-Policy", "no-referrer");
    http::set_header(response, "X-Robots-Tag", "noindex");
}

http::Response pay_by_card(const http::Request& request, App& app, const Shown& shown) {
    const auto* next = shown.next();
    if (next == nullptr) throw Refused{{Reason::already_decided}};
    const auto ways = card_ways(app, shown.giving.terms, request.now);
    const auto* way = find_way(ways, request.form.text("way"));
    constexpr std::size_t key_max = 40;
    const auto key = request.form.text("form_key");
    if (way == nullptr || key.empty() || key.size() > key_max)
        throw Refused{{Reason::form_expired}};
    if (card_wait(request, app)) throw Refused{{Reason::too_many_attempts}};
    try {
        const auto given = pledges::pay_pledge(
            app.store, {shown.pledge.id, "card", next->open, "pledge card:" + key},
            people::donor_actor(request.id), request.now);
        return http::redirect(checkout_href(request, app, *way, given.gift, shown.giving.campaign,
                                            shown.giving.version));
    } catch (const outside::Unreachable& away) {
        throw store::Unavailable{away.what()};
    } catch (const providers::NotTaken& no) {
        throw store::Unavailable{no.what()};
    }
}

pledges::Pledge find_to_prove(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto pledge = pledges::find_pledge_by_token(session, request.param("token"));
    const bool is_right =
        pledge && !pledge->donor.email.empty() &&
        equal_in_constant_time(request.param("proof"), pledges::proof_of(session, *pledge));
    if (!is_right)
        throw Refused{{Reason::not_found, "", "This link does not belong to a pledge of ours."}};
    return *pledge;
}

}  // namespace

http::Response show_pledge(const http::Request& request, App& app) {
    const auto shown = find_shown(request, app);
    const auto& lang = request.language;
    Values values;
    values.set("CAMPAIGN_HREF", "/c/" + shown.giving.campaign.slug);
    values.set("TITLE", shown.giving.version.plan.title);
    values.set("HEADLINE", headline_of(shown, lang)).set("LINE", line_of(shown, lang));
    if (const auto saved = saved_words(request); !saved.empty())
        values.add("SAVED").set("SAVED_TEXT", saved);
    if (const auto one =
            roster::find_participant_by_id(app.store.session(), shown.pledge.participant))
        values.add("FOR")
            .set("FOR_HREF", "/c/" + shown.giving.campaign.slug + "/p/" + one->slug)
            .set("FOR_NAME",
                 one->shown_name.empty() ? say("one of those taking part", lang) : one->shown_name);
    fill_bill(values, shown, lang);
    fill_next(values, app, shown, request);
    if (!shown.parts.empty())
        fill_parts(values.add("SCHEDULE"), shown.pledge, shown.parts, shown.today, lang);
    fill_payments(values, app, shown, lang);
    if (shown.may_withdraw())
        values.add("WITHDRAW").set("ACTION", shown.path).set("FORM_TOKEN", "");
    const auto ours = organisation::find_organisation(app.store.session());
    values.set("CONTACT",
               ours.telephone.empty()
                   ? say("Write or call us; the address stands in the imprint.", lang)
                   : say_with("Call us at {1}, and we talk about it.", {ours.telephone}, lang));
    PublicPage page{
        .title = say("My pledge", lang),
        .body = language::render_template("web/pages/pledges/pledge.html", values, lang)};
    page.styles = {"css/public.css"}, page.scripts = {"js/copy.js"};
    if (shown.pledge.is_rehearsal) page.strip = PublicPage::Strip::rehearsal;
    auto response = show_public(request, app, std::move(page));
    keep_private(response);
    std::string origins;  // A form that leads away must say where to.
    for (const auto& way : card_ways(app, shown.giving.terms, request.now))
        origins += (origins.empty() ? "" : " ") + way->origin();
    if (!origins.empty() && shown.next() != nullptr) http::allow_form_to(response, origins);
    return response;
}

http::Response change_pledge(const http::Request& request, App& app) {
    const auto shown = find_shown(request, app);
    const auto change = request.form.text("change");
    if (change == "pay") return pay_by_card(request, app, shown);
    if (change != "withdraw") throw Refused{{Reason::not_a_valid_value, "change"}};
    pledges::withdraw_pledge(app.store, shown.pledge.id, "by the donor",
                             people::donor_actor(request.id), request.now);
    app.feed.changed(shown.giving.campaign.id);
    return http::redirect(shown.path + "?saved=withdrawn");
}

http::Response show_pledge_code(const http::Request& request, App& app) {
    const auto shown = find_shown(request, app);
    const auto* next = shown.next();
    if (next == nullptr) throw Refused{{Reason::not_found}};
    const auto payload = giving::epc_payload(shown.payee, next->open, shown.pledge.reference);
    const auto symbol = print::encode_payment(payload);
    if (!symbol) throw Refused{{Reason::not_found}};
    return http::file(print::symbol_svg(*symbol, say("Payment code", request.language)),
                      "image/svg+xml");
}

http::Response show_pledge_proof(const http::Request& request, App& app) {
    const auto pledge = find_to_prove(request, app);
    const auto& lang = request.language;
    const auto parts = pledges::instalments_of(app.store.session(), pledge.id).size();
    Values values;
    values.set("EMAIL", pledge.donor.email)
        .set("AMOUNT", pledges::sum_text(pledge, static_cast<int>(parts), lang))
        .set("PLEDGE_HREF", "/pledge/" + request.param("token"));
    if (pledge.proven_at)
        values.show("DONE");
    else
        values.add("ASK").set("ACTION", request.path);
    auto response =
        show_public(request, app, say("Is this your address?", lang),
                    language::render_template("web/pages/pledges/pledge_proof.html", values, lang));
    keep_private(response);
    return response;
}

http::Response take_pledge_proof(const http::Request& request, App& app) {
    const auto pledge = find_to_prove(request, app);
    pledges::prove_pledge(app.store, pledge.id, people::donor_actor(request.id), request.now);
    app.feed.changed(pledge.campaign);
    return http::redirect(request.path);
}

}  // namespace pages
