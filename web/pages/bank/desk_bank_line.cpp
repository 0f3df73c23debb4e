// One line of the bank: what it could be, and what somebody decides.

#include "campaign/bank/depositing.h"
#include "campaign/bank/expecting.h"
#include "campaign/bank/mention.h"
#include "campaign/bank/placing.h"
#include "campaign/bank/pledging.h"
#include "campaign/campaign.h"
#include "campaign/gift_aid/gift_aid.h"
#include "campaign/giving/gift_lists.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/live/feed.h"
#include "web/pages/bank/desk_bank.h"
#include "web/pages/bank/desk_bank_words.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::Values;

constexpr std::size_t query_max = 100, reason_max = 200;
constexpr int found_max = 20, schedules_max = 5;

bank::Line line_here(const http::Request& request, App& app) {
    auto line =
        bank::find_line(app.store.session(), bank::LineId{number_in(request.param("line"))});
    if (!line) throw Refused{{Reason::not_found}};
    return *line;
}

// Promises that fit what was typed, or, for a line out, gifts that it names.
std::vector<giving::Gift> gifts_for(const http::Request& request, App& app,
                                    const bank::Line& line) {
    auto& session = app.store.session();
    const auto query = read_line(request.query.text("q"), query_max).value_or("");
    if (line.amount.minor > 0) {
        if (query.empty()) return {};
        return giving::open_promises(session, {{}, query, {}, found_max});
    }
    std::vector<giving::Gift> gifts;
    const auto named = bank::named_gifts(session, {line});
    for (const auto& one : named.at(0)) gifts.push_back(one.gift);
    if (const auto found = giving::find_gift_by_reference(session, bank::packed(query)))
        gifts.push_back(*found);
    return gifts;
}

// Open pledges that fit what was typed; whether there are any.
bool fill_found_pledges(Values& values, const http::Request& request, App& app,
                        const bank::Line& line) {
    const auto& in = request.language;
    const auto query = read_line(request.query.text("q"), query_max).value_or("");
    if (line.amount.minor < 0 || query.empty()) return false;
    bool any = false;
    for (const auto& pledge :
         pledges::recent_pledges(app.store.session(), {.query = query, .limit = found_max})) {
        if (pledge.open.minor == 0 || pledge.is_rehearsal ||
            pledge.amount.currency != line.amount.currency)
            continue;
        any = true;
        const auto id = std::to_string(pledge.id.value);
        auto& row = values.add("FOUND");
        row.set("GIFT_ID", id).set("WHO", giver_text(pledge, in));
        row.set("REFERENCE", giving::grouped(pledge.reference));
        const auto campaign = campaign::find_campaign_by_id(app.store.session(), pledge.campaign);
        row.set("GIFT_HREF", "/desk/" + campaign.value().slug + "/pledges/" + id);
        row.set("OPEN", money_text(pledge.open, in));
        row.set("ACTION", request.path).set("FORM_TOKEN", request.visitor->form_token);
        row.show("PLEDGE");
    }
    return any;
}

void fill_found(Values& values, const http::Request& request, App& app, const bank::Line& line) {
    const auto& in = request.language;
    const auto gifts = gifts_for(request, app, line);
    const bool any = fill_found_pledges(values, request, app, line) || !gifts.empty();
    values.show_if(!any && request.query.has("q"), "NOTHING");
    for (const auto& gift : gifts) {
        const auto id = std::to_string(gift.id.value);
        auto& row = values.add("FOUND");
        row.set("GIFT_ID", id).set("WHO", donor_text(gift, in));
        row.set("REFERENCE", giving::grouped(gift.reference));
        row.set("GIFT_HREF", "/desk/gifts/" + id);
        row.set("ACTION", request.path).set("FORM_TOKEN", request.visitor->form_token);
        if (line.amount.minor < 0) {
            row.set("OPEN", money_text(gift.confirmed, in)).show("RETURN");
            continue;
        }
        row.set("OPEN", money_text(gift.open, in));
        const auto part = gift.open < line.open() ? gift.open : line.open();
        row.add("PART").set("GIFT_ID", id).set("PLAIN_AMOUNT", language::typed_text(part, in));
    }
}

// Pounds that came in may be HMRC's payment of a schedule.
void fill_reclaims(Values& values, const http::Request& request, App& app, const bank::Line& line) {
    const auto& in = request.language;
    auto& session = app.store.session();
    if (line.amount.minor <= 0 || !gift_aid::is_offered(session, line.amount.currency)) return;
    for (const auto& one : gift_aid::recent_schedules(session, schedules_max))
        values.add("RECLAIM")
            .set("ACTION", request.path)
            .set("FORM_TOKEN", request.visitor->form_token)
            .set("SCHEDULE_ID", std::to_string(one.id.value))
            .set("RECLAIM_TEXT",
                 language::say_with(
                     "Tax reclaimed by the schedule of {1}, {2}",
                     {language::date_text(one.made_at, "UTC", in), money_text(one.tax(), in)}, in));
}

void fill_facts(Values& values, const bank::Line& line, const std::string& in) {
    const auto add = [&](std::string label, const std::string& text) {
        if (!text.empty()) values.add("FACT").set("LABEL", label).set("TEXT", text);
    };
    add(say("Bank date", in), language::date_text(line.booked_on, in));
    add(say("Account of the other side", in), line.other_iban);
    add(say("Words of the transfer", in), line.text);
    add(say("Reference", in), line.creditor_reference);
    add(say("End-to-end reference", in), line.end_to_end);
    add(say("The bank's reference", in), line.bank_reference);
    add(say("Still without a place", in), money_text(line.open(), in));
}

http::Response render_line(const http::Request& request, App& app, const bank::Line& line,
                           const std::string& failed) {
    const auto& in = request.language;
    Values values;
    values.set("AMOUNT", money_text(line.amount, in));
    values.set("WHO", line.other_name.empty() ? say("without a name", in) : line.other_name);
    values.set("SEARCH_HREF", request.path);
    values.set("QUERY", read_line(request.query.text("q"), query_max).value_or(""));
    fill_facts(values, line, in);
    fill_placings(values, request, bank::placings_of_line(app.store.session(), line.id));
    if (!line.is_undone && line.open().minor > 0) {
        auto& open = values.add("OPEN_LINE");
        open.show_if(line.amount.minor > 0, "CAME_IN").show_if(line.amount.minor < 0, "WENT_OUT");
        fill_choices(open, request, app, line);
        fill_found(open, request, app, line);
        fill_reclaims(open, request, app, line);
    }
    return show_desk(
        request, app,
        {.title = say("A line of the bank", in),
         .body = language::render_template("web/pages/bank/desk_bank_line.html", values, in),
         .failed = failed,
         .status = failed.empty() ? 200 : 422});
}

// "17,18": each with what is open of it; one alone with the whole line.
std::vector<bank::Part> parts_typed(const http::Request& request, App& app,
                                    const bank::Line& line) {
    std::vector<bank::Part> parts;
    const auto typed = request.form.text("gifts");
    for (std::string_view rest{typed}; !rest.empty();) {
        const auto comma = rest.find(',');
        const auto gift =
            giving::find_gift(app.store.session(), GiftId{number_in(rest.substr(0, comma))});
        if (!gift) throw Refused{{Reason::not_found}};
        parts.push_back({gift->id, gift->open});
        rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    }
    if (parts.size() == 1) parts[0].amount = line.open();
    return parts;
}

bank::Part part_typed(const http::Request& request, const bank::Line& line) {
    const auto typed = request.form.text("amount");
    const auto mark = typed.find(',') == std::string::npos ? '.' : ',';
    const auto amount = read_money(typed, line.amount.currency, mark);
    if (!amount)
        throw Refused{
            {Reason::not_a_valid_value, "amount", "Please type an amount like 20 or 12.50."}};
    return {GiftId{number_in(request.form.text("gift"))}, *amount,
            request.form.has("let_rest_go") ? bank::Rest::is_let_go : bank::Rest::stays_promised};
}

void decide(const http::Request& request, App& app, const bank::Line& line) {
    const auto actor = finance_actor(request);
    const auto act = request.form.text("act");
    const bank::Because because{"person",
                                read_line(request.form.text("reason"), reason_max).value_or("")};
    if (act == "place")
        bank::place_as_gifts(app.store, line.id, parts_typed(request, app, line), because, actor,
                             request.now);
    else if (act == "part")
        bank::place_as_gifts(app.store, line.id, {part_typed(request, line)}, because, actor,
                             request.now);
    else if (act == "returned")
        bank::place_as_return(app.store, line.id, GiftId{number_in(request.form.text("gift"))},
                              because, actor, request.now);
    else if (act == "known")
        bank::place_as_known(app.store, line.id, bank::LineId{number_in(request.form.text("line"))},
                             actor, request.now);
    else if (act == "deposit")
        bank::place_as_deposit(app.store, line.id,
                               cash::DepositId{number_in(request.form.text("about"))}, because,
                               actor, request.now);
    else if (act == "pledge")
        bank::place_as_pledge(app.store, line.id,
                              pledges::PledgeId{number_in(request.form.text("about"))}, because,
                              actor, request.now);
    else if (act == "float")
        bank::place_as_float(app.store, line.id, because, actor, request.now);
    else if (act == "reclaim")
        bank::place_as_reclaim(app.store, line.id, number_in(request.form.text("schedule")),
                               because, actor, request.now);
    else if (act == "payout")
        bank::place_as_payout(app.store, line.id,
                              giving::PayoutId{number_in(request.form.text("about"))}, because,
                              actor, request.now);
    else if (act == "refund")
        bank::place_as_refund(app.store, line.id,
                              giving::RefundId{number_in(request.form.text("about"))}, because,
                              actor, request.now);
    else if (act == "fee" || act == "outside")
        bank::place_elsewhere(app.store, line.id, bank::kind_of_placing(act), because, actor,
                              request.now);
    else
        throw Refused{{Reason::not_a_valid_value, "act"}};
}

// What was just placed: to be told, taken back, and shown to everybody who watches.
std::string tell_placed(App& app, const bank::Line& line) {
    std::string latest;
    for (const auto& one : bank::placings_of_line(app.store.session(), line.id)) {
        if (one.is_undone) continue;
        if (latest.empty()) latest = std::to_string(one.id.value);
        if (const auto gift = giving::find_gift(app.store.session(), one.gift))
            app.feed.changed(gift->campaign);
        if (one.kind == bank::Kind::deposit)
            if (const auto to = cash::find_deposit(app.store.session(), cash::DepositId{one.about}))
                app.feed.changed(to->campaign);
    }
    return latest;
}

}  // namespace

http::Response show_bank_line(const http::Request& request, App& app) {
    insist_on_finance(request);
    return render_line(request, app, line_here(request, app), {});
}

http::Response decide_bank_line(const http::Request& request, App& app) {
    insist_on_finance(request);
    const auto line = line_here(request, app);
    try {
        decide(request, app, line);
    } catch (const Refused& refused) {
        const auto& why = refused.refusal;
        if (why.reason == Reason::not_found) throw;
        const auto& in = request.language;
        const auto failed = !why.detail.empty() ? say(why.detail, in)
                            : why.reason == Reason::amount_out_of_range
                                ? say("That is more than what is open.", in)
                            : why.reason == Reason::already_decided
                                ? say("Somebody was faster. Look at it again.", in)
                                : say("That does not fit this line.", in);
        return render_line(request, app, *bank::find_line(app.store.session(), line.id), failed);
    }
    return http::redirect("/desk/bank?placed=" + tell_placed(app, line));
}

http::Response take_back_bank_placing(const http::Request& request, App& app) {
    insist_on_finance(request);
    const bank::PlacingId id{number_in(request.param("placing"))};
    const auto placing = bank::find_placing(app.store.session(), id);
    if (!placing) throw Refused{{Reason::not_found}};
    bank::take_back_placing(app.store, id, finance_actor(request), request.now);
    if (const auto gift = giving::find_gift(app.store.session(), placing->gift))
        app.feed.changed(gift->campaign);
    return http::redirect("/desk/bank?saved=open");
}

}  // namespace pages
