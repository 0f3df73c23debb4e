#include "web/pages/printing/desk_printing.h"

#include <algorithm>
#include <map>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/links/old_paper.h"
#include "campaign/links/printing.h"
#include "campaign/links/ranking.h"
#include "campaign/words/token.h"
#include "print/poster_file.h"
#include "web/html/layout.h"
#include "web/pages/campaigns/desk_view.h"
#include "web/pages/links/placement_form.h"
#include "web/pages/printing/poster_order.h"
#include "web/pages/printing/printing_acts.h"

namespace pages {

namespace {

using language::say;
using language::say_count;
using language::say_with;
using language::Values;
using links::PrintRun;

constexpr std::int64_t sheets_in_file = print::poster_file_sheets_max;

constexpr std::int64_t usual_spares = 5;

// Of what is on the list and not printed yet, by what hangs there: an order is for one channel.
using Sheets = std::map<std::string, std::int64_t>;

Sheets sheets_to_print(const DeskView& view) {
    Sheets sheets;
    for (const auto& one : links::rank_placements(view.app.store.session(), view.here.campaign.id))
        if (is_to_print(one.placement)) sheets[one.channel] += one.placement.copies;
    return sheets;
}

// "6 sheets + 5 spares = 11 sheets"
std::string sheets_words(std::int64_t to_print, const std::string& lang) {
    return say_with("{1} + {2} = {3}",
                    {say_count("{1} sheet", "{1} sheets", to_print, lang),
                     say_count("{1} spare", "{1} spares", usual_spares, lang),
                     say_count("{1} sheet", "{1} sheets", to_print + usual_spares, lang)},
                    lang);
}

void fill_sheets(Values& values, const DeskView& view, const Sheets& sheets) {
    const auto& lang = view.language();
    for (const auto& [channel, count] : sheets)
        values.add("SHEETS").set("SHEETS_LINE",
                                 (sheets.size() > 1 ? channel_title(channel, lang) + " · " : "") +
                                     sheets_words(count, lang));
}

// For which places somebody may print: those that wait, those with an older date, one helper's,
// all.
void fill_which(Values& values, const DeskView& view, std::int64_t to_print) {
    const auto& lang = view.language();
    auto& session = view.app.store.session();
    const auto choice = [&](const std::string& value, const std::string& label) {
        values.add("WHICH").set("VALUE", value).set("LABEL", label);
    };
    choice("planned", say_with("Not printed yet ({1})",
                               {say_count("{1} sheet", "{1} sheets", to_print, lang)}, lang));
    const auto old =
        links::all_old_paper(session, view.here.campaign.id, view.here.version.plan).size();
    if (old > 0)
        choice("old", say_with("With an older date ({1})",
                               {language::count_text(std::int64_t(old), lang)}, lang));
    for (const auto& one : links::all_volunteers(session, view.here.campaign.id))
        if (!one.ended_at) choice(std::to_string(one.id.value), one.name);
    choice("all", say("All places once more", lang));
    choice("none", say("No place: spares alone", lang));
}

void fill_channels(Values& values, const DeskView& view) {
    for (const auto& one : links::all_channels()) {
        const auto title = say(one.title, view.language());
        values.add("COST_CHANNEL")
            .set("VALUE", one.name)
            .set("LABEL", title)
            .show_if(one.name == "advertising", "CHOSEN");
        if (one.medium == links::Medium::print && one.name != "introduction")
            values.add("CHANNEL_CHOICE")
                .set("VALUE", one.name)
                .set("LABEL", title)
                .show_if(one.name == "poster", "CHOSEN");
    }
    for (const auto& [name, label] :
         {std::pair{"a3", "A3"}, std::pair{"a4", "A4"}, std::pair{"letter", "Letter"}})
        values.add("SHEET")
            .set("VALUE", name)
            .set("LABEL", label)
            .show_if(std::string_view{name} == "a3", "CHOSEN");
}

void fill_files(Values& row, const DeskView& view, const PrintRun& run) {
    const auto path = view.path("printing/" + std::to_string(run.id.value)) + "/";
    const auto parts = (run.copies + sheets_in_file - 1) / sheets_in_file;
    for (std::int64_t part = 1; part <= parts; ++part) {
        const auto from = (part - 1) * sheets_in_file + 1;
        const auto to = std::min<std::int64_t>(run.copies, part * sheets_in_file);
        row.add("FILE")
            .set("HREF", path + std::to_string(part) + ".pdf")
            .set("LABEL", say_with("PDF, sheets {1} to {2}",
                                   {std::to_string(from), std::to_string(to)}, view.language()));
    }
}

void fill_spares(Values& row, const DeskView& view, const std::vector<links::Spare>& spares) {
    if (spares.empty()) return;
    auto& section = row.add("SPARES");
    for (const auto& one : spares) {
        const auto place = links::find_placement(view.app.store.session(), one.placement);
        section.add("SPARE")
            .set("NUMBER", one.number)
            .set("CODE", one.link.code)
            .set("WHERE", place ? place->name : say("not hung yet", view.language()));
    }
}

void fill_run(Values& row, const DeskView& view, const PrintRun& run) {
    const auto& lang = view.language();
    const auto spares = links::spares_of_run(view.app.store.session(), run.id);
    const auto hung =
        std::ranges::count_if(spares, [](const auto& one) { return bool(one.placement); });
    row.set(
        "TITLE",
        say_with("Run {1}, {2}",
                 {std::to_string(run.number), language::date_text(run.printed_on, lang)}, lang));
    row.set("LINE", say_count("{1} sheet", "{1} sheets", run.copies, lang) + " · " +
                        channel_title(run.channel, lang) + " · " +
                        (run.paper == "letter" ? std::string{"Letter"}
                                               : std::string{run.paper == "a3" ? "A3" : "A4"}));
    row.set("COST_LINE", run.cost == 0 ? say("No bill yet.", lang)
                                       : say_with("{1} together, {2} a sheet",
                                                  {view.money(run.cost),
                                                   view.money(run.cost / std::max(1, run.copies))},
                                                  lang));
    row.set("SPARES_LINE",
            spares.empty()
                ? std::string{}
                : say_with("{1}, of them {2} hung",
                           {say_count("{1} spare", "{1} spares", std::int64_t(spares.size()), lang),
                            language::count_text(hung, lang)},
                           lang));
    row.set("RUN_ID", run.id.value).set("VERSION", run.version).set("PRINTER", run.printer);
    row.set("PLAIN_COST", run.cost == 0 ? std::string{} : view.plain(run.cost));
    row.set("DAY", iso_text(run.printed_on));
    fill_files(row, view, run);
    fill_spares(row, view, spares);
}

void fill_costs(Values& values, const DeskView& view) {
    const auto costs = links::all_channel_costs(view.app.store.session(), view.here.campaign.id);
    if (costs.empty()) return;
    auto& section = values.add("SPENT");
    std::int64_t all = 0;
    for (const auto& one : costs) {
        all += one.minor;
        section.add("COST_ROW")
            .set("CHANNEL", channel_title(one.channel, view.language()))
            .set("WHAT", one.what)
            .set("DAY", language::date_text(one.paid_on, view.language()))
            .set("AMOUNT", view.money(one.minor))
            .set("COST_ID", one.id);
    }
    section.set("ALL_COST", view.money(all));
}

http::Response show_all(const DeskView& view) {
    const auto& lang = view.language();
    auto& session = view.app.store.session();
    const auto sheets = sheets_to_print(view);
    std::int64_t to_print = 0;
    for (const auto& [channel, count] : sheets) to_print += count;
    Values values;
    values.set("HEADLINE", to_print > 0
                               ? say_count("Print {1} sheet", "Print {1} sheets", to_print, lang)
                               : say("Printing and costs", lang));
    values.set("SPARES", usual_spares);
    fill_sheets(values, view, sheets);
    values.set("LINE", say("Scan the proof before you pay the printer: scans by the team and its "
                           "helpers are never counted.",
                           lang));
    values.set("BACK_HREF", view.path("placements")).set("ACTION", view.path("printing"));
    values.set("FORM_TOKEN", view.form_token()).set("FORM_KEY", random_token());
    values.set("COST_KEY", random_token()).set("CURRENCY", view.here.campaign.currency.text());
    values.set("TODAY", iso_text(language::date_in(view.request.now, view.zone())));
    if (const auto why = proof_reason(view.app.config, view.here.campaign, view.here.version);
        !why.empty())
        values.add("PROOF").set("PROOF_LINE",
                                say("It carries PROOF.", lang) + " " + say(why, lang));
    fill_which(values, view, to_print);
    fill_channels(values, view);
    const auto runs = links::all_print_runs(session, view.here.campaign.id);
    for (const auto& run : runs) fill_run(values.add("RUN"), view, run);
    values.show_if(runs.empty(), "NO_RUN");
    fill_costs(values, view);
    auto page =
        view.page(say("Printing and costs", lang),
                  language::render_template("web/pages/printing/desk_printing.html", values, lang),
                  view.request.query.text("saved").empty() ? "" : say("Saved.", lang));
    page.styles = {"css/places.css"};
    return show_desk(view.request, view.app, std::move(page));
}

}  // namespace

http::Response show_printing(const http::Request& request, App& app) {
    return show_all(desk_view(request, app));
}

http::Response change_printing(const http::Request& request, App& app) {
    const auto view = desk_view(request, app);
    return act_or_show(
        view, [&] { return act_on_printing(view); }, show_all);
}

}  // namespace pages
