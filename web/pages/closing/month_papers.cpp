// What is stored when a month is closed: trial balance, bridges, open items and the head of the
// books, as a report to read and as sheets to reckon with.
#include <algorithm>

#include "campaign/finance/ledger_tables.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/sealing.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/token.h"
#include "print/report.h"
#include "web/pages/closing/desk_months.h"

namespace pages {

namespace {

using language::money_text;
using language::say;
using language::say_with;

struct Paper {
    store::Session& session;
    const finance::Period& period;
    const std::string& lang;
    organisation::Organisation ours;
    std::vector<finance::OpenItem> items;
    ledger::Head head;
    std::string seal;  // The last one of the chain: `ledger verify --seal` finds it again.
    Instant now;

    std::string day(Date date) const { return language::date_text(date, lang); }
    std::vector<Currency> currencies() const {
        auto used = ledger::currencies_used(session);
        if (used.empty()) used.push_back(currency_of(ours.currency));
        return used;
    }
    ledger::Span month_of(Currency currency) const {
        return {currency, period.first, period.last, {}};
    }
};

print::ReportTable balance_table(const Paper& paper, Currency currency) {
    print::ReportTable table{
        {say("Account", paper.lang), say("Opening", paper.lang), say("Debits", paper.lang),
         say("Credits", paper.lang), say("Closing", paper.lang)},
        {3, 2, 2, 2, 2},
        {false, true, true, true, true},
        {},
        true};
    ledger::Balance sum;
    const auto text = [&](std::int64_t minor) {
        return money_text(Money{minor, currency}, paper.lang);
    };
    const auto add = [&](const std::string& name, const ledger::Balance& b) {
        table.rows.push_back(
            {name, text(b.opening), text(b.debits), text(b.credits), text(b.closing())});
    };
    for (const auto& balance : ledger::trial_balance(paper.session, paper.month_of(currency))) {
        add(balance.account, balance);
        sum.opening += balance.opening, sum.debits += balance.debits;
        sum.credits += balance.credits;
    }
    add(say("Together", paper.lang), sum);
    return table;
}

print::ReportTable bridge_rows(const Paper& paper, const ledger::Span& span) {
    print::ReportTable table{
        {say("Campaign", paper.lang), say("Fund", paper.lang), say("Confirmed", paper.lang),
         say("In the bank", paper.lang), say("On the way", paper.lang), say("Costs", paper.lang),
         say("Not ours", paper.lang)},
        {3, 2, 2, 2, 2, 2, 2},
        {false, false, true, true, true, true, true},
        {},
        true};
    ledger::Figures sum;
    const auto add = [&](std::string name, std::string fund, const ledger::Figures& f) {
        std::vector<std::string> row{std::move(name), std::move(fund)};
        for (const auto minor : {f.confirmed, f.banked, f.on_the_way, f.costs, f.outside})
            row.push_back(money_text(Money{minor, span.currency}, paper.lang));
        table.rows.push_back(std::move(row));
    };
    for (const auto& line : ledger::bridges_of(paper.session, span)) {
        const auto name = line.title.empty() ? line.campaign : line.title;
        add(name.empty() ? say("of the organisation", paper.lang) : name, line.fund, line.figures);
        sum += line.figures;
    }
    add(say("Together", paper.lang), "", sum);
    return table;
}

print::ReportTable item_rows(const Paper& paper) {
    print::ReportTable table{
        {say("What", paper.lang), say("Account", paper.lang), say("Since", paper.lang),
         say("Age", paper.lang), say("Looks after it", paper.lang), say("Amount", paper.lang)},
        {4, 2, 2, 1.4, 2.4, 2},
        {false, false, false, false, false, true},
        {}};
    for (const auto& item : paper.items)
        table.rows.push_back({item_words(item, paper.lang), item.account, paper.day(item.since),
                              age_words(item.since, paper.period.last, paper.lang),
                              item.owner.owner ? item.owner.name : say("nobody yet", paper.lang),
                              money_text(item.amount, paper.lang)});
    return table;
}

std::string report_of(const Paper& paper, Date today, const std::string& closer) {
    const auto& lang = paper.lang;
    print::Report report;
    report.overline = paper.ours.legal_name;
    report.title = say_with("The books of {1}", {paper.period.month}, lang);
    report.subtitle = say_with("{1} to {2}. Proposed by {3}, closed by {4} on {5}.",
                               {paper.day(paper.period.first), paper.day(paper.period.last),
                                paper.period.proposed_name, closer, paper.day(today)},
                               lang);
    report.language = lang, report.author = paper.ours.legal_name, report.created = paper.now;
    report.foot = paper.ours.legal_name + " · " + paper.period.month;
    report.parts.push_back(
        {.title = say("Seal", lang),
         .paragraphs = {
             say_with("{1} ledger rows until the last day. Their digest: {2}",
                      {language::count_text(paper.head.rows, lang), paper.head.digest}, lang),
             say_with("The last seal of the chain: {1}", {paper.seal}, lang)}});
    if (!paper.period.note.empty())
        report.parts.front().paragraphs.push_back(
            say_with("Note of the proposal: {1}", {paper.period.note}, lang));
    for (const auto currency : paper.currencies()) {
        const std::vector<std::string> in{currency.text()};
        report.parts.push_back({.title = say_with("Trial balance in {1}", in, lang),
                                .table = balance_table(paper, currency)});
        report.parts.push_back({.title = say_with("The bridge in this month, in {1}", in, lang),
                                .table = bridge_rows(paper, paper.month_of(currency))});
        report.parts.push_back(
            {.title = say_with("The bridge since the beginning, in {1}", in, lang),
             .table = bridge_rows(paper, {currency, {}, paper.period.last, {}})});
    }
    report.parts.push_back(
        {.title = say_with("There by {1}, and still open when the month was closed",
                           {paper.day(paper.period.last)}, lang)});
    if (paper.items.empty())
        report.parts.back().paragraphs = {say("Nothing.", lang)};
    else
        report.parts.back().table = item_rows(paper);
    return print::render_report(report);
}

finance::Table item_table(const Paper& paper) {
    using finance::Sort;
    std::vector<finance::TableRow> rows;
    for (const auto& item : paper.items)
        rows.push_back({item_words(item, paper.lang), item.account, item.cause_type,
                        finance::thing(item.cause_id), item.campaign_slug, item.since, item.amount,
                        item.amount.currency.text(), item.owner.name, item.owner.note,
                        finance::cell_of(item.owner.due)});
    return finance::table_of("open items",
                             {{"what", Sort::text, 36},
                              {"account", Sort::text, 20},
                              {"cause"},
                              {"cause_id", Sort::thing, 22},
                              {"campaign", Sort::text, 20},
                              {"since", Sort::day, 12},
                              {"amount", Sort::money},
                              {"currency", Sort::text, 9},
                              {"owner", Sort::text, 20},
                              {"note", Sort::text, 30},
                              {"due", Sort::day, 12}},
                             std::move(rows));
}

finance::Table head_table(const Paper& paper, const std::string& closer) {
    using finance::Sort;
    return finance::table_of("month",
                             {{"month"},
                              {"proposed_by", Sort::text, 20},
                              {"closed_by", Sort::text, 20},
                              {"rows", Sort::number},
                              {"head", Sort::text, 66},
                              {"seal", Sort::text, 66},
                              {"note", Sort::text, 40}},
                             {{paper.period.month, paper.period.proposed_name, closer,
                               paper.head.rows, paper.head.digest, paper.seal, paper.period.note}});
}

std::string sheets_of(const Paper& paper, const std::string& closer) {
    std::vector<finance::Table> tables{head_table(paper, closer)};
    for (const auto currency : paper.currencies()) {
        const auto in = " " + currency.text();
        tables.push_back(finance::trial_balance_table(paper.session, paper.month_of(currency)));
        tables.back().name = "balance" + in;
        tables.push_back(finance::bridge_table(paper.session, paper.month_of(currency)));
        tables.back().name = "bridge" + in;
        ledger::Cut days{.currency = currency,
                         .from = paper.period.first,
                         .until = paper.period.last,
                         .by = ledger::By::day};
        tables.push_back(finance::totals_table(paper.session, days));
        tables.back().name = "days" + in;
        tables.push_back(
            finance::bridge_table(paper.session, {currency, {}, paper.period.last, {}}));
        tables.back().name = "since beginning" + in;
    }
    tables.push_back(item_table(paper));
    return finance::all_of(finance::pieces_of(std::move(tables), finance::Format::xlsx));
}

}  // namespace

std::vector<finance::PeriodDocument> papers_of(const http::Request& request, App& app,
                                               const finance::Period& period) {
    auto& session = app.store.session();
    ledger::seal_rows(app.store, request.now);
    const auto seal = ledger::last_seal(session);
    const Paper paper{session,
                      period,
                      request.language,
                      organisation::find_organisation(session),
                      finance::open_items_by(session, period.last),
                      ledger::ledger_head(session, period.last),
                      seal ? seal->hash : "",
                      request.now};
    const auto today = language::date_in(request.now, paper.ours.time_zone);
    const auto& closer = request.visitor->name;
    std::vector<finance::PeriodDocument> papers{{"pdf", report_of(paper, today, closer), {}},
                                                {"xlsx", sheets_of(paper, closer), {}}};
    for (auto& document : papers) document.digest = sha256_hex(document.bytes);
    return papers;
}

}  // namespace pages
