#include <charconv>
#include <memory>

#include "campaign/finance/csv.h"
#include "campaign/finance/ledger_csv.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/pages/desk_money.h"
#include "web/pages/desk_totals.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;

constexpr int rows_max = 100, export_page_rows = 2000;

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
    if (figure == "confirmed" || figure == "banked")
        rules.push_back(
            say("Confirmed is always what is in the bank, plus what is on the way, "
                "plus costs.",
                lang));
    return rules;
}

std::string read_figure(const http::Request& request) {
    const auto figure = request.query.text("figure");
    for (const auto* known : {"", "pledged", "entered", "confirmed", "raised", "banked"})
        if (figure == known) return figure;
    throw Refused{{Reason::not_found}};
}

TransferId read_after(const http::Request& request) {
    const auto text = request.query.text("after");
    std::int64_t id = 0;
    std::from_chars(text.data(), text.data() + text.size(), id);
    return TransferId{id};
}

std::string words_of_row(const ledger::Transfer& t, const std::string& lang) {
    return say(std::string{ledger::event_words(t.event, t.debit, t.credit)}, lang);
}

void fill_row(Values& line, const ledger::ExplainedRow& row, const std::string& figure,
              const std::string& zone, const std::string& lang) {
    const auto& t = row.transfer;
    const auto minor = figure.empty() ? t.amount.minor : row.adds;
    line.set("NUMBER", std::to_string(t.id.value));
    line.set("BOOKED", language::date_text(t.booked_on, lang));
    line.set("GIVEN", t.given_at ? language::date_text(*t.given_at, zone, lang) : std::string{});
    line.set("EVENT", words_of_row(t, lang)).set("WHAT", "");
    line.set("DEBIT", t.debit).set("CREDIT", t.credit);
    line.set("AMOUNT", money_text(Money{minor, t.amount.currency}, lang));
    line.set("WHO", row.actor_name.empty() ? t.actor_role : row.actor_name);
    line.set("REASON", t.reason);
    if (t.cause_type == "gift")
        line.add("GIFT").set("GIFT_HREF", "/desk/gifts/" + std::to_string(t.cause_id));
}

}  // namespace

http::Response show_rows(const http::Request& request, App& app) {
    const auto& lang = request.language;
    auto& session = app.store.session();
    const auto chosen = read_selection(request, app);
    const auto figure = read_figure(request);
    const auto rows =
        ledger::rows_of_figure(session, chosen.cut, figure, read_after(request), rows_max);
    const auto total = ledger::total_of_cut(session, chosen.cut);
    const auto here = "/desk/totals/rows" + selection_query(chosen) +
                      (figure.empty() ? "" : "&figure=" + percent_encoded(figure));
    const auto zone = organisation::find_organisation(session).time_zone;
    Values values;
    std::int64_t minor = total.confirmed;
    if (figure == "pledged") minor = total.pledged;
    if (figure == "entered") minor = total.entered;
    if (figure == "banked") minor = total.banked;
    if (figure == "raised") minor = total.raised;
    values.set("NAME", figure_title(figure.empty() ? "confirmed" : figure, lang));
    values.set("AMOUNT", money_text(Money{minor, chosen.cut.currency}, lang));
    values.set("FORMULA", formula_of(figure, lang));
    values.set("AS_OF", say_with("As of {1}, {2}",
                                 {language::date_text(request.now, zone, lang),
                                  language::time_text(request.now, zone, lang)},
                                 lang));
    for (const auto& rule : rules_of(figure, lang)) values.add("RULE").set("TEXT", rule);
    values.set("BACK_HREF", "/desk/totals" + selection_query(chosen));
    for (const auto& row : rows) fill_row(values.add("ROW"), row, figure, zone, lang);
    values.set("COUNT_LINE", language::say_count(
                                 "{1} row", "{1} rows",
                                 ledger::count_rows_of_figure(session, chosen.cut, figure), lang));
    const auto export_href = "/desk/totals/rows.csv" + here.substr(here.find('?'));
    values.set("EXPORT_HREF", export_href).set("EXPORT_BOM_HREF", export_href + "&bom=yes");
    auto& paging = values.add("PAGES");
    if (request.query.has("after")) paging.add("FIRST").set("FIRST_HREF", here);
    if (rows.size() == rows_max)
        paging.add("NEXT").set("NEXT_HREF",
                               here + "&after=" + std::to_string(rows.back().transfer.id.value));
    DeskPage page{.title = figure_title(figure, lang),
                  .body = language::render_template("web/pages/desk_rows.html", values, lang)};
    return show_desk(request, app, std::move(page));
}

http::Response export_rows(const http::Request& request, App& app) {
    const auto chosen = read_selection(request, app);
    const auto figure = read_figure(request);
    auto response = http::file("", "text/csv; charset=utf-8; header=present", "ledger.csv");
    const auto head = std::string{request.query.has("bom") ? finance::byte_order_mark : ""} +
                      finance::ledger_csv_header();
    auto& store = app.store;
    // Page by page, so that a million rows need no more memory than two thousand.
    response.pieces = [&store, chosen, figure, head, last = TransferId{},
                       is_first = true](std::string& piece) mutable {
        piece = is_first ? head : std::string{};
        is_first = false;
        const auto rows =
            ledger::rows_of_figure(store.session(), chosen.cut, figure, last, export_page_rows);
        for (const auto& row : rows) piece += finance::ledger_csv_line(row);
        if (!rows.empty()) last = rows.back().transfer.id;
        return rows.size() == export_page_rows;
    };
    return response;
}

}  // namespace pages
