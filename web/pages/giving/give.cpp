#include "web/pages/giving/give.h"

#include <algorithm>
#include <array>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/tally.h"
#include "campaign/links/link.h"
#include "campaign/matching/pool.h"
#include "campaign/monthly/subscribing.h"
#include "campaign/organisation/organisation.h"
#include "campaign/outside/http_client.h"
#include "campaign/phase.h"
#include "campaign/roster/participant.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/http/policy.h"
#include "web/http/reception.h"
#include "web/live/feed.h"
#include "web/pages/giving/give_form.h"
#include "web/pages/links/code.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;

constexpr std::array chip_units{10, 20, 50, 100};

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
    beside("company", "COMPANY_WRONG", "COMPANY_ERROR");
    beside("remembered", "REMEMBERED_WRONG", "REMEMBERED_ERROR");
    beside("card_name", "CARD_NAME_WRONG", "CARD_NAME_ERROR");
    beside("card_email", "CARD_EMAIL_WRONG", "CARD_EMAIL_ERROR");
    beside("card_words", "CARD_WORDS_WRONG", "CARD_WORDS_ERROR");
}

void fill_choices(Values& values, const http::Request& request, const Giving& giving,
                  const GiveForm& form) {
    const auto unit = giving::smallest_gift(giving.terms.currency);
    values.set("CURRENCY", sign_of(giving.terms.currency, request.language));
    values.set("DECIMALS", giving.terms.currency.decimals);
    values.set("DECIMAL_MARK", std::string(1, language::decimal_separator(request.language)));
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
    const auto& lang = request.language;
    const auto offer = [&](const std::string& way, const std::string& label,
                           const std::string& note) {
        values.add("METHOD")
            .set("VALUE", way)
            .set("LABEL", label)
            .set("NOTE", note)
            .show_if(form.method == way, "CHOSEN");
    };
    for (const auto& way : form.ways)
        offer(way->way(), say(way->label(), lang),
              say("You pay on the page of our provider and come back.", lang));
    offer("transfer", say("Bank transfer", lang),
          say("We show you the account, a reference and a code to scan.", lang));
    values.add("FEE")
        .set("FEE_LABEL",
             say("Add 3 % so that costs do not make my gift smaller.", request.language))
        .show_if(form.covers_fee, "FEE_CHOSEN");
}

void fill_mentions(Values& values, const GiveForm& form) {
    const auto& mentions = form.mentions;
    values.set("COMPANY", mentions.company).set("REMEMBERED", mentions.remembered);
    values.show_if(mentions.occasion == "honour", "HONOUR_CHOSEN")
        .show_if(mentions.occasion != "honour", "MEMORY_CHOSEN");
    values.set("CARD_NAME", form.card.name).set("CARD_EMAIL", form.card.email);
    values.set("CARD_WORDS", form.card.words).show_if(form.card.tells_amount, "CARD_AMOUNT_CHOSEN");
    values.show_if(!mentions.remembered.empty() || form.has_card(), "MENTION_OPEN");
    values.show_if(form.has_card(), "CARD_OPEN");
}

// Every month, where a provider takes money so.
void fill_monthly(Values& values, const http::Request& request, const Giving& giving,
                  const GiveForm& form) {
    const bool is_offered =
        std::ranges::any_of(form.ways, [](const auto& way) { return way->takes_monthly(); });
    if (!is_offered) return;
    const auto& lang = request.language;
    const auto today = language::date_in(request.now, giving.terms.zone);
    const auto day = static_cast<unsigned>(today.day());
    constexpr unsigned always_there = 28;
    values.add("MONTHLY")
        .set("MONTHLY_LINE",
             day > always_there
                 ? say("We take the same amount from your card on the last days of every month, "
                       "until you stop it. One click on the page of your gift is enough, and each "
                       "mail leads there.",
                       lang)
                 : say_with("We take the same amount from your card on day {1} of every month, "
                            "until you stop it. One click on the page of your gift is enough, and "
                            "each mail leads there.",
                            {std::to_string(day)}, lang))
        .show_if(form.is_monthly, "MONTHLY_CHOSEN");
}

// A sponsor adds something to a gift that is given now.
void fill_pool(Values& values, const http::Request& request, App& app, const Giving& giving) {
    const auto pool =
        matching::find_shown_pool(app.store.session(), giving.campaign.id, request.now);
    if (!pool || giving.terms.is_rehearsal) return;
    const auto words =
        live::word_matching(*pool, giving.version.plan.time_zone, request.language, request.now);
    if (words.draws_now)
        values.add("MATCHED").set("MATCHED_RULE", words.rule).set("MATCHED_LEFT", words.left);
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
    fill_choices(values, request, giving, form);
    fill_mentions(values, form);
    fill_monthly(values, request, giving, form);
    fill_pool(values, request, app, giving);
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
                       form.hides_amount || form.hides_from || !form.mentions.company.empty(),
                   "MORE_OPEN");
    fill_wrong(values, form);
    if (!form.failed.empty()) values.add("FAILED").set("FAILED_TEXT", form.failed);
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
                    .body = language::render_template("web/pages/giving/give.html", values, lang)};
    page.scripts = {"js/give.js"};
    page.status = form.wrong.empty() && form.again.empty() ? 200 : 422;
    if (form.status != 0) page.status = form.status;
    if (giving.terms.is_rehearsal) page.strip = PublicPage::Strip::rehearsal;
    auto response = show_public(request, app, std::move(page));
    std::string origins;  // A form that leads away must say where to.
    for (const auto& way : form.ways) origins += (origins.empty() ? "" : " ") + way->origin();
    if (!origins.empty()) http::allow_form_to(response, origins);
    if (form.wait_s > 0) http::set_header(response, "Retry-After", std::to_string(form.wait_s));
    return response;
}

http::Response ask_again(const http::Request& request, App& app, const Giving& giving,
                         GiveForm form, const Refusal& refusal) {
    const auto earlier = read_instant(refusal.detail);
    form.again = say_with("You gave {1} {2}. Give again?",
                          {money_text(*form.money, request.language),
                           language::ago_text(*earlier, request.now, request.language)},
                          request.language);
    // Only to the browser that gave it: an address alone proves nothing.
    auto asked = gift_from_form(request, app, giving, form);
    asked.donor.email.clear();
    auto& session = app.store.session();
    const auto mine =
        giving::find_repeat(session, asked, giving.terms, *earlier - std::chrono::seconds{1});
    form.again_href =
        mine ? "/g/" + giving::token_for(session, mine->request_key) : "/c/" + giving.campaign.slug;
    return render_give(request, app, giving, form);
}

// Nothing was begun: everything typed stays, and a transfer is always possible.
http::Response offer_transfer(const http::Request& request, App& app, const Giving& giving,
                              GiveForm form) {
    form.method = "transfer", form.form_key = random_token();
    return render_give(request, app, giving, form);
}

http::Response refuse_card_now(const http::Request& request, App& app, const Giving& giving,
                               GiveForm form, int wait_s) {
    constexpr int minute = 60, too_many = 429;
    const auto& lang = request.language;
    form.wait_s = wait_s, form.status = too_many;
    form.failed =
        wait_s < minute
            ? language::say_count(
                  "Cards were refused here a few times. Please wait {1} second, then press the "
                  "button again, or pay by bank transfer now.",
                  "Cards were refused here a few times. Please wait {1} seconds, then press the "
                  "button again, or pay by bank transfer now.",
                  wait_s, lang)
            : say("Cards were refused here many times. Please try a card again later, or pay by "
                  "bank transfer now.",
                  lang);
    return offer_transfer(request, app, giving, std::move(form));
}

http::Response say_card_failed(const http::Request& request, App& app, const Giving& giving,
                               GiveForm form, std::string_view why) {
    constexpr int unavailable = 503;
    form.status = unavailable, form.wait_s = 5;
    form.failed =
        say("The page to pay by card cannot be reached now. Nothing was taken. Try again "
            "in a moment, or pay by bank transfer.",
            request.language);
    auto response = offer_transfer(request, app, giving, std::move(form));
    response.trouble = why;
    return response;
}

// Records the gift, and leads to where it is paid.
http::Response take(const http::Request& request, App& app, const Giving& giving,
                    const GiveForm& form) {
    const auto asked = gift_from_form(request, app, giving, form);
    const auto* way = find_way(form.ways, form.method);
    if (way != nullptr) {
        if (const auto wait_s = card_wait(request, app))
            return refuse_card_now(request, app, giving, form, *wait_s);
        if (giving::total_of(asked.lines, giving.terms.currency) <
            way->smallest(giving.terms.currency))
            throw Refused{{Reason::amount_out_of_range, "amount"}};
        look_at_begun(request, app, asked, giving.terms);
    }
    const auto given = giving::record_gift(app.store, asked, giving.terms,
                                           people::donor_actor(request.id), request.now);
    if (way != nullptr && asked.is_monthly)
        monthly::open_series(app.store, given.gift, way->name(), request.now);
    if (way != nullptr)
        return http::redirect(
            checkout_href(request, app, *way, given.gift, giving.campaign, giving.version));
    app.feed.changed(giving.campaign.id);
    return http::redirect("/g/" + given.token + "?new=yes");
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
    return giving_to(request, app, *found);
}

Giving giving_to(const http::Request& request, App& app, const campaign::Campaign& campaign) {
    // A draft that rehearses takes gifts that enter no figure.
    if (!campaign.shown_version && !campaign.is_rehearsal) throw Refused{{Reason::not_found}};
    auto& session = app.store.session();
    const auto version = campaign::current_version(session, campaign);
    Giving giving{campaign, version, {}};
    giving.terms.campaign = campaign.id, giving.terms.currency = campaign.currency;
    giving.terms.fund = campaign::first_fund(session, campaign.id).id;
    giving.terms.zone = organisation::find_organisation(session).time_zone;
    giving.terms.is_open = !campaign::gift_objection(campaign, version, request.now);
    giving.terms.is_late = campaign::is_late(campaign, version, request.now);
    giving.terms.is_rehearsal = campaign::is_rehearsing(campaign, version, request.now);
    return giving;
}

http::Response show_give(const http::Request& request, App& app) {
    const auto giving = find_giving(request, app);
    if (!giving.terms.is_open) return http::redirect("/c/" + giving.campaign.slug);
    note_landing(request, app, giving.campaign.id);
    GiveForm form;
    form.ways = card_ways(app, giving.terms, request.now);
    if (!form.ways.empty()) form.method = form.ways.front()->way();
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
    auto form = read_give_form(request, app, giving);
    if (!form.wrong.empty()) return render_give(request, app, giving, form);
    const auto known = browser_of(request, app);
    form.browser = known.empty() ? random_token() : known;
    try {
        auto response = take(request, app, giving, form);
        if (known.empty() && response.status == 303)
            http::add_cookie(response, {"giver", form.browser, 24 * 3600},
                             http::scheme_of(app.config));
        return response;
    } catch (const Refused& refused) {
        return refuse_gift(request, app, giving, std::move(form), refused.refusal);
    } catch (const outside::Unreachable& away) {
        return say_card_failed(request, app, giving, std::move(form), away.what());
    } catch (const providers::NotTaken& no) {
        return say_card_failed(request, app, giving, std::move(form), no.what());
    }
}

}  // namespace pages
