#include <array>

#include "campaign/campaign.h"
#include "campaign/finance/exporting.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/text.h"
#include "web/html/layout.h"
#include "web/pages/books/desk_books.h"
#include "web/pages/books/desk_totals.h"

namespace pages {

namespace {

using language::say;
using language::say_with;
using language::to_say;
using language::Values;

struct Named {
    std::string_view name, title, words;
};
constexpr std::array formats{
    Named{"csv", to_say("CSV"), to_say("for every spreadsheet")},
    Named{"excel", to_say("CSV for Excel"), to_say("with a mark by which Excel knows its letters")},
    Named{"xlsx", to_say("XLSX"), to_say("real numbers and days, filters, any number of rows")},
    Named{"jsonl", to_say("JSON Lines"), to_say("for programs, one row a line")},
    Named{"raw", to_say("raw CSV"), to_say("for programs: nothing is put before = + - @")},
};
constexpr std::array exports{
    Named{"ledger", to_say("Ledger rows"), to_say("every row with its three dates and its cause")},
    Named{"gifts", to_say("Gifts"), to_say("with names and addresses: keep it safe")},
    Named{"totals", to_say("Totals"), to_say("the figures by campaign")},
    Named{"trial-balance", to_say("Trial balance"),
          to_say("each account: opening, debits, credits, closing")},
    Named{"bridge", to_say("The bridge"), to_say("of each campaign and fund")},
    Named{"journal", to_say("Journal"), to_say("for the bookkeeping, with its account numbers")},
    Named{"audit", to_say("Audit trail"), to_say("who did what, when and why")},
};

std::string format_asked(const http::Request& request) {
    const auto asked = request.query.text("format");
    return asked.empty() ? "csv" : asked;
}

}  // namespace

void insist_on_all(const http::Request& request) {
    if (!request.visitor->may_everywhere(people::Duty::read_finance))
        throw Refused{{Reason::not_found}};
}

language::Html money_ways(const http::Request& request) {
    constexpr std::array ways{
        std::pair{"/desk/totals", to_say("Totals")},
        std::pair{"/desk/totals/sides", to_say("Side by side")},
        std::pair{"/desk/months", to_say("Month end")},
        std::pair{"/desk/batches", to_say("Batches")},
        std::pair{"/desk/exports", to_say("Exports")},
        std::pair{"/desk/accounts", to_say("Account numbers")},
        std::pair{"/desk/audit", to_say("Audit trail")},
    };
    Values values;
    values.set("ABOUT", say("Pages about money", request.language));
    const bool may_all = request.visitor->may_everywhere(people::Duty::read_finance);
    for (const auto& [href, label] : ways)
        if (may_open(request, href, {}) && (may_all || label == "Totals" || label == "Exports"))
            values.add("WAY")
                .set("HREF", href)
                .set("LABEL", say(label, request.language))
                .show_if(request.path == href, "CURRENT");
    return language::render_template("web/pages/books/money_ways.html", values, request.language);
}

std::string cause_href(const http::Request& request, const std::string& type, std::int64_t id) {
    const auto number = std::to_string(id);
    std::string href;
    if (type == "gift") href = "/desk/gifts/" + number;
    if (type == "bank_line") href = "/desk/bank/lines/" + number;
    return !href.empty() && may_open(request, href, {}) ? href : std::string{};
}

void fill_formats(Values& values, const std::string& href, const std::string& lang) {
    const auto more = href + (href.find('?') == std::string::npos ? "?" : "&") + "format=";
    for (const auto& format : formats)
        if (format.name != "raw")
            values.add("FORMAT")
                .set("EXPORT_HREF", more + std::string{format.name})
                .set("LABEL", say(format.title, lang));
}

http::Response send_table(const http::Request& request, finance::Table table) {
    const auto format = finance::find_format(format_asked(request));
    if (!format) throw Refused{{Reason::not_found}};
    auto response = http::file("", finance::media_type(*format),
                               slug_of(table.name) + finance::file_ending(*format));
    response.pieces = finance::pieces_of({std::move(table)}, *format);
    return response;
}

http::Response show_exports(const http::Request& request, App& app) {
    const auto& lang = request.language;
    const auto chosen = read_selection(request, app);
    const bool may_all = request.visitor->may_everywhere(people::Duty::read_finance);
    Values values;
    values.html("WAYS_HTML", money_ways(request)).set("ACTION", "/desk/exports/file");
    for (const auto& what : exports)
        values.add("WHAT")
            .set("VALUE", what.name)
            .set("LABEL", say(what.title, lang))
            .set("WORDS", say(what.words, lang))
            .show_if(what.name == "ledger", "CHOSEN");
    for (const auto& format : formats)
        values.add("FORMAT")
            .set("VALUE", format.name)
            .set("LABEL", say(format.title, lang))
            .set("WORDS", say(format.words, lang))
            .show_if(format.name == "xlsx", "CHOSEN");
    if (may_all)
        values.add("ONLY")
            .set("VALUE", "")
            .set("LABEL", say_with("All in {1}", {chosen.cut.currency.text()}, lang));
    for (const auto& one : campaign::all_campaigns(app.store.session()))
        if (request.visitor->may(people::Duty::read_finance, one.id))
            values.add("ONLY").set("VALUE", one.slug).set("LABEL", one.slug);
    const auto missing = request.query.text("accounts");
    if (!missing.empty() && may_all)
        values.add("MISSING").set(
            "MISSING_LINE",
            say_with("The journal waits: the bookkeeping's numbers are missing for {1}.",
                     {excerpt(missing, 400)}, lang));
    return show_desk(request, app, say("Exports", lang),
                     language::render_template("web/pages/books/desk_exports.html", values, lang));
}

http::Response send_export(const http::Request& request, App& app) {
    const auto chosen = read_selection(request, app);
    auto& session = app.store.session();
    const auto& query = request.query;
    const bool is_audit = query.text("export") == "audit";
    finance::ExportWish wish{.what = is_audit ? "audit" : query.text("what"),
                             .cut = chosen.cut,
                             .zone = organisation::find_organisation(session).time_zone};
    if (is_audit) wish.audit = read_audit_search(request);
    if (wish.what == "audit") insist_on_all(request);
    try {
        auto table = finance::find_export(session, wish);
        if (!table) throw Refused{{Reason::not_found}};
        auto response = send_table(request, std::move(*table));
        finance::note_export(app.store, wish, format_asked(request),
                             people::actor_of(*request.visitor, people::Duty::read_finance,
                                              wish.cut.campaign, request.id),
                             request.now);
        return response;
    } catch (const Refused& refused) {
        if (refused.refusal.field != "accounts") throw;
        return http::redirect("/desk/exports?accounts=" + percent_encoded(refused.refusal.detail));
    }
}

}  // namespace pages
