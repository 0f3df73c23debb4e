#include <algorithm>

#include "campaign/bank/balance.h"
#include "campaign/cash/series.h"
#include "campaign/finance/batch.h"
#include "campaign/finance/sample.h"
#include "campaign/giving/gift_lists.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/verifying.h"
#include "campaign/organisation/organisation.h"
#include "campaign/receipts/receipt.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "campaign/words/token.h"
#include "web/html/layout.h"
#include "web/pages/bank/desk_bank.h"
#include "web/pages/books/desk_books.h"
#include "web/pages/closing/desk_months.h"
#include "web/pages/giving/give.h"

namespace pages {

namespace {

using finance::Period;
using finance::PeriodState;
using language::say;
using language::say_count;
using language::say_with;
using language::Values;

constexpr int items_shown = 100;

std::string moment_text(Instant at, const std::string& zone, const std::string& lang) {
    return language::date_text(at, zone, lang) + ", " + language::time_text(at, zone, lang);
}

void add_check(Values& values, bool is_well, const std::string& words, const std::string& href) {
    auto& row = values.add("CHECK");
    row.set("WORDS", words).show_if(is_well, "WELL").show_if(!is_well, "NOT_WELL");
    if (!is_well && !href.empty()) row.add("LOOK").set("HREF", href);
}

// In every series that must run without a gap.
std::int64_t missing_numbers(store::Session& session) {
    std::int64_t missing = 0;
    for (const auto& series : receipts::gaps_in_receipts(session))
        missing += static_cast<std::int64_t>(series.missing.size());
    return missing + cash::count_missing_numbers(session);
}

// The day by which something must have been there to be of this page's month.
struct AsOf {
    std::vector<finance::OpenItem> items;
    Date last;  // Of the month; today where it still runs.
    std::string zone;

    std::int64_t entered(store::Session& session) const {
        return std::ranges::count_if(
            giving::entered_gifts(session, {}, finance::items_max),
            [&](const giving::Gift& g) { return language::date_in(g.given_at, zone) <= last; });
    }
    int gaps(store::Session& session) const {
        int gaps = 0;
        for (const auto& balance : bank::statement_balances(session))
            gaps += static_cast<int>(
                std::ranges::count_if(balance.gap_days, [&](Date day) { return day <= last; }));
        return gaps;
    }
};

// What somebody should have looked at before a month is closed. The check of the whole ledger runs
// with the proposal and again with the closing.
void fill_checks(Values& values, App& app, const AsOf& as_of, const std::string& lang) {
    auto& session = app.store.session();
    const auto& items = as_of.items;
    const auto lines = std::ranges::count_if(
        items, [](const auto& item) { return item.cause_type == "bank_line"; });
    add_check(values, lines == 0,
              lines == 0 ? say("Every bank line has its place.", lang)
                         : say_count("{1} bank line without a place",
                                     "{1} bank lines without a place", lines, lang),
              "/desk/bank");
    const auto entered = as_of.entered(session);
    add_check(values, entered == 0,
              entered == 0
                  ? say("Nothing waits to be counted.", lang)
                  : say_count("{1} gift that was handed in waits to be counted",
                              "{1} gifts that were handed in wait to be counted", entered, lang),
              "/desk/totals/rows?figure=entered");
    const auto gaps = as_of.gaps(session);
    add_check(values, gaps == 0,
              gaps == 0
                  ? say("The bank's statements follow each other without a gap.", lang)
                  : say_count("{1} statement of the bank is missing before another one",
                              "{1} statements of the bank are missing before others", gaps, lang),
              "/desk/totals/sides");
    const auto missing = missing_numbers(session);
    add_check(values, missing == 0,
              missing == 0
                  ? say("Receipts, envelopes, sheets, bags and deposits are numbered "
                        "without a gap.",
                        lang)
                  : say_count("{1} number of a receipt or of cash is missing",
                              "{1} numbers of receipts or of cash are missing", missing, lang),
              "/desk/receipts");
    const auto batches = finance::count_open_batches(session);
    add_check(values, batches == 0,
              batches == 0 ? say("No batch is open.", lang)
                           : say_count("{1} batch is open", "{1} batches are open", batches, lang),
              "/desk/batches");
    const auto alone = std::ranges::count_if(items, [](const auto& i) { return !i.owner.owner; });
    add_check(values, alone == 0,
              alone == 0 ? say("Every open item has somebody who looks after it.", lang)
                         : say_count("Nobody looks after {1} open item",
                                     "Nobody looks after {1} open items", alone, lang),
              "#items");
}

void fill_next(Values& values, const http::Request& request, App& app, const Period& next) {
    const auto& lang = request.language;
    const auto zone = organisation::find_organisation(app.store.session()).time_zone;
    auto& card = values.add("NEXT");
    card.set("MONTH", language::month_text(next.first, lang));
    card.set("DAYS",
             say_with("{1} to {2}",
                      {language::date_text(next.first, lang), language::date_text(next.last, lang)},
                      lang));
    card.set("SAMPLE_HREF", "/desk/months/" + next.month);
    const bool may = request.visitor->may_everywhere(people::Duty::do_finance);
    const bool is_proposed = next.state == PeriodState::proposed;
    const auto form = [&](const char* section) {
        card.add(section)
            .set("ACTION", "/desk/months/" + next.month)
            .set("FORM_TOKEN", request.visitor->form_token)
            .set("VERSION", next.version);
    };
    if (is_proposed)
        card.add("PROPOSED")
            .set("BY", next.proposed_name)
            .set("WHEN", moment_text(*next.proposed_at, zone, lang))
            .set("NOTE", next.note);
    if (!is_proposed && !finance::is_over(next, zone, request.now)) card.show("RUNS");
    if (!may) return;
    if (!is_proposed && finance::is_over(next, zone, request.now)) form("PROPOSE");
    if (is_proposed && next.proposed_by == request.visitor->account) form("OWN");
    if (is_proposed && next.proposed_by != request.visitor->account) form("CLOSE");
}

void fill_items(Values& values, const http::Request& request, App& app, const AsOf& as_of) {
    const auto& lang = request.language;
    const auto& items = as_of.items;
    int shown = 0;
    for (const auto& item : items) {
        if (++shown > items_shown) break;
        auto& row = values.add("ITEM");
        row.set("WHAT", item_words(item, lang)).set("ACCOUNT", item.account);
        row.set("CAMPAIGN", item.campaign_slug);
        row.set("AMOUNT", language::money_text(item.amount, lang));
        row.set("SINCE", language::date_text(item.since, lang));
        row.set("AGE", age_words(item.since, as_of.last, lang));
        if (const auto href = cause_href(request, item.cause_type, item.cause_id); !href.empty())
            row.add("LINK").set("HREF", href);
        row.show_if(cause_href(request, item.cause_type, item.cause_id).empty(), "NO_LINK");
        fill_owner(row, {request, app, "months"}, item.key, item.owner);
    }
    values.show_if(items.empty(), "NO_ITEMS");
    const auto more = static_cast<std::int64_t>(items.size()) - items_shown;
    if (more > 0)
        values.add("MORE").set(
            "MORE_LINE", say_count("{1} more is younger", "{1} more are younger", more, lang));
}

void fill_closed(Values& values, const http::Request& request, App& app) {
    const auto& lang = request.language;
    auto& session = app.store.session();
    const auto zone = organisation::find_organisation(session).time_zone;
    bool is_newest = true;
    for (const auto& period : finance::all_periods(session)) {
        if (period.state != PeriodState::closed) continue;
        auto& row = values.add("CLOSED");
        row.set("MONTH", language::month_text(period.first, lang)).set("HEAD", period.head);
        row.set("ROWS", say_count("{1} row", "{1} rows", period.rows, lang));
        row.set("PROPOSER", period.proposed_name).set("CLOSER", period.closed_name);
        row.set("WHEN", moment_text(*period.closed_at, zone, lang));
        row.set("SAMPLE_HREF", "/desk/months/" + period.month);
        row.set("PDF_HREF", "/desk/months/" + period.month + "/books.pdf");
        row.set("XLSX_HREF", "/desk/months/" + period.month + "/books.xlsx");
        if (!is_newest)
            continue;  // One look at all rows is enough: the head covers what was before.
        is_newest = false;
        const bool holds = ledger::ledger_head(session, period.last).digest == period.head;
        row.show_if(holds, "UNCHANGED").show_if(!holds, "CHANGED");
    }
    values.show_if(is_newest, "NONE_CLOSED");
}

AsOf as_of_month(store::Session& session, const std::optional<Period>& month,
                 const std::string& zone, Instant now) {
    const auto today = language::date_in(now, zone);
    if (!month || month->last >= today) return {finance::open_items(session), today, zone};
    return {finance::open_items_by(session, month->last), month->last, zone};
}

std::string items_line(const AsOf& as_of, const http::Request& request) {
    const auto& lang = request.language;
    const auto items =
        say_count("{1} open item, the oldest first", "{1} open items, the oldest first",
                  static_cast<std::int64_t>(as_of.items.size()), lang);
    if (as_of.last == language::date_in(request.now, as_of.zone))
        return say_with("As of {1}: {2}", {moment_text(request.now, as_of.zone, lang), items},
                        lang);
    return say_with("There by {1}, and still open: {2}",
                    {language::date_text(as_of.last, lang), items}, lang);
}

http::Response show_page(const http::Request& request, App& app, const std::string& failed) {
    const auto& lang = request.language;
    auto& session = app.store.session();
    const auto ours = organisation::find_organisation(session);
    const auto next = finance::next_period(session);
    const auto as_of = as_of_month(session, next, ours.time_zone, request.now);
    Values values;
    values.html("WAYS_HTML", money_ways(request));
    if (next) fill_next(values, request, app, *next);
    values.show_if(!next, "NOTHING");
    fill_checks(values, app, as_of, lang);
    fill_items(values, request, app, as_of);
    values.set("ITEMS_LINE", items_line(as_of, request));
    fill_closed(values, request, app);
    DeskPage page{
        .title = say("Month end", lang),
        .body = language::render_template("web/pages/closing/desk_months.html", values, lang),
        .failed = failed,
        .status = failed.empty() ? 200 : 422};
    const auto saved = request.query.text("saved");
    if (saved == "proposed") page.saved = say("Proposed. Somebody else closes it.", lang);
    if (saved == "closed")
        page.saved = say("Closed for ever. What was stored can be downloaded below.", lang);
    if (saved == "item" || saved == "back") page.saved = say("Saved.", lang);
    return show_desk(request, app, std::move(page));
}

Period period_here(const http::Request& request, App& app) {
    const auto first = finance::read_month(request.param("month"));
    if (!first) throw Refused{{Reason::not_found}};
    const auto found = finance::find_period(app.store.session(), request.param("month"));
    return found ? *found : finance::month_of(*first);
}

const char* decide(const http::Request& request, App& app) {
    auto period = period_here(request, app);
    const auto& form = request.form;
    const auto version = form.text("version");
    if (period.state != PeriodState::open && version != std::to_string(period.version))
        throw Refused{{Reason::already_decided}};
    const auto actor = people::actor_of(*request.visitor, people::Duty::do_finance, {}, request.id);
    const auto act = form.text("act");
    if (act == "propose") {
        const auto note = read_lines(form.text("note"), finance::period_note_max, 20);
        if (!note)
            throw Refused{
                {Reason::not_a_valid_value, "note", "Please use at most 800 characters."}};
        finance::propose_month(app.store, period, *note, actor, request.now);
        return "proposed";
    }
    if (act == "back") {
        finance::take_back_proposal(app.store, period, actor, request.now);
        return "back";
    }
    if (act != "close") throw Refused{{Reason::not_a_valid_value, "act", "Choose what to do."}};
    if (period.proposed_by == actor.account)
        throw Refused{
            {Reason::needs_second_person, "month", "Whoever proposed it does not close it."}};
    finance::close_month(app.store, period, papers_of(request, app, period), actor, request.now);
    return "closed";
}

}  // namespace

http::Response show_months(const http::Request& request, App& app) {
    insist_on_all(request);
    return show_page(request, app, {});
}

http::Response decide_month(const http::Request& request, App& app) {
    insist_on_finance(request);
    try {
        return http::redirect(std::string{"/desk/months?saved="} + decide(request, app));
    } catch (const Refused& refused) {
        const auto& [reason, field, detail] = refused.refusal;
        if (reason == Reason::not_found) throw;
        return show_page(
            request, app,
            say(detail.empty() ? "Somebody was faster. Look again." : detail, request.language));
    }
}

http::Response send_month(const http::Request& request, App& app) {
    insist_on_all(request);
    const auto paper = request.param("paper");
    const auto format = paper == "books.pdf" ? "pdf" : paper == "books.xlsx" ? "xlsx" : "";
    const auto document =
        finance::find_document(app.store.session(), request.param("month"), format);
    if (!document) throw Refused{{Reason::not_found}};
    const auto type = document->format == "pdf" ? std::string{"application/pdf"}
                                                : finance::media_type(finance::Format::xlsx);
    return http::file(document->bytes, type,
                      "books-" + request.param("month") + "." + document->format);
}

http::Response show_sample(const http::Request& request, App& app) {
    insist_on_all(request);
    const auto& lang = request.language;
    const auto period = period_here(request, app);
    finance::SampleWish wish{
        .seed = request.query.text("seed"), .first = period.first, .last = period.last};
    if (wish.seed.empty() || wish.seed.size() > 40) wish.seed = random_token().substr(0, 8);
    const auto typed = request.query.text("count");
    read_number(typed, wish.count);
    const bool from_gifts = request.query.text("way") == "gifts";
    if (from_gifts) wish.walk = finance::Walk::from_gifts;
    const auto heading =
        say_with("A sample of {1}", {language::month_text(period.first, lang)}, lang);
    Values values;
    values.html("WAYS_HTML", money_ways(request)).set("HEADING", heading);
    values.set("FORM_HREF", "/desk/months/" + period.month).set("SEED", wish.seed);
    values.set("COUNT", std::clamp(wish.count, 1, finance::sample_max));
    values.show_if(from_gifts, "FROM_GIFTS").show_if(!from_gifts, "FROM_LINES");
    const auto steps = finance::draw_sample(app.store.session(), wish);
    for (const auto& step : steps) {
        auto& row = values.add("STEP");
        if (step.line != 0) {
            auto& line = row.add("LINE");
            line.set("DAY", language::date_text(step.bank_date, lang));
            line.set("AMOUNT", language::money_text(step.line_amount, lang));
            line.set("TEXT", excerpt(step.text, 120));
            const auto href = cause_href(request, "bank_line", step.line);
            line.set("NUMBER", std::to_string(step.line));
            if (!href.empty()) line.add("LINK").set("HREF", href);
            line.show_if(href.empty(), "NO_LINK");
        }
        row.show_if(step.line == 0, "NO_LINE").show_if(!step.gift, "NO_GIFT");
        if (step.gift)
            row.add("GIFT")
                .set("HREF", "/desk/gifts/" + std::to_string(step.gift.value))
                .set("NUMBER", std::to_string(step.gift.value))
                .set("AMOUNT", language::money_text(step.gift_amount, lang))
                .set("METHOD", method_words(step.gift_method, lang))
                .set("REFERENCE", step.reference);
        if (const auto receipt = receipts::find_receipt_of_gift(app.store.session(), step.gift))
            row.add("RECEIPT")
                .set("HREF", "/desk/receipts/" + std::to_string(receipt->id.value))
                .set("NUMBER", receipt->number_text())
                .set("AMOUNT", language::money_text(receipt->amount, lang));
        else
            row.show("NO_RECEIPT");
    }
    values.show_if(steps.empty(), "NONE");
    return show_desk(request, app, heading,
                     language::render_template("web/pages/closing/desk_sample.html", values, lang));
}

}  // namespace pages
