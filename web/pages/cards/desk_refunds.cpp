#include "web/pages/cards/desk_refunds.h"

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/cards/desk_card_money.h"

namespace pages {

namespace {

using giving::Refund;
using giving::RefundState;
using language::money_text;
using language::say;
using language::say_with;
using language::Values;

constexpr int shown_max = 100, done_shown = 15;
constexpr std::size_t key_max = 64;

bool may_decide(const http::Request& request, CampaignId campaign) {
    return campaign ? request.visitor->may(people::Duty::do_finance, campaign)
                    : request.visitor->may_everywhere(people::Duty::do_finance);
}

people::Actor actor_of(const http::Request& request, CampaignId campaign) {
    return people::actor_of(*request.visitor, people::Duty::do_finance, campaign, request.id);
}

std::string href_of(const Refund& one) {
    return one.gift ? "/desk/gifts/" + std::to_string(one.gift.value) : "/desk/cards/quarantine";
}

std::string who_of(const Refund& one, const std::string& in) {
    return one.donor.empty() ? say("without a name", in) : one.donor;
}

std::string how_words(const Refund& one, const std::string& in) {
    return one.is_by_card ? say("back to the card", in) : say("by bank transfer", in);
}

std::string by_words(const Refund& one) {
    return one.approver.empty() ? one.proposer : one.proposer + ", " + one.approver;
}

void fill_acts(Values& row, const http::Request& request, const Refund& one) {
    if (!may_decide(request, one.campaign)) return;
    auto& acts = row.add("ACTS");
    const bool is_own = one.proposed_by == request.visitor->account;
    const bool is_proposed = one.state == RefundState::proposed;
    const bool has_failed = one.state == RefundState::failed;
    acts.set("ACTION", "/desk/refunds/" + std::to_string(one.id.value));
    acts.set("FORM_TOKEN", request.visitor->form_token).set("REFUND_ID", one.id.value);
    acts.show_if(is_proposed && is_own, "OWN");
    if (is_proposed && !is_own)
        acts.add("MAY_DECIDE")
            .set("ACTION", "/desk/refunds/" + std::to_string(one.id.value))
            .set("FORM_TOKEN", request.visitor->form_token)
            .set("REFUND_ID", one.id.value);
    acts.show_if(has_failed, "MAY_RETRY").show_if(has_failed && one.gift, "MAY_BANK");
    const bool is_unpaid = one.state == RefundState::approved && !one.is_by_card;
    if (has_failed || is_unpaid || (is_proposed && is_own))
        acts.add("MAY_WITHDRAW")
            .set("ACTION", "/desk/refunds/" + std::to_string(one.id.value))
            .set("FORM_TOKEN", request.visitor->form_token)
            .set("REFUND_ID", one.id.value);
}

void fill_refund(Values& row, const http::Request& request, const Refund& one) {
    const auto& in = request.language;
    row.set("REFUND_ID", one.id.value).set("AMOUNT", money_text(one.amount, in));
    row.set("WHO", who_of(one, in)).set("GIFT_HREF", href_of(one)).set("HOW", how_words(one, in));
    row.set("REASON", one.reason).set("BY", by_words(one));
    row.set("AGE", language::ago_text(one.proposed_at, request.now, in));
    if (!one.trouble.empty()) row.add("TROUBLE").set("SAID", say(one.trouble, in));
    if (!one.is_by_card && one.state == RefundState::approved)
        row.add("PAYEE")
            .set("NAME", who_of(one, in))
            .set("IBAN", one.payee_iban.empty() ? say("ask the donor", in) : one.payee_iban)
            .set("REFERENCE", giving::grouped(one.reference));
    fill_acts(row, request, one);
}

struct Heap {
    std::string heading, explain;
    std::vector<Refund> refunds = {};
};

std::vector<Heap> heaps_of(const http::Request& request, App& app) {
    const auto& in = request.language;
    auto& session = app.store.session();
    Heap waiting{say("Waiting for a second person", in),
                 say("Nothing has gone out yet, and the gift still counts.", in)};
    Heap bank{say("To be paid out by bank", in),
              say("They count no more. Pay them with this reference: the line of the statement "
                  "then finds its refund.",
                  in)};
    Heap sent{
        say("On the way back to the card", in),
        say("Asked for at the provider; asked again until it answers, and never sent twice.", in)};
    Heap failed{say("It could not be given back", in),
                say("The money is still ours to give back: decide how.", in)};
    const auto is_mine = [&](const Refund& one) {
        return one.campaign ? request.visitor->may(people::Duty::do_finance, one.campaign)
                            : request.visitor->may_everywhere(people::Duty::do_finance);
    };
    for (const auto state : {RefundState::proposed, RefundState::failed, RefundState::approved})
        for (const auto& one : giving::refunds_in(session, state, shown_max)) {
            if (!is_mine(one)) continue;
            auto& heap = state == RefundState::proposed ? waiting
                         : state == RefundState::failed ? failed
                         : one.is_by_card               ? sent
                                                        : bank;
            heap.refunds.push_back(one);
        }
    return {waiting, failed, bank, sent};
}

void fill_wishes(Values& values, const http::Request& request, App& app, std::int64_t& count) {
    const auto& in = request.language;
    auto& session = app.store.session();
    for (const auto& wish : giving::open_wishes(session, shown_max)) {
        const auto gift = giving::find_gift(session, wish.gift);
        if (!gift || !may_decide(request, gift->campaign)) continue;
        ++count;
        const auto href = "/desk/gifts/" + std::to_string(gift->id.value);
        values.add("WISH")
            .set("GIFT_HREF", href)
            .set("ACTION", href + "/refunds")
            .set("FORM_TOKEN", request.visitor->form_token)
            .set("WISH_ID", wish.id)
            .set("AMOUNT", money_text(gift->confirmed, in))
            .set("WHO", gift->donor.name.empty() ? say("without a name", in) : gift->donor.name)
            .set("WORDS", wish.words)
            .set("AGE", language::ago_text(wish.made_at, request.now, in));
    }
}

void fill_done(Values& values, const http::Request& request, App& app) {
    const auto& in = request.language;
    auto& session = app.store.session();
    const auto done = giving::refunds_in(session, RefundState::done, done_shown);
    Values* list = nullptr;
    for (const auto& one : done) {
        if (!may_decide(request, one.campaign)) continue;
        if (list == nullptr) list = &values.add("ANY_DONE");
        list->add("DONE")
            .set("AMOUNT", money_text(one.amount, in))
            .set("WHO", who_of(one, in))
            .set("GIFT_HREF", href_of(one))
            .set("HOW", how_words(one, in))
            .set("REASON", one.reason)
            .set("BY", by_words(one))
            .set("STATE", refund_state_words(one, in))
            .set("WHEN",
                 language::ago_text(one.done_at.value_or(one.proposed_at), request.now, in));
    }
}

std::string limit_line(App& app, const std::string& in) {
    const auto ours = organisation::find_organisation(app.store.session());
    return say_with("One person gives back up to {1} of a gift; above that a second person agrees.",
                    {money_text(giving::refund_alone_max(currency_of(ours.currency)), in)}, in);
}

http::Response render_refunds(const http::Request& request, App& app, const std::string& failed) {
    const auto& in = request.language;
    Values values;
    values.html("WAYS_HTML", card_ways(request));
    std::int64_t count = 0;
    fill_wishes(values, request, app, count);
    for (const auto& heap : heaps_of(request, app)) {
        if (heap.refunds.empty()) continue;
        auto& section = values.add("HEAP");
        section.set("HEADING", heap.heading).set("EXPLAIN", heap.explain);
        for (const auto& one : heap.refunds) fill_refund(section.add("REFUND"), request, one);
        count += static_cast<std::int64_t>(heap.refunds.size());
    }
    fill_done(values, request, app);
    values.set("LEDE", count == 0 ? say("All is well.", in)
                                  : language::say_count("{1} refund is under way.",
                                                        "{1} refunds are under way.", count, in));
    values.set("LIMIT_LINE", limit_line(app, in)).show_if(count == 0, "CALM");
    const auto saved = request.query.text("saved");
    return show_desk(
        request, app,
        {.title = say("Refunds", in),
         .body = language::render_template("web/pages/cards/desk_refunds.html", values, in),
         .saved = saved.empty() ? "" : say("Kept.", in),
         .failed = failed,
         .status = failed.empty() ? 200 : 422});
}

std::string failed_words(const Refusal& why, const std::string& in) {
    if (!why.detail.empty()) return say(why.detail, in);
    if (why.reason == Reason::needs_second_person)
        return say("Somebody else must decide this.", in);
    if (why.reason == Reason::already_decided)
        return say("Somebody was faster. Look at it again.", in);
    return say("This cannot be done.", in);
}

void act_on(const http::Request& request, App& app, const Refund& one) {
    const auto actor = actor_of(request, one.campaign);
    const auto answer =
        read_line(request.form.text("answer"), giving::refund_reason_max).value_or("");
    const auto act = request.form.text("act");
    if (act == "approve" || act == "decline")
        giving::decide_refund(app.store, one.id, act == "approve", answer, actor, request.now);
    else if (act == "withdraw")
        giving::withdraw_refund(app.store, one.id, answer, actor, request.now);
    else if (act == "again" || act == "by_bank")
        giving::try_refund_again(app.store, one.id, act == "again", actor, request.now);
    else
        throw Refused{{Reason::not_a_valid_value, "act"}};
}

giving::Gift gift_here(const http::Request& request, App& app) {
    const auto gift =
        giving::find_gift(app.store.session(), GiftId{number_in(request.param("gift"))});
    if (!gift || !may_decide(request, gift->campaign)) throw Refused{{Reason::not_found}};
    return *gift;
}

giving::NewRefund asked_for(const http::Request& request, const giving::Gift& gift) {
    giving::NewRefund asked;
    const auto typed = request.form.text("amount");
    const auto mark = typed.find(',') == std::string::npos ? '.' : ',';
    const auto amount = read_money(typed, gift.amount.currency, mark);
    if (!amount)
        throw Refused{
            {Reason::not_a_valid_value, "amount", "Please type an amount like 20 or 12.50."}};
    const auto key = request.form.text("form_key");
    if (key.empty() || key.size() > key_max) throw Refused{{Reason::form_expired}};
    asked.gift = gift.id, asked.amount = *amount, asked.request_key = "refund-" + key;
    asked.reason = read_line(request.form.text("reason"), giving::refund_reason_max).value_or("");
    return asked;
}

void wake(App& app, CampaignId campaign) {
    if (campaign) app.feed.changed(campaign);
    if (app.card_news) app.card_news();
}

}  // namespace

std::string refund_state_words(const Refund& one, const std::string& in) {
    switch (one.state) {
        case RefundState::proposed:
            return say("waits for a second person", in);
        case RefundState::approved:
            return one.is_by_card ? say("on its way to the card", in)
                                  : say("to be paid out by bank", in);
        case RefundState::done:
            return say("went back", in);
        case RefundState::failed:
            return say("could not be given back", in);
        case RefundState::declined:
            return say("declined", in);
        case RefundState::withdrawn:
            return say("withdrawn", in);
    }
    return {};
}

void fill_refunds(Values& values, const http::Request& request, App& app,
                  const giving::Gift& gift) {
    const auto& in = request.language;
    auto& session = app.store.session();
    const auto refunds = giving::refunds_of_gift(session, gift.id);
    if (!refunds.empty()) {
        auto& list = values.add("REFUNDS");
        for (const auto& one : refunds)
            list.add("REFUND")
                .set("AMOUNT", money_text(one.amount, in))
                .set("HOW", how_words(one, in))
                .set("REASON", one.reason)
                .set("BY", by_words(one))
                .set("STATE", refund_state_words(one, in));
    }
    const auto wish = giving::find_wish(session, gift.id);
    if (wish && wish->state == "open") values.add("WISHED").set("WORDS", wish->words);
    const auto most = giving::refundable(session, gift);
    if (most.minor <= 0 || gift.is_rehearsal || !may_decide(request, gift.campaign)) return;
    auto& form = values.add("GIVE_BACK");
    form.set("ACTION", request.path.substr(0, request.path.find("/refunds")) + "/refunds");
    form.set("FORM_TOKEN", request.visitor->form_token).set("FORM_KEY", random_token());
    form.set("PLAIN_AMOUNT", language::typed_text(most, in)).set("MOST", money_text(most, in));
    form.set("HOW",
             gift.method == "card"
                 ? say("It goes back to the card that it came from.", in)
                 : say("You pay it out by bank; the line of the statement completes it.", in));
    const auto alone = giving::refundable_alone(refunds, gift.amount.currency);
    form.set("LIMIT_LINE",
             alone.minor > 0
                 ? say_with("Up to {1} you give back alone; above that a second person agrees.",
                            {money_text(alone, in)}, in)
                 : say("A second person agrees before anything goes back.", in));
}

http::Response show_refunds(const http::Request& request, App& app) {
    return render_refunds(request, app, {});
}

http::Response decide_refund(const http::Request& request, App& app) {
    const auto one = giving::find_refund(app.store.session(),
                                         giving::RefundId{number_in(request.param("refund"))});
    if (!one || !may_decide(request, one->campaign)) throw Refused{{Reason::not_found}};
    try {
        act_on(request, app, *one);
    } catch (const Refused& refused) {
        if (refused.refusal.reason == Reason::not_found) throw;
        return render_refunds(request, app, failed_words(refused.refusal, request.language));
    }
    wake(app, one->campaign);
    return http::redirect("/desk/refunds?saved=yes");
}

http::Response propose_refund(const http::Request& request, App& app) {
    const auto gift = gift_here(request, app);
    const auto actor = actor_of(request, gift.campaign);
    try {
        if (request.form.text("act") == "decline_wish")
            giving::decline_wish(
                app.store, gift.id,
                read_line(request.form.text("answer"), giving::refund_reason_max).value_or(""),
                actor, request.now);
        else
            giving::propose_refund(app.store, asked_for(request, gift), actor, request.now);
    } catch (const Refused& refused) {
        if (refused.refusal.reason == Reason::not_found) throw;
        return render_refunds(request, app, failed_words(refused.refusal, request.language));
    }
    wake(app, gift.campaign);
    return http::redirect("/desk/refunds?saved=yes");
}

}  // namespace pages
