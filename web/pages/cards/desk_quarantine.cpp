
#include "campaign/giving/refunding.h"
#include "campaign/giving/releasing.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/bank/desk_bank.h"
#include "web/pages/cards/desk_card_money.h"
#include "web/pages/cards/desk_cards.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;

constexpr int shown_max = 100;
constexpr std::size_t key_max = 64;

void fill_ways_out(Values& row, const http::Request& request, const giving::CardPayment& payment) {
    const auto left = giving::refundable(payment);
    const auto action = "/desk/cards/quarantine/" + std::to_string(payment.id.value);
    const auto fill = [&](Values& form) -> Values& {
        return form.set("ACTION", action)
            .set("FORM_TOKEN", request.visitor->form_token)
            .set("PAYMENT_ID", payment.id.value);
    };
    if (left == payment.facts.captured && payment.quarantine != "currency") {
        auto& form = fill(row.add("RELEASE"));
        if (!payment.gift) form.add("NAME_GIFT").set("PAYMENT_ID", payment.id.value);
    }
    if (left.minor > 0)
        fill(row.add("RETURN"))
            .set("FORM_KEY", random_token())
            .set("PLAIN_AMOUNT", decimal_text(left));
}

void fill_held(Values& row, const http::Request& request, const giving::CardPayment& payment) {
    const auto& in = request.language;
    const auto& facts = payment.facts;
    row.set("PAYMENT_ID", payment.id.value).set("AMOUNT", money_text(facts.captured, in));
    row.set("WHY", quarantine_words(payment.quarantine, in)).set("PROVIDER", payment.provider);
    row.set("PAYMENT", facts.payment);
    row.set("AGE", language::ago_text(payment.begun_at, request.now, in));
    if (payment.gift) {
        row.add("GIFT").set("GIFT_HREF", "/desk/gifts/" + std::to_string(payment.gift.value));
        row.add("ASKED").set("ASKED_AMOUNT", money_text(payment.asked, in));
    }
    const auto under_way = giving::remainder_held(facts).remains - giving::refundable(payment);
    if (under_way.minor > 0)
        row.add("BACK").set("BACK_LINE", say_with("{1} of it is on its way back.",
                                                  {money_text(under_way, in)}, in));
    fill_ways_out(row, request, payment);
}

http::Response render_quarantine(const http::Request& request, App& app,
                                 const std::string& failed) {
    const auto& in = request.language;
    Values values;
    values.html("WAYS_HTML", card_ways(request));
    std::int64_t count = 0;
    Values* past = nullptr;
    for (const auto& payment : giving::quarantined_payments(app.store.session(), shown_max)) {
        const auto held = giving::remainder_held(payment.facts).remains;
        if (held.minor > 0) {
            ++count;
            fill_held(values.add("HELD"), request, payment);
            continue;
        }
        if (past == nullptr) past = &values.add("ANY_PAST");
        past->add("PAST")
            .set("AMOUNT", money_text(payment.facts.captured, in))
            .set("BACK", money_text(payment.facts.captured - held, in))
            .set("WHY", quarantine_words(payment.quarantine, in))
            .set("PAYMENT", payment.facts.payment);
    }
    values.set("LEDE", count == 0
                           ? say("All is well.", in)
                           : language::say_count("{1} card payment fits no gift",
                                                 "{1} card payments fit no gift", count, in));
    values.show_if(count == 0, "CALM");
    return show_desk(
        request, app,
        {.title = say("Money that fits no gift", in),
         .body = language::render_template("web/pages/cards/desk_quarantine.html", values, in),
         .saved = request.query.has("saved") ? say("Kept.", in) : "",
         .failed = failed,
         .status = failed.empty() ? 200 : 422});
}

void send_back(const http::Request& request, App& app, const giving::CardPayment& payment,
               const std::string& reason) {
    const auto key = request.form.text("form_key");
    if (key.empty() || key.size() > key_max) throw Refused{{Reason::form_expired}};
    giving::NewRefund asked;
    asked.payment = payment.id, asked.amount = giving::refundable(payment);
    asked.reason = reason, asked.request_key = "refund-" + key;
    giving::propose_refund(app.store, asked, finance_actor(request), request.now);
    if (app.card_news) app.card_news();
}

}  // namespace

http::Response show_quarantine(const http::Request& request, App& app) {
    insist_on_finance(request);
    return render_quarantine(request, app, {});
}

http::Response decide_quarantine(const http::Request& request, App& app) {
    insist_on_finance(request);
    const giving::PaymentId id{number_in(request.param("payment"))};
    const auto payment = giving::find_payment(app.store.session(), id);
    if (!payment) throw Refused{{Reason::not_found}};
    const auto reason =
        read_line(request.form.text("reason"), giving::refund_reason_max).value_or("");
    const auto act = request.form.text("act");
    try {
        if (act == "release") {
            const auto gift =
                giving::release_payment(app.store, id, GiftId{number_in(request.form.text("gift"))},
                                        reason, finance_actor(request), request.now);
            app.feed.changed(gift.campaign);
            return http::redirect("/desk/gifts/" + std::to_string(gift.id.value));
        }
        if (act != "back") throw Refused{{Reason::not_a_valid_value, "act"}};
        send_back(request, app, *payment, reason);
    } catch (const Refused& refused) {
        const auto& why = refused.refusal;
        const auto& in = request.language;
        return render_quarantine(request, app,
                                 why.detail.empty()
                                     ? say("Somebody was faster. Look at it again.", in)
                                     : say(why.detail, in));
    }
    return http::redirect("/desk/cards/quarantine?saved=yes");
}

}  // namespace pages
