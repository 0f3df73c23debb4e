#include <map>

#include "campaign/campaign.h"
#include "campaign/giving/payout.h"
#include "campaign/giving/providers/provider_cursor.h"
#include "campaign/giving/providers/registry.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/number.h"
#include "web/html/layout.h"
#include "web/pages/bank/desk_bank.h"
#include "web/pages/cards/desk_card_money.h"

namespace pages {

namespace {

using giving::Payout;
using language::money_text;
using language::say;
using language::say_with;
using language::Values;

constexpr int payouts_shown = 60, items_shown = 500;

std::string state_words(const Payout& one, const std::string& in) {
    if (one.leaves_bank()) return say("came back to the provider: its bank line is to come", in);
    if (one.placed_at) return say("at the bank", in);
    if (one.back_at) return say("came back to the provider", in);
    if (!one.booked_at) return one.trouble.empty() ? say("being read", in) : say(one.trouble, in);
    return say("waits for its bank line", in);
}

std::string kind_words(const std::string& kind, const std::string& in) {
    if (kind == "charge" || kind == "payment") return say("payment", in);
    if (kind == "refund" || kind == "payment_refund") return say("refund", in);
    if (kind == "refund_failure" || kind == "payment_failure_refund")
        return say("refund that came back", in);
    if (kind == "adjustment") return say("dispute", in);
    if (kind == "stripe_fee") return say("fee of the provider", in);
    return kind;
}

void fill_held(Values& values, const http::Request& request, App& app) {
    const auto& in = request.language;
    auto& session = app.store.session();
    const auto ours_is = currency_of(organisation::find_organisation(session).currency);
    for (const auto& kind : providers::all_kinds()) {
        const auto cursor = providers::find_cursor(session, {std::string{kind.name}, "payouts"});
        if (!cursor.asked_at) continue;
        const auto currency = cursor.balance ? cursor.balance->currency : ours_is;
        const auto ours = giving::clearing_of(session, std::string{kind.name}, currency);
        auto& held = values.add("HELD");
        held.set("TITLE", kind.title).set("OURS", money_text(ours, in));
        held.set("THEIRS",
                 cursor.balance ? money_text(*cursor.balance, in) : say("it does not say", in));
        held.set("ASKED", language::ago_text(*cursor.asked_at, request.now, in));
        held.show_if(cursor.balance && *cursor.balance == ours, "SAME");
        held.show_if(cursor.balance && *cursor.balance != ours, "DIFFERS");
        if (!cursor.trouble.empty()) held.add("TROUBLE").set("SAID", cursor.trouble);
    }
}

std::string title_of(store::Session& session, CampaignId id, const std::string& in) {
    if (!id) return say("the organisation", in);
    const auto found = campaign::find_campaign_by_id(session, id);
    if (!found) return {};
    const auto versions = campaign::recent_versions(session, id, 1);
    return versions.empty() ? found->slug : versions.front().plan.title;
}

void fill_facts(Values& values, const Payout& one, const std::string& zone, const std::string& in) {
    const auto add = [&](std::string label, const std::string& text) {
        if (!text.empty()) values.add("FACT").set("LABEL", label).set("TEXT", text);
    };
    add(say("Provider", in), one.provider);
    add(say("Number of the payout", in), one.payout);
    add(say("Announced", in), language::date_text(one.made_at, zone, in));
    add(say("Arrives", in), language::date_text(one.arrives_on, in));
    add(say("Trace, as the bank may name it", in), one.trace);
    add(say("Words on the statement", in), one.descriptor);
    add(say("Trouble", in), one.trouble.empty() ? "" : say(one.trouble, in));
}

void fill_items(Values& values, App& app, const Payout& one, const std::string& zone,
                const std::string& in) {
    auto& session = app.store.session();
    const auto items = giving::items_of(session, one, items_shown);
    std::map<std::int64_t, Money> shares;
    for (const auto& item : items) {
        auto& share = shares.try_emplace(item.campaign.value, 0, one.amount.currency).first->second;
        share = share + item.net();
        auto& row = values.add("ITEM");
        row.set("WHEN", language::date_text(item.movement.made_at, zone, in));
        row.set("WHAT", kind_words(item.movement.kind, in));
        row.set("SUM", money_text(item.movement.amount, in));
        row.set("FEE", money_text(item.movement.fee, in)).set("NET", money_text(item.net(), in));
        if (item.gift)
            row.add("GIFT")
                .set("GIFT_HREF", "/desk/gifts/" + std::to_string(item.gift.value))
                .set("WHO", item.donor.empty() ? say("without a name", in) : item.donor);
        else
            row.add("NO_GIFT").set("PAYMENT", item.movement.payment);
    }
    if (items.empty()) shares.emplace(0, one.amount);
    for (const auto& [campaign, sum] : shares)
        values.add("SHARE")
            .set("WHOSE", title_of(session, CampaignId{campaign}, in))
            .set("SUM", money_text(sum, in));
    if (items.size() == items_shown)
        values.add("MORE").set("MORE_LINE", say("The first 500 are shown.", in));
}

}  // namespace

http::Response show_payouts(const http::Request& request, App& app) {
    insist_on_finance(request);
    const auto& in = request.language;
    Values values;
    values.html("WAYS_HTML", card_ways(request));
    fill_held(values, request, app);
    const auto payouts = giving::recent_payouts(app.store.session(), payouts_shown);
    values.show_if(payouts.empty(), "CALM");
    if (!payouts.empty()) {
        auto& list = values.add("ANY");
        for (const auto& one : payouts)
            list.add("PAYOUT")
                .set("HREF", "/desk/cards/payouts/" + std::to_string(one.id.value))
                .set("NAME", one.payout)
                .set("AMOUNT", money_text(one.amount, in))
                .set("ARRIVES", language::date_text(one.arrives_on, in))
                .set("AGE", language::ago_text(one.made_at, request.now, in))
                .set("STATE", state_words(one, in));
    }
    return show_desk(
        request, app,
        {.title = say("Payouts", in),
         .body = language::render_template("web/pages/cards/desk_payouts.html", values, in)});
}

http::Response show_payout(const http::Request& request, App& app) {
    insist_on_finance(request);
    auto& session = app.store.session();
    const auto& in = request.language;
    const auto id = number_in(request.param("payout"));
    const auto one = giving::find_payout(session, giving::PayoutId{id});
    if (!one) throw Refused{{Reason::not_found}};
    const auto zone = organisation::find_organisation(session).time_zone;
    Values values;
    values.set("AMOUNT", money_text(one->amount, in)).set("STATE", state_words(*one, in));
    fill_facts(values, *one, zone, in);
    if (one->line != 0)
        values.add("LINE").set("LINE_HREF", "/desk/bank/lines/" + std::to_string(one->line));
    fill_items(values, app, *one, zone, in);
    for (const auto& row : ledger::transfers_of_cause(session, "payout", id))
        values.add("ROW")
            .set("BOOKED", language::date_text(row.booked_on, in))
            .set("EVENT",
                 say(std::string{ledger::event_words(row.event, row.debit, row.credit)}, in))
            .set("DEBIT", row.debit)
            .set("CREDIT", row.credit)
            .set("SUM", money_text(row.amount, in));
    return show_desk(
        request, app,
        {.title = say("One payout", in),
         .body = language::render_template("web/pages/cards/desk_payout.html", values, in)});
}

}  // namespace pages
