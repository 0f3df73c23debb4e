#include "web/pages/cash/my_cash.h"

#include "campaign/cash/handing.h"
#include "campaign/giving/gift_lists.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/beside.h"
#include "web/live/feed.h"
#include "web/pages/giving/give.h"
#include "web/pages/roster/me.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::Values;

constexpr int held_max = 40;
constexpr std::size_t key_max = 32;  // The whole key has 64 bytes.
constexpr Beside places[] = {{"amount", "CASH_WRONG", "CASH_ERROR"},
                             {"from", "FROM_WRONG", "FROM_ERROR"}};

campaign::Campaign campaign_of(App& app, const roster::Participant& one) {
    auto found = campaign::find_campaign_by_id(app.store.session(), one.campaign);
    if (!found) throw Refused{{Reason::not_found}};
    return std::move(*found);
}

giving::NewGift gift_of(const roster::Participant& one, const CashHeld& form, Money amount,
                        const Giving& giving) {
    giving::NewGift asked;
    asked.method = "cash", asked.origin = "walker";
    asked.request_key = "walker:" + std::to_string(one.id.value) + ":" + form.key;
    asked.lines = {{"gift", giving.terms.fund, amount, true}};
    asked.shares = {{one.id, one.team, Money{0, giving.terms.currency}}};
    asked.donor.name = form.from, asked.donor.language = one.language;
    asked.is_meant = true;  // Two aunts may well give the same.
    return asked;
}

// What they declared of an envelope, before anybody counted.
std::int64_t told_in(store::Session& session, const cash::Envelope& envelope) {
    std::int64_t told = 0;
    for (const auto& row : cash::rows_in(session, envelope.id))
        if (row.gift.origin == "walker") told += row.gift.amount.minor;
    return told;
}

void fill_handed(Values& values, const http::Request& request, App& app,
                 const roster::Participant& one, Currency currency) {
    const auto& lang = request.language;
    for (const auto& envelope : cash::envelopes_from(app.store.session(), one.id)) {
        auto& row = values.add("HANDED");
        const auto told = told_in(app.store.session(), envelope);
        row.set("TITLE",
                language::say_with("Envelope {1}", {std::to_string(envelope.number)}, lang));
        row.set("AGO", envelope.received_at
                           ? language::ago_text(*envelope.received_at, request.now, lang)
                           : std::string{});
        if (!envelope.counted) {
            row.set("LINE", say("Handed in. It waits to be counted by two people.", lang));
            continue;
        }
        const auto counted = money_text({*envelope.counted, currency}, lang);
        if (told == 0 || told == *envelope.counted) {
            row.set("LINE", language::say_with("Two people counted {1}.", {counted}, lang));
            continue;
        }
        row.set("LINE", language::say_with("You said {1}. Two people counted {2}, and that is what "
                                           "was given.",
                                           {money_text({told, currency}, lang), counted}, lang));
        if (!envelope.answer.empty())
            row.add("ANSWERED").set("ANSWER", envelope.answer);
        else
            row.add("MAY_ANSWER")
                .set("ENVELOPE_ID", std::to_string(envelope.id.value))
                .set("ANSWER_ACTION",
                     own_page_path(request) + "/envelopes/" + std::to_string(envelope.id.value))
                .set("FORM_TOKEN", request.visitor ? request.visitor->form_token : std::string{});
    }
}

// "€80 you hold: hand it in by Friday."
void say_what_is_held(Values& values, App& app, const std::vector<giving::Gift>& held,
                      const campaign::Campaign& campaign, const std::string& lang) {
    std::int64_t sum = 0;
    for (const auto& gift : held) sum += gift.amount.minor;
    if (sum == 0) return;
    const auto amount = money_text({sum, campaign.currency}, lang);
    const auto day = cash::hand_in_day(app.store.session(), campaign.id);
    values.add("HOLDS").set(
        "HOLD_LINE", day ? language::say_with("{1} you hold: hand it in by {2}.",
                                              {amount, language::date_text(*day, lang)}, lang)
                         : language::say_with("{1} you hold: hand it in soon.", {amount}, lang));
}

}  // namespace

language::Html render_my_cash(const http::Request& request, App& app,
                              const roster::Participant& one, const CashHeld& typed) {
    const auto campaign = campaign_of(app, one);
    if (!one.is_public() || (!campaign.shown_version && !campaign.is_rehearsal)) return {};
    const auto& lang = request.language;
    const auto path = own_page_path(request) + "/cash";
    const auto form_token = request.visitor ? request.visitor->form_token : std::string{};
    Values values;
    values.set("ACTION", path).set("FORM_TOKEN", form_token);
    values.set("FORM_KEY", typed.key.empty() ? random_token() : typed.key);
    values.set("CURRENCY", campaign.currency.text());
    values.set("AMOUNT", typed.amount).set("FROM", typed.from);
    values.show_if(!typed.wrong.empty(), "OPENED");
    say_beside(values, typed.wrong, places);
    const auto held = giving::cash_held_by(app.store.session(), one.id, held_max);
    say_what_is_held(values, app, held, campaign, lang);
    fill_handed(values, request, app, one, campaign.currency);
    for (const auto& gift : held)
        values.add("HELD")
            .set("SUM", money_text(gift.amount, lang))
            .set("WHO", gift.donor.name.empty() ? say("A gift", lang) : gift.donor.name)
            .set("AGO", language::ago_text(gift.given_at, request.now, lang))
            .set("BACK_ACTION", path + "/" + std::to_string(gift.id.value))
            .set("FORM_TOKEN", form_token);
    return language::render_template("web/pages/cash/my_cash.html", values, lang);
}

http::Response tell_of_cash(const http::Request& request, App& app) {
    const auto one = own_participant(request, app);
    const auto& lang = request.language;
    const auto giving = giving_to(request, app, campaign_of(app, one));
    CashHeld form{request.form.text("amount"), request.form.text("from"),
                  request.form.text("form_key")};
    if (form.key.empty() || form.key.size() > key_max) throw Refused{{Reason::form_expired}};
    const auto amount =
        read_money(form.amount, giving.terms.currency, language::decimal_separator(lang));
    if (!amount || amount->minor <= 0)
        form.wrong["amount"] = say("Please type an amount like 20 or 12.50.", lang);
    const auto from = read_line(form.from, giving::name_max);
    if (!from) form.wrong["from"] = say("Please use at most 80 characters.", lang);
    const auto held = giving::cash_held_by(app.store.session(), one.id, held_max);
    if (held.size() >= std::size_t{held_max})
        form.wrong["amount"] = say("Please hand in what you hold before you add more.", lang);
    if (!one.is_public() || !giving.terms.is_open)
        form.wrong["amount"] =
            say("Cash can be entered once your page is public and gifts are taken.", lang);
    if (!form.wrong.empty()) return show_me_with_cash(request, app, form);
    form.from = *from;
    try {
        giving::record_gift(app.store, gift_of(one, form, *amount, giving), giving.terms,
                            {one.account, "participant", request.id}, request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.reason != Reason::amount_out_of_range) throw;
        form.wrong["amount"] = say("This amount is too small or too large.", lang);
        return show_me_with_cash(request, app, form);
    }
    app.feed.changed(one.campaign);
    return http::redirect(own_page_path(request) + "?cash=1#cash");
}

http::Response take_back_cash(const http::Request& request, App& app) {
    const auto one = own_participant(request, app);
    const auto number = number_in(request.param("gift"));
    giving::take_entry_back(app.store, GiftId{number}, one.id,
                            {one.account, "participant", request.id}, request.now);
    app.feed.changed(one.campaign);
    return http::redirect(own_page_path(request) + "#cash");
}

http::Response answer_about_envelope(const http::Request& request, App& app) {
    const auto one = own_participant(request, app);
    const auto number = number_in(request.param("envelope"));
    const auto words = read_line(request.form.text("answer"), cash::answer_max);
    if (!words || words->empty())
        throw Refused{{Reason::not_a_valid_value, "answer", "Please write a sentence."}};
    cash::answer_difference(app.store, cash::EnvelopeId{number}, one.id, *words,
                            {one.account, "participant", request.id}, request.now);
    return http::redirect(own_page_path(request) + "#cash");
}

}  // namespace pages
