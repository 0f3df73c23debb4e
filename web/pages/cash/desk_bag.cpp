// One bag: its envelopes, who held it, how it was counted, and closing it.
#include "campaign/cash/bagging.h"
#include "campaign/cash/closing.h"
#include "campaign/cash/counting.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/live/feed.h"
#include "web/pages/cash/cash_words.h"
#include "web/pages/cash/desk_bag_closure.h"
#include "web/pages/cash/desk_bags.h"

namespace pages {

namespace {

using cash::BagState;
using language::say;
using language::say_with;
using language::Values;
using people::Duty;

constexpr std::size_t note_max = 200, reason_max = 400;

std::string bag_title(const cash::Bag& bag, const std::string& lang) {
    return say_with("Bag {1}", {std::to_string(bag.number)}, lang);
}

// Whichever of its addresses was posted to.
std::string own_path(const DeskView& view, const cash::Bag& bag) {
    return view.path("bags/" + std::to_string(bag.id.value));
}

// Of whoever looks at it: what is done to a bag is done by its holder.
bool is_in_hand(const DeskView& view, const cash::Bag& bag) {
    return bag.holder == view.request.visitor->account;
}

void fill_envelopes(Values& values, const DeskView& view, const cash::Bag& bag) {
    auto& session = view.app.store.session();
    const auto& lang = view.language();
    const bool is_open = bag.state == BagState::open && is_in_hand(view, bag);
    const auto inside = cash::envelopes_in(session, bag.id);
    values.show_if(inside.empty(), "EMPTY");
    for (const auto& one : inside) {
        auto& row = values.add("ENVELOPE");
        const auto id = std::to_string(one.id.value);
        row.set("TITLE", say_with("Envelope {1}", {std::to_string(one.number)}, lang));
        row.set("WHO", one.who()).set("HREF", view.path("envelopes/" + id));
        row.set("AMOUNT", one.counted ? view.money(*one.counted) : std::string{});
        if (is_open)
            row.add("TAKE_OUT")
                .set("ID", id)
                .set("ACTION", own_path(view, bag))
                .set("FORM_TOKEN", view.form_token());
    }
    if (!is_open) return;
    auto& filling = values.add("FILLING");
    filling.set("ACTION", own_path(view, bag)).set("FORM_TOKEN", view.form_token());
    const auto free = cash::envelopes_without_bag(session, view.here.campaign.id);
    filling.show_if(free.empty(), "NO_ENVELOPE");
    for (const auto& one : free)
        filling.add("CHOICE")
            .set("ID", std::to_string(one.id.value))
            .set("TITLE", say_with("Envelope {1}", {std::to_string(one.number)}, lang))
            .set("WHO", one.who());
}

void fill_chain(Values& values, const DeskView& view, const cash::Bag& bag) {
    auto& session = view.app.store.session();
    const auto& lang = view.language();
    const auto account = view.request.visitor->account;
    const auto chain = cash::handovers_of(session, bag.id);
    values.show_if(chain.empty(), "NO_CHAIN");
    for (const auto& one : chain) {
        auto& row = values.add("HANDOVER");
        row.set("FROM", one.from_name).set("TO", one.to_name).set("NOTE", one.note);
        row.set("WHEN", view.moment(one.ended_at.value_or(one.made_at)));
        row.set("HOW", one.state == "asked"            ? say("waits for the receiver", lang)
                       : one.state == "called_back"    ? say("called back", lang)
                       : one.seal_whole.value_or(true) ? say("seal whole", lang)
                                                       : say("SEAL NOT WHOLE", lang));
        row.show_if(one.state == "taken" && !one.seal_whole.value_or(true), "BROKEN");
        if (one.state == "asked" && one.to == account)
            values.add("TAKE_OVER")
                .set("ACTION", own_path(view, bag))
                .set("FORM_TOKEN", view.form_token())
                .set("FROM", one.from_name)
                .set("SEAL", bag.seal.empty() ? say("none", lang) : bag.seal);
    }
    if (bag.holder != account || bag.state == BagState::deposited) return;
    auto& own = values.add(bag.handover ? "CALL_BACK" : "HAND_OVER");
    own.set("ACTION", own_path(view, bag)).set("FORM_TOKEN", view.form_token());
    if (bag.handover) return;
    for (const auto& hand : cash::hands_of(session, bag.campaign))
        if (hand.account != account)
            own.add("HAND").set("VALUE", hand.account.value).set("NAME", hand.name);
}

// "One has 214.60, the other 212.60. Please both count again."
std::string difference_words(const DeskView& view, const cash::Count& one,
                             const cash::Count& other) {
    const auto& lang = view.language();
    const auto left = view.money(one.found.inside()), right = view.money(other.found.inside());
    if (left == right)
        return say_with(
            "Both have {1}, but not the same cheques, foreign money, change or "
            "vouchers. Please both count again.",
            {left}, lang);
    return say_with("One has {1}, the other {2}. Please both count again.", {left, right}, lang);
}

void fill_counting(Values& values, const DeskView& view, const cash::Bag& bag) {
    auto& session = view.app.store.session();
    const auto& lang = view.language();
    const auto counts = cash::counts_of(session, bag.id);
    const auto here = cash::counts_of_round(session, bag);
    if (bag.state == BagState::sealed) {
        auto& open = values.add("COUNTING");
        open.set("COUNT_HREF", own_path(view, bag) + "/count");
        open.set("LINE", here.empty()
                             ? (bag.tries > 0 ? say("In this round nobody has counted yet.", lang)
                                              : say("Nobody has counted it yet.", lang))
                             : say_with("{1} has counted. Now another person counts, "
                                        "without seeing that figure.",
                                        {here.front().counter_name}, lang));
        if (bag.tries > 0 && counts.size() >= here.size() + 2)
            open.add("DIFFER").set("TEXT",
                                   difference_words(view, counts[counts.size() - here.size() - 2],
                                                    counts[counts.size() - here.size() - 1]));
        if (bag.is_recount && here.empty())
            open.add("END_RECOUNT")
                .set("ACTION", own_path(view, bag))
                .set("FORM_TOKEN", view.form_token());
        if (counts.empty() && is_in_hand(view, bag))
            open.add("REOPEN")
                .set("ACTION", own_path(view, bag))
                .set("FORM_TOKEN", view.form_token());
    }
    if (bag.state == BagState::disputed && here.size() == 2) {
        auto& dispute = values.add("DISPUTE");
        for (const auto& one : here)
            dispute.add("OF")
                .set("NAME", one.counter_name)
                .set("AMOUNT", view.money(one.found.inside()));
        if (view.may(Duty::do_finance)) {
            auto& decide = dispute.add("MAY_DECIDE");
            decide.set("ACTION", own_path(view, bag) + "/closure");
            decide.set("FORM_TOKEN", view.form_token());
            for (const auto& one : here)
                decide.add("ONE")
                    .set("ID", std::to_string(one.id.value))
                    .set("NAME", one.counter_name)
                    .set("AMOUNT", view.money(one.found.inside()));
        }
    }
    // Figures of a round are shown when both are in.
    for (const auto& one : counts)
        if (one.round != bag.round || here.size() == 2)
            values.add("COUNT")
                .set("ROUND", std::to_string(one.round))
                .set("NAME", one.counter_name)
                .set("AMOUNT", view.money(one.found.inside()))
                .set("WHEN", view.moment(one.made_at))
                .show_if(!one.seal_whole, "BROKEN");
}

std::string saved_words(const DeskView& view) {
    const auto saved = view.request.query.text("saved");
    const auto& lang = view.language();
    if (saved == "counted") return say("Your count is in.", lang);
    if (saved == "closed") return say("Closed. It is part of the total.", lang);
    if (saved == "taken") return say("You have it now.", lang);
    return saved.empty() ? std::string{} : say("Saved.", lang);
}

// What was found is said as soon as both agree, though it is booked by closing.
std::string content_words(const DeskView& view, const cash::Bag& bag) {
    if (bag.closed_at) return view.money(bag.content);
    const auto agreed = cash::find_closure(view.app.store.session(), bag.id);
    if (!agreed) return say("not counted yet", view.language());
    return say_with("{1}, not closed yet", {view.money(agreed->found.inside())}, view.language());
}

http::Response show_one(const DeskView& view) {
    const auto& lang = view.language();
    const auto bag = bag_here(view);
    Values values;
    values.set("TITLE", bag_title(bag, lang)).set("STATE_TEXT", bag_state_words(bag, lang));
    values.set("ALL_HREF", view.path("bags")).set("HOLDER", bag.holder_name);
    values.set("SINCE", view.moment(bag.held_since));
    values.set("SEAL", bag.seal.empty() ? say("none yet", lang) : bag.seal);
    values.set("CONTENT", content_words(view, bag));
    fill_envelopes(values, view, bag);
    fill_chain(values, view, bag);
    fill_counting(values, view, bag);
    fill_bag_closure(values, view, bag, own_path(view, bag) + "/closure");
    if ((bag.state == BagState::open && is_in_hand(view, bag)) || bag.state == BagState::counted)
        values.add("SEALING")
            .set("ACTION", own_path(view, bag))
            .set("FORM_TOKEN", view.form_token());
    if (bag.state == BagState::counted)
        values.add("RECOUNT")
            .set("ACTION", own_path(view, bag))
            .set("FORM_TOKEN", view.form_token());
    return show_cash_page(view, bag_title(bag, lang),
                          language::render_template("web/pages/cash/desk_bag.html", values, lang),
                          saved_words(view));
}

std::vector<cash::EnvelopeId> chosen_envelopes(const DeskView& view) {
    std::vector<cash::EnvelopeId> chosen;
    for (const auto& typed : view.request.form.all("envelope"))
        chosen.emplace_back(number_in(typed));
    return chosen;
}

std::string act(const DeskView& view) {
    const auto bag = bag_here(view);
    const auto what = view.request.form.text("act");
    const auto now = view.request.now;
    const auto actor = view.actor();
    auto& store = view.app.store;
    const auto& form = view.request.form;
    if (what == "put_in")
        cash::put_in_bag(store, bag.id, chosen_envelopes(view), actor, now);
    else if (what == "take_out")
        cash::take_out_of_bag(store, bag.id, cash::EnvelopeId{number_in(form.text("envelope"))},
                              actor, now);
    else if (what == "seal")
        cash::seal_bag(store, bag.id, view.text("seal", cash::seal_max), actor, now);
    else if (what == "reopen")
        cash::reopen_bag(store, bag.id, actor, now);
    else if (what == "hand_over")
        cash::hand_over(store, bag.id, AccountId{number_in(form.text("to"))},
                        view.text("note", note_max), actor, now);
    else if (what == "call_back")
        cash::call_back(store, bag.id, actor, now);
    else if (what == "take_over")
        cash::take_over(store, bag.id, form.text("whole") == "yes", actor, now);
    else if (what == "recount")
        cash::begin_recount(store, bag.id, actor, now);
    else if (what == "end_recount")
        cash::end_recount(store, bag.id, actor, now);
    else
        throw Refused{{Reason::not_a_valid_value, "act"}};
    return view.request.path + "?saved=" + (what == "take_over" ? "taken" : "yes");
}

std::string decide_or_close(const DeskView& view) {
    const auto bag = bag_here(view);
    const auto reason = view.text("reason", reason_max);
    const auto actor = view.actor(Duty::do_finance);
    auto& store = view.app.store;
    const auto now = view.request.now;
    const auto there = own_path(view, bag);
    if (view.request.form.text("act") == "decide") {
        cash::decide_count(store, bag.id, cash::CountId{number_in(view.request.form.text("count"))},
                           reason, actor, now);
        return there + "?saved=decided";
    }
    if (bag.is_recount)
        cash::close_recount(store, bag.id, reason, actor, now);
    else
        cash::close_bag(store, bag.id, reason, actor, now);
    view.app.feed.changed(view.here.campaign.id);
    return there + "?saved=closed";
}

}  // namespace

http::Response show_bag(const http::Request& request, App& app) {
    return show_one(desk_view(request, app));
}

http::Response act_on_bag(const http::Request& request, App& app) {
    const auto view = desk_view(request, app);
    return act_or_show(
        view, [&] { return act(view); }, show_one);
}

http::Response close_counted_bag(const http::Request& request, App& app) {
    const auto view = desk_view(request, app);
    return act_or_show(
        view, [&] { return decide_or_close(view); }, show_one);
}

}  // namespace pages
