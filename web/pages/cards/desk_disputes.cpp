#include "campaign/giving/providers/registry.h"
#include "campaign/giving/refunding.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "web/html/layout.h"
#include "web/pages/bank/desk_bank.h"
#include "web/pages/cards/desk_card_money.h"

namespace pages {

namespace {

using Dispute = providers::Payment::Dispute;
using language::money_text;
using language::say;
using language::say_with;
using language::Values;

constexpr int shown_max = 100;

std::string reason_words(const Dispute& one, const std::string& in) {
    if (one.reason == "fraudulent" || one.reason == "UNAUTHORISED")
        return say("the cardholder did not order it", in);
    if (one.reason == "duplicate" || one.reason == "DUPLICATE_TRANSACTION")
        return say("it was taken twice", in);
    if (one.reason == "unrecognized") return say("the cardholder does not recognise it", in);
    if (one.reason == "credit_not_processed" || one.reason == "CREDIT_NOT_PROCESSED")
        return say("a refund was promised and did not come", in);
    return one.reason.empty() ? say("it does not say", in) : one.reason;
}

std::string state_words(const Dispute& one, const std::string& in) {
    if (one.state == Dispute::State::won) return say("won", in);
    if (one.state == Dispute::State::lost) return say("lost", in);
    return one.is_answered ? say("answered, the bank decides", in) : say("to be answered", in);
}

Money taken_of(const Dispute& one) { return one.taken.value_or(one.amount); }
Money back_of(const Dispute& one) {
    const bool is_won = one.state == Dispute::State::won;
    return one.given_back.value_or(is_won ? one.amount : Money{0, one.amount.currency});
}

std::string until_words(const Dispute& one, const std::string& zone, const std::string& in) {
    if (one.is_answered) return say("Nothing to do but wait.", in);
    if (!one.answer_by) return say("The provider names no day: look there.", in);
    return say_with("Answer by {1}", {language::date_text(*one.answer_by, zone, in)}, in);
}

std::string who_of(App& app, const giving::CardPayment& payment, const std::string& in) {
    const auto gift = giving::find_gift(app.store.session(), payment.gift);
    return gift && !gift->donor.name.empty() ? gift->donor.name : say("without a name", in);
}

std::string gift_href(const giving::CardPayment& payment) {
    return payment.gift ? "/desk/gifts/" + std::to_string(payment.gift.value)
                        : "/desk/cards/quarantine";
}

void fill_open(Values& row, const http::Request& request, App& app,
               const giving::CardPayment& payment, const Dispute& one) {
    constexpr std::chrono::days soon{3};
    const auto& in = request.language;
    const auto zone = organisation::find_organisation(app.store.session()).time_zone;
    row.set("AMOUNT", money_text(one.amount, in)).set("WHO", who_of(app, payment, in));
    row.set("GIFT_HREF", gift_href(payment)).set("UNTIL", until_words(one, zone, in));
    row.set("WHY", reason_words(one, in)).set("TAKEN", money_text(taken_of(one), in));
    row.set("FEE", money_text(one.fee, in)).set("STATE", state_words(one, in));
    row.set("SINCE", language::ago_text(payment.begun_at, request.now, in));
    row.show_if(!one.is_answered && one.answer_by && *one.answer_by - request.now < soon, "URGENT");
    const providers::Registry registry{app.store.session(), app.config.card_addresses};
    const auto provider = registry.find(payment.provider, request.now);
    const auto page = provider ? provider->dispute_page(one.id) : std::string{};
    if (!page.empty()) row.add("AT_PROVIDER").set("PROVIDER_HREF", page);
}

int fill_all_open(Values& values, const http::Request& request, App& app) {
    int count = 0;
    for (const auto& payment : giving::disputed_payments(app.store.session(), true, shown_max))
        for (const auto& one : payment.facts.disputes)
            if (one.state == Dispute::State::open && ++count <= shown_max)
                fill_open(values.add("OPEN"), request, app, payment, one);
    return count;
}

void fill_ended(Values& values, const http::Request& request, App& app) {
    const auto& in = request.language;
    Values* list = nullptr;
    for (const auto& payment : giving::disputed_payments(app.store.session(), false, shown_max))
        for (const auto& one : payment.facts.disputes) {
            if (one.state == Dispute::State::open) continue;
            if (list == nullptr) list = &values.add("ANY_ENDED");
            list->add("ENDED")
                .set("AMOUNT", money_text(one.amount, in))
                .set("WHO", who_of(app, payment, in))
                .set("GIFT_HREF", gift_href(payment))
                .set("STATE", state_words(one, in))
                .set("WHY", reason_words(one, in))
                .set("TAKEN", money_text(taken_of(one), in))
                .set("BACK", money_text(back_of(one), in))
                .set("FEE", money_text(one.fee, in));
        }
}

}  // namespace

http::Response show_disputes(const http::Request& request, App& app) {
    insist_on_finance(request);
    const auto& in = request.language;
    Values values;
    values.html("WAYS_HTML", card_ways(request));
    const auto open = fill_all_open(values, request, app);
    fill_ended(values, request, app);
    values.set("LEDE", open == 0 ? say("All is well.", in)
                                 : language::say_count("{1} dispute is open.",
                                                       "{1} disputes are open.", open, in));
    values.show_if(open == 0, "CALM");
    return show_desk(
        request, app,
        {.title = say("Disputes", in),
         .body = language::render_template("web/pages/cards/desk_disputes.html", values, in)});
}

}  // namespace pages
