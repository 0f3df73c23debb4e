#include <map>

#include "campaign/finance/ledger_tables.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/account_figure.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/number.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/pages/books/desk_books.h"
#include "web/pages/books/desk_totals.h"
#include "web/pages/giving/desk_money.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;

constexpr int rows_max = 100;

std::string formula_of(const std::string& figure, const std::string& lang) {
    if (figure == "pledged")
        return say("Promises made, less promises that were paid, lapsed or were withdrawn.", lang);
    if (figure == "entered")
        return say("What the desk entered, less what was counted or rejected.", lang);
    if (figure == "confirmed")
        return say("All income, less refunds and less disputes that are open or lost.", lang);
    if (figure == "raised") return say("The part of confirmed that counts toward the goal.", lang);
    if (figure == "banked")
        return say("What came to the bank and was placed, less what left it.", lang);
    if (figure == "on_the_way")
        return say("What is ours and not yet in the bank, less what we owe.", lang);
    if (figure == "costs")
        return say("Fees of cards, disputes and the bank, cash that was short or paid out.", lang);
    if (const auto account = ledger::account_of_figure(figure); account == "unplaced")
        return say("What came in from the bank, less what has found its place.", lang);
    else if (!account.empty())
        return say("What was debited to this account, less what was credited to it.", lang);
    return say("Every ledger row of this selection, in the order in which it was written.", lang);
}

std::vector<std::string> rules_of(const std::string& figure, const std::string& lang) {
    std::vector<std::string> rules{
        say("A row moves one amount from one account to another and is never changed.", lang),
        say("A mistake is mended by a second row that takes the first one back.", lang)};
    if (figure == "pledged" || figure == "entered")
        rules.push_back(
            say("The step that confirms money releases the promise in the same moment, "
                "so no euro stands in two figures.",
                lang));
    if (figure != "pledged" && figure != "entered" && !figure.empty() && figure != "raised" &&
        ledger::account_of_figure(figure).empty())
        rules.push_back(
            say("Confirmed is always what is in the bank, plus what is on the way, "
                "plus costs.",
                lang));
    return rules;
}

std::string read_figure(const http::Request& request) {
    const auto figure = request.query.text("figure");
    for (const auto* known :
         {"", "pledged", "entered", "confirmed", "raised", "banked", "on_the_way", "costs"})
        if (figure == known) return figure;
    if (!ledger::account_of_figure(figure).empty()) return figure;
    throw Refused{{Reason::not_found}};
}

// An account that is not of the organisation's currency says which.
Selection read_rows_selection(const http::Request& request, App& app, const std::string& figure) {
    auto chosen = read_selection(request, app);
    const auto currency = find_currency(request.query.text("currency"));
    if (currency && !ledger::account_of_figure(figure).empty() && chosen.only.empty())
        chosen.cut.currency = *currency;
    return chosen;
}

TransferId read_after(const http::Request& request) {
    return TransferId{number_in(request.query.text("after"))};
}

std::string cause_words(const ledger::Transfer& t, const std::string& lang) {
    if (t.cause_type == "pledge") return say("Pledges", lang);
    return t.cause_type == "gift" ? say("gift", lang) : say("bank line", lang);
}

std::string words_of_row(const ledger::Transfer& t, const std::string& lang) {
    return say(std::string{ledger::event_words(t.event, t.debit, t.credit)}, lang);
}

// One line of a sum: what it is, and how much it adds.
struct Addend {
    std::string words;
    std::int64_t rows = 0, adds = 0;
};

// A flow adds by what its two sides weigh, so the accounts' parts add up to the figure.
std::map<std::string, Addend> addends_by_account(const std::vector<ledger::Flow>& flows,
                                                 const std::string& figure) {
    std::map<std::string, Addend> addends;
    for (const auto& flow : flows) {
        if (flow.minor == 0) continue;
        for (const auto& [account, sign] : {std::pair{flow.debit, 1}, {flow.credit, -1}})
            if (const auto weight = sign * ledger::weight_of(figure, account); weight != 0) {
                auto& addend = addends[account];
                addend.words = account, addend.rows += flow.rows;
                addend.adds += weight * flow.minor;
            }
    }
    return addends;
}

std::map<std::string, Addend> addends_by_event(const std::vector<ledger::Flow>& flows,
                                               const std::string& lang) {
    std::map<std::string, Addend> addends;
    for (const auto& flow : flows) {
        const auto words =
            say(std::string{ledger::event_words(flow.event, flow.debit, flow.credit)}, lang);
        auto& addend = addends[std::to_string(100 + static_cast<int>(flow.event)) + words];
        addend.words = words, addend.rows += flow.rows, addend.adds += flow.adds;
    }
    return addends;
}

void fill_sum(Values& values, const char* section, const std::map<std::string, Addend>& addends,
              Currency currency, const std::string& lang) {
    auto& sum = values.add(section);
    std::int64_t total = 0;
    for (const auto& [key, addend] : addends) {
        total += addend.adds;
        sum.add("ADDEND")
            .set("WORDS", addend.words)
            .set("COUNT", language::say_count("{1} row", "{1} rows", addend.rows, lang))
            .set("ADDS", money_text(Money{addend.adds, currency}, lang));
    }
    sum.set("SUM", money_text(Money{total, currency}, lang));
}

std::int64_t account_sum(store::Session& session, const ledger::Cut& cut,
                         const std::string& account) {
    std::int64_t sum = 0;
    for (const auto& flow : ledger::flows_of_figure(session, cut, "account:" + account))
        sum += flow.adds;
    return sum;
}

struct Showing {
    const http::Request& request;
    std::string figure, zone;
};

void fill_row(Values& line, const ledger::ExplainedRow& row, const Showing& showing) {
    const auto& [request, figure, zone] = showing;
    const auto& lang = request.language;
    const auto& t = row.transfer;
    const auto minor = figure.empty() ? t.amount.minor : row.adds;
    line.set("NUMBER", std::to_string(t.id.value));
    line.set("BOOKED", language::date_text(t.booked_on, lang));
    line.set("GIVEN", t.given_at ? language::date_text(*t.given_at, zone, lang) : std::string{});
    line.set("BANK_DAY", t.bank_date ? language::date_text(*t.bank_date, lang) : std::string{});
    line.set("EVENT", words_of_row(t, lang)).set("WHAT", "");
    line.set("DEBIT", t.debit).set("CREDIT", t.credit);
    line.set("AMOUNT", money_text(Money{minor, t.amount.currency}, lang));
    line.set("WHO", row.actor_name.empty() ? say(t.actor_role, lang) : row.actor_name);
    line.set("REASON", row.actor_name.empty() ? say(t.reason, lang) : t.reason);
    if (const auto href = cause_href(request, t.cause_type, t.cause_id); !href.empty())
        line.add("CAUSE").set("CAUSE_HREF", href).set("CAUSE_WORDS", cause_words(t, lang));
}

}  // namespace

http::Response show_rows(const http::Request& request, App& app) {
    const auto& lang = request.language;
    auto& session = app.store.session();
    const auto figure = read_figure(request);
    const auto chosen = read_rows_selection(request, app, figure);
    const auto account = ledger::account_of_figure(figure);
    const auto rows =
        ledger::rows_of_figure(session, chosen.cut, figure, read_after(request), rows_max);
    const auto total = ledger::total_of_cut(session, chosen.cut);
    const auto here = "/desk/totals/rows" + selection_query(chosen) +
                      (figure.empty() ? "" : "&figure=" + percent_encoded(figure)) +
                      (account.empty() ? "" : "&currency=" + chosen.cut.currency.text());
    const auto zone = organisation::find_organisation(session).time_zone;
    Values values;
    std::int64_t minor = total.confirmed;
    if (figure == "pledged") minor = total.pledged;
    if (figure == "entered") minor = total.entered;
    if (figure == "banked") minor = total.banked;
    if (figure == "raised") minor = total.raised;
    if (figure == "on_the_way") minor = total.on_the_way;
    if (figure == "costs") minor = total.costs;
    if (!account.empty()) minor = account_sum(session, chosen.cut, account);
    const auto title = !account.empty() ? say_with("Account {1}", {account}, lang)
                                        : figure_title(figure.empty() ? "confirmed" : figure, lang);
    values.set("NAME", title);
    values.set("AMOUNT", money_text(Money{minor, chosen.cut.currency}, lang));
    values.set("FORMULA", formula_of(figure, lang));
    values.set("AS_OF", say_with("As of {1}, {2}",
                                 {language::date_text(request.now, zone, lang),
                                  language::time_text(request.now, zone, lang)},
                                 lang));
    for (const auto& rule : rules_of(figure, lang)) values.add("RULE").set("TEXT", rule);
    values.set("BACK_HREF", "/desk/totals" + selection_query(chosen));
    values.html("WAYS_HTML", money_ways(request));
    const auto shown = figure.empty() ? std::string{"confirmed"} : figure;
    const auto flows = ledger::flows_of_figure(session, chosen.cut, shown);
    fill_sum(values, "BY_ACCOUNT", addends_by_account(flows, shown), chosen.cut.currency, lang);
    fill_sum(values, "BY_EVENT", addends_by_event(flows, lang), chosen.cut.currency, lang);
    for (const auto& row : rows) fill_row(values.add("ROW"), row, {request, figure, zone});
    values.set("COUNT_LINE", language::say_count(
                                 "{1} row", "{1} rows",
                                 ledger::count_rows_of_figure(session, chosen.cut, figure), lang));
    fill_formats(values, "/desk/totals/rows.csv" + here.substr(here.find('?')), lang);
    auto& paging = values.add("PAGES");
    if (request.query.has("after")) paging.add("FIRST").set("FIRST_HREF", here);
    if (rows.size() == rows_max)
        paging.add("NEXT").set("NEXT_HREF",
                               here + "&after=" + std::to_string(rows.back().transfer.id.value));
    DeskPage page{
        .title = account.empty() ? figure_title(figure, lang) : title,
        .body = language::render_template("web/pages/books/desk_rows.html", values, lang)};
    return show_desk(request, app, std::move(page));
}

http::Response export_rows(const http::Request& request, App& app) {
    const auto figure = read_figure(request);
    const auto chosen = read_rows_selection(request, app, figure);
    return send_table(request, finance::ledger_table(app.store.session(), chosen.cut, figure));
}

}  // namespace pages
