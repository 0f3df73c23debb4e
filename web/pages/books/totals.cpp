#include <array>
#include <memory>

#include "campaign/campaign.h"
#include "campaign/finance/ledger_tables.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/totals.h"
#include "campaign/links/link.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/pages/books/desk_books.h"
#include "web/pages/books/desk_totals.h"
#include "web/pages/giving/desk_money.h"
#include "web/pages/giving/give.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;
using language::Values;

// A figure as the page writes it: its words, its rules.
struct FigureWords {
    const char* name;
    const char* title;
    const char* words;
    std::int64_t ledger::Figures::*value;
};
const FigureWords tiles[] = {
    {"pledged", "Promised", "Promises still open", &ledger::Figures::pledged},
    {"entered", "Handed in, not counted", "Somebody says they hold it", &ledger::Figures::entered},
    {"confirmed", "Confirmed", "The bank or two people say so, before costs",
     &ledger::Figures::confirmed},
    {"banked", "In the bank", "On a bank statement and placed", &ledger::Figures::banked},
};

std::string amount(std::int64_t minor, const ledger::Cut& cut, const std::string& lang) {
    return money_text(Money{minor, cut.currency}, lang);
}

std::string cut_query(const Selection& chosen) {
    std::string query = "?only=" + percent_encoded(chosen.only) +
                        "&by=" + std::string{ledger::by_name(chosen.cut.by)};
    if (chosen.cut.from) query += "&from=" + iso_text(*chosen.cut.from);
    if (chosen.cut.until) query += "&until=" + iso_text(*chosen.cut.until);
    if (!chosen.cut.key.empty()) query += "&key=" + percent_encoded(chosen.cut.key);
    return query;
}

std::string by_words(ledger::By by, const std::string& lang) {
    switch (by) {
        case ledger::By::campaign:
            return say("Campaign", lang);
        case ledger::By::fund:
            return say("Fund", lang);
        case ledger::By::kind:
            return say("Kind", lang);
        case ledger::By::method:
            return say("Method", lang);
        case ledger::By::channel:
            return say("Channel", lang);
        case ledger::By::participant:
            return say("Participant", lang);
        case ledger::By::day:
            return say("Day booked", lang);
    }
    return {};
}

std::string name_of_row(const ledger::TotalRow& row, ledger::By by, const std::string& lang) {
    if (by == ledger::By::method)
        return row.key.empty() ? say("of the organisation", lang) : method_words(row.key, lang);
    if (by == ledger::By::day)
        if (const auto day = read_date(row.key)) return language::date_text(*day, lang);
    if (by == ledger::By::kind)
        return row.key.empty() ? say("of the organisation", lang) : say(row.key, lang);
    if (by == ledger::By::channel) {
        if (row.key.empty()) return say("without a link", lang);
        const auto channel = links::find_channel(row.key);
        return channel ? say(channel->title, lang) : row.key;
    }
    return row.name.empty() ? say("of the organisation", lang) : row.name;
}

struct ColumnWords {
    std::string_view figure, title;
};
constexpr std::array columns{
    ColumnWords{"pledged", "Promised"},    ColumnWords{"entered", "Handed in"},
    ColumnWords{"confirmed", "Confirmed"}, ColumnWords{"raised", "Raised"},
    ColumnWords{"banked", "In the bank"},  ColumnWords{"on_the_way", "On the way"},
    ColumnWords{"costs", "Costs"}};

// What stands in the columns, in their order.
std::vector<std::string> columns_of(const ledger::Figures& f, const Selection& chosen,
                                    const std::string& lang) {
    const auto one = [&](std::int64_t minor) { return amount(minor, chosen.cut, lang); };
    if (chosen.cut.by == ledger::By::participant)  // Credits never touch the ledger.
        return {one(f.pledged), one(f.entered), "–", one(f.raised), "–", "–", "–"};
    return {one(f.pledged), one(f.entered),    one(f.confirmed), one(f.raised),
            one(f.banked),  one(f.on_the_way), one(f.costs)};
}

// Each number leads to its explanation.
void fill_cells(Values& row, const ledger::Figures& of, const Selection& chosen,
                const std::string& lang) {
    const auto texts = columns_of(of, chosen, lang);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const bool opens = texts[i] != "–" && chosen.cut.by != ledger::By::participant;
        auto& cell = row.add("CELL");
        cell.set("LABEL", say(columns[i].title, lang)).set("AMOUNT", texts[i]);
        cell.show_if(!opens, "PLAIN");
        if (opens)
            cell.add("OPENS").set("HREF", "/desk/totals/rows" + cut_query(chosen) +
                                              "&figure=" + std::string{columns[i].figure});
    }
}

void fill_filters(Values& values, const http::Request& request, App& app, const Selection& chosen) {
    const auto& lang = request.language;
    values.set("FORM_HREF", "/desk/totals");
    values.set("FROM", chosen.cut.from ? iso_text(*chosen.cut.from) : "");
    values.set("UNTIL", chosen.cut.until ? iso_text(*chosen.cut.until) : "");
    for (const auto by : ledger::all_by())
        values.add("BY")
            .set("VALUE", ledger::by_name(by))
            .set("LABEL", by_words(by, lang))
            .show_if(by == chosen.cut.by, "CHOSEN");
    if (request.visitor->may_everywhere(people::Duty::read_finance))
        values.add("ONLY")
            .set("VALUE", "")
            .set("LABEL", say_with("All in {1}", {chosen.cut.currency.text()}, lang))
            .show_if(chosen.only.empty(), "CHOSEN");
    for (const auto& one : campaign::all_campaigns(app.store.session()))
        if (request.visitor->may(people::Duty::read_finance, one.id))
            values.add("ONLY")
                .set("VALUE", one.slug)
                .set("LABEL", one.slug)
                .show_if(one.slug == chosen.only, "CHOSEN");
}

void fill_figures(Values& values, const ledger::Figures& total, const Selection& chosen,
                  const std::string& lang) {
    for (const auto& figure : tiles)
        values.add("FIGURE")
            .set("NAME", say(figure.title, lang))
            .set("AMOUNT", amount(total.*figure.value, chosen.cut, lang))
            .set("WORDS", say(figure.words, lang))
            .set("HREF", "/desk/totals/rows" + cut_query(chosen) + "&figure=" + figure.name)
            .show_if(std::string_view{figure.name} == "confirmed", "MAIN");
    values.set("CONFIRMED", amount(total.confirmed, chosen.cut, lang));
    values.set("BANKED", amount(total.banked, chosen.cut, lang));
    values.set("ON_THE_WAY", amount(total.on_the_way, chosen.cut, lang));
    values.set("COSTS", amount(total.costs, chosen.cut, lang));
    for (const auto& [place, figure] : {std::pair{"CONFIRMED_HREF", "confirmed"},
                                        {"BANKED_HREF", "banked"},
                                        {"ON_THE_WAY_HREF", "on_the_way"},
                                        {"COSTS_HREF", "costs"}})
        values.set(place, "/desk/totals/rows" + cut_query(chosen) + "&figure=" + figure);
    values.set("BRIDGE_LINE",
               say_with("Confirmed but not in the bank, {1}: on the way {2}, costs {3}.",
                        {amount(total.confirmed - total.banked, chosen.cut, lang),
                         amount(total.on_the_way, chosen.cut, lang),
                         amount(total.costs, chosen.cut, lang)},
                        lang));
    if (!total.bridge_holds())
        values.add("BROKEN").set("BROKEN_LINE",
                                 say("The bridge does not hold. Please run the ledger check and "
                                     "tell whoever runs this program.",
                                     lang));
}

void fill_days(Values& values, App& app, const Selection& chosen) {
    std::string series;
    for (const auto& [day, minor] : ledger::confirmed_by_day(app.store.session(), chosen.cut))
        series += std::string{series.empty() ? "[" : ","} + "[\"" + iso_text(day) + "\"," +
                  std::to_string(minor) + "]";
    if (series.empty()) return;
    values.add("DAYS").set("SERIES", series + "]").set("CURRENCY_CODE", chosen.cut.currency.text());
}

}  // namespace

Selection read_selection(const http::Request& request, App& app) {
    auto& session = app.store.session();
    Selection chosen;
    chosen.only = request.query.text("only");
    const auto may_all = request.visitor->may_everywhere(people::Duty::read_finance);
    chosen.cut.currency = currency_of(organisation::find_organisation(session).currency);
    if (chosen.only.empty() && !may_all)
        for (const auto& one : campaign::all_campaigns(session))
            if (chosen.only.empty() && request.visitor->may(people::Duty::read_finance, one.id))
                chosen.only = one.slug;
    if (!chosen.only.empty()) {
        const auto one = campaign::find_campaign(session, chosen.only);
        if (!one || !request.visitor->may(people::Duty::read_finance, one->id))
            throw Refused{{Reason::not_found}};
        chosen.cut.campaign = one->id, chosen.cut.currency = one->currency;
    } else if (!may_all) {
        throw Refused{{Reason::not_found}};
    }
    chosen.cut.from = read_date(request.query.text("from"));
    chosen.cut.until = read_date(request.query.text("until"));
    chosen.cut.by = ledger::find_by(request.query.text("by")).value_or(ledger::By::campaign);
    chosen.cut.key = request.query.text("key");
    return chosen;
}

http::Response show_totals(const http::Request& request, App& app) {
    const auto& lang = request.language;
    auto& session = app.store.session();
    auto chosen = read_selection(request, app);
    chosen.cut.key.clear();
    const auto total = ledger::total_of_cut(session, chosen.cut);
    const auto rows = ledger::totals_by(session, chosen.cut);
    const auto zone = organisation::find_organisation(session).time_zone;
    Values values;
    const auto one = [&](std::int64_t minor) { return amount(minor, chosen.cut, lang); };
    values.set("AS_OF", say_with("As of {1}, {2}",
                                 {language::date_text(request.now, zone, lang),
                                  language::time_text(request.now, zone, lang)},
                                 lang));
    values.set("LINE", say_with("Promised {1} · Handed in, not counted {2} · Confirmed {3} · In "
                                "the bank {4}",
                                {one(total.pledged), one(total.entered), one(total.confirmed),
                                 one(total.banked)},
                                lang));
    fill_figures(values, total, chosen, lang);
    fill_filters(values, request, app, chosen);
    values.set("HEAD", by_words(chosen.cut.by, lang));
    // Of the whole cut, not of the rows that fit on the page; participants have sums of their own.
    auto all = chosen.cut.by == ledger::By::participant ? ledger::Figures{} : total;
    for (const auto& row : rows) {
        auto here = chosen;
        here.cut.key = row.key.empty() ? "-" : row.key;
        auto& line = values.add("ROW");
        line.set("HREF", "/desk/totals/rows" + cut_query(here));
        line.set("NAME", name_of_row(row, chosen.cut.by, lang));
        fill_cells(line, row.figures, here, lang);
        if (chosen.cut.by == ledger::By::participant) all += row.figures;
    }
    fill_cells(values.add("ALL"), all, chosen, lang);
    values.show_if(rows.empty(), "NO_ROWS");
    fill_days(values, app, chosen);
    fill_formats(values, "/desk/totals.csv" + cut_query(chosen), lang);
    values.html("WAYS_HTML", money_ways(request));
    DeskPage page{
        .title = say("Where every euro stands", lang),
        .body = language::render_template("web/pages/books/desk_totals.html", values, lang)};
    page.scripts = {"js/chart.js"};
    return show_desk(request, app, std::move(page));
}

http::Response export_totals(const http::Request& request, App& app) {
    auto chosen = read_selection(request, app);
    chosen.cut.key.clear();
    return send_table(request, finance::totals_table(app.store.session(), chosen.cut));
}

std::string figure_title(const std::string& figure, const std::string& lang) {
    for (const auto& one : columns)
        if (figure == one.figure) return say(one.title, lang);
    return say("Every row", lang);
}

std::string selection_query(const Selection& chosen) { return cut_query(chosen); }

}  // namespace pages
