// Bags to the bank: what goes together with one slip, what has arrived, and what differs.
#include "campaign/cash/depositing.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/number.h"
#include "campaign/words/token.h"
#include "web/live/feed.h"
#include "web/pages/cash/cash_words.h"
#include "web/pages/cash/desk_bags.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::Values;
using people::Duty;

constexpr std::size_t key_max = 40, reason_max = 400;

std::string state_words(const DeskView& view, const cash::Deposit& one) {
    const auto& lang = view.language();
    const auto rest = one.rest();
    if (one.is_taken_back()) return say("Taken back", lang);
    if (rest == 0) return say("It is on the statement", lang);
    if (one.arrived == 0) return say("Waits for the bank", lang);
    return rest > 0 ? say_with("{1} have not arrived", {view.money(rest)}, lang)
                    : say_with("{1} more than was brought", {view.money(-rest)}, lang);
}

std::string missing_words(const DeskView& view, std::int64_t minor) {
    const auto& lang = view.language();
    return minor < 0 ? say_with("{1} are missing", {view.money(-minor)}, lang)
                     : say_with("{1} too much", {view.money(minor)}, lang);
}

// What was settled stays to be read, and so does why a deposit was taken back.
void fill_settled(Values& row, const DeskView& view, const cash::Deposit& one) {
    auto& session = view.app.store.session();
    const auto& lang = view.language();
    for (const auto& difference : cash::differences_of(session, one.id))
        if (difference.is_booked)
            row.add("SETTLED")
                .set("TEXT", missing_words(view, difference.minor))
                .set("WHY", difference.reason)
                .set("BY", say_with("Proposed by {1}, agreed by {2}.",
                                    {difference.author_name, difference.approver_name}, lang));
    if (const auto taken = cash::taking_back_of(session, one))
        row.add("SETTLED")
            .set("TEXT", say("Taken back", lang))
            .set("WHY", taken->reason)
            .set("BY", taken->by_name + ", " + view.moment(taken->at));
    if (one.may_be_taken_back() && view.may(Duty::do_finance))
        row.add("MAY_UNDO")
            .set("ACTION", view.path("deposits/" + std::to_string(one.id.value)))
            .set("FORM_TOKEN", view.form_token())
            .set("ID", std::to_string(one.id.value));
}

void fill_difference(Values& row, const DeskView& view, const cash::Deposit& one) {
    const auto act = view.path("deposits/" + std::to_string(one.id.value));
    if (one.difference_id != 0) {
        auto& asked = row.add("PROPOSED");
        asked.set("TEXT", missing_words(view, one.difference));
        asked.set("WHY", one.difference_reason).set("ACTION", act);
        asked.set("FORM_TOKEN", view.form_token());
        const bool is_own = one.difference_author == view.request.visitor->account;
        asked.show_if(!is_own, "MAY_AGREE").show_if(is_own, "OWN");
        return;
    }
    if (one.rest() != 0 && one.arrived > 0)
        row.add("MAY_PROPOSE")
            .set("ACTION", act)
            .set("FORM_TOKEN", view.form_token())
            .set("ID", std::to_string(one.id.value));
}

void fill_deposit(Values& row, const DeskView& view, const cash::Deposit& one) {
    const auto& lang = view.language();
    row.set("TITLE", say_with("Deposit {1}", {std::to_string(one.number)}, lang));
    row.set("AMOUNT", view.money(one.amount.minor)).set("STATE_TEXT", state_words(view, one));
    row.set("SLIP", one.slip.empty() ? say("no slip", lang) : one.slip);
    row.set("DAY", language::date_text(one.taken_on, lang)).set("BY", one.made_by_name);
    row.set("ARRIVED", view.money(one.arrived));
    for (const auto& bag : cash::bags_in(view.app.store.session(), one.id))
        row.add("OF")
            .set("HREF", view.path("bags/" + std::to_string(bag.id.value)))
            .set("BAG", say_with("Bag {1}", {std::to_string(bag.number)}, lang))
            .set("INSIDE", view.money(bag.content));
    if (one.desk > 0) row.add("DESK").set("INSIDE", view.money(one.desk));
    fill_difference(row, view, one);
    fill_settled(row, view, one);
}

void fill_form(Values& values, const DeskView& view) {
    auto& session = view.app.store.session();
    const auto& lang = view.language();
    const auto bags = cash::bags_to_deposit(session, view.here.campaign.id);
    const auto desk = cash::left_at_desk(session, view.here.campaign.id);
    values.show_if(bags.empty() && desk == 0, "NOTHING");
    if (bags.empty() && desk == 0) return;
    auto& form = values.add("MAKE");
    form.set("ACTION", view.path("deposits")).set("FORM_TOKEN", view.form_token());
    form.set("FORM_KEY", random_token());
    form.set("TODAY", iso_text(language::date_in(view.request.now, view.zone())));
    auto* list = bags.empty() ? nullptr : &form.add("BAGS");
    for (const auto& bag : bags) {
        auto& row = list->add("BAG");
        row.set("ID", std::to_string(bag.id.value));
        row.set("TITLE", say_with("Bag {1}", {std::to_string(bag.number)}, lang));
        row.set("INSIDE", view.money(bag.content)).set("HOLDER", bag.holder_name);
        const auto late = view.request.now - std::chrono::days{cash::days_to_bank};
        row.show_if(bag.closed_at && *bag.closed_at < late, "LATE");
    }
    if (desk > 0)
        form.add("FROM_DESK")
            .set("CURRENCY", view.here.campaign.currency.text())
            .set("LEFT",
                 say_with("{1} were counted at the desk without a bag.", {view.money(desk)}, lang));
}

http::Response show_all(const DeskView& view) {
    const auto& lang = view.language();
    const auto deposits = cash::deposits_of(view.app.store.session(), view.here.campaign.id);
    Values values;
    values.set("BAGS_HREF", view.path("bags"));
    fill_form(values, view);
    for (const auto& one : deposits) fill_deposit(values.add("DEPOSIT"), view, one);
    const auto saved = view.request.query.text("saved");
    return show_cash_page(
        view, say("To the bank", lang),
        language::render_template("web/pages/cash/desk_deposits.html", values, lang),
        saved.empty() ? std::string{} : say("Saved.", lang));
}

std::string make(const DeskView& view) {
    const auto& form = view.request.form;
    const auto key = view.text("form_key", key_max);
    if (key.empty()) throw Refused{{Reason::form_expired}};
    cash::NewDeposit asked{.campaign = view.here.campaign.id};
    for (const auto& typed : form.all("bag")) asked.bags.emplace_back(number_in(typed));
    asked.desk = view.amount(form.text("desk"), "desk").value_or(0);
    asked.slip = view.text("slip", cash::slip_max), asked.request_key = "deposit:" + key;
    const auto day = read_date(form.text("day"));
    if (!day || *day > language::date_in(view.request.now, view.zone()))
        throw Refused{
            {Reason::not_a_valid_value, "day", "Please choose a day that is not after today."}};
    asked.taken_on = *day;
    cash::make_deposit(view.app.store, asked, view.actor(Duty::do_finance), view.request.now);
    view.app.feed.changed(view.here.campaign.id);
    return view.path("deposits?saved=made");
}

std::string settle(const DeskView& view) {
    const cash::DepositId id{number_in(view.request.param("deposit"))};
    const auto deposit = cash::find_deposit(view.app.store.session(), id);
    if (!deposit || deposit->campaign != view.here.campaign.id) throw Refused{{Reason::not_found}};
    const auto actor = view.actor(Duty::do_finance);
    const auto what = view.request.form.text("act");
    const auto now = view.request.now;
    if (what == "undo")
        cash::undo_deposit(view.app.store, id, view.text("reason", reason_max), actor, now);
    else if (what == "propose")
        cash::propose_difference(view.app.store, id, view.text("reason", reason_max), actor, now);
    else if (what == "agree")
        cash::agree_difference(view.app.store, id, actor, now);
    else if (what == "withdraw")
        cash::withdraw_difference(view.app.store, id, actor, now);
    else
        throw Refused{{Reason::not_a_valid_value, "act"}};
    view.app.feed.changed(view.here.campaign.id);
    return view.path("deposits?saved=difference");
}

}  // namespace

http::Response show_deposits(const http::Request& request, App& app) {
    return show_all(desk_view(request, app));
}

http::Response act_on_deposits(const http::Request& request, App& app) {
    const auto view = desk_view(request, app);
    return act_or_show(
        view, [&] { return make(view); }, show_all);
}

http::Response act_on_deposit(const http::Request& request, App& app) {
    const auto view = desk_view(request, app);
    return act_or_show(
        view, [&] { return settle(view); }, show_all);
}

}  // namespace pages
