// The one file of a print run: by helper and round, each place as often as it has copies, the
// spares at the end.
#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/links/print_run.h"
#include "campaign/words/check.h"
#include "campaign/words/number.h"
#include "print/poster_file.h"
#include "web/pages/campaigns/desk_view.h"
#include "web/pages/printing/desk_printing.h"
#include "web/pages/printing/poster_order.h"

namespace pages {

namespace {

using language::say;
using language::say_with;

struct Sheet {
    links::Link link;
    std::string label;
};

// "Café Mokka · Anna, round 2": whoever sorts the paper sees where it goes.
std::string label_of(const DeskView& view, const links::Placement& place) {
    const auto& plan = place.arrangement;
    const auto who = links::find_volunteer(view.app.store.session(), plan.volunteer);
    if (!who) return place.name;
    return place.name + " · " +
           say_with("{1}, round {2}", {who->name, std::to_string(plan.round)}, view.language());
}

// Every sheet of the run, in order.
std::vector<Sheet> sheets_of(const DeskView& view, const links::PrintRun& run) {
    auto& session = view.app.store.session();
    std::vector<Sheet> sheets;
    const auto spares = links::spares_of_run(session, run.id);
    for (const auto& printed : links::printed_in_run(session, run.id)) {
        if (printed.position >= links::spares_come_after) continue;
        const auto place = links::find_placement(session, printed.placement);
        const auto link = links::find_link_of_placement(session, printed.placement);
        check(place && link, "what was printed for a place has a code");
        for (int i = 0; i < printed.copies; ++i) sheets.push_back({*link, label_of(view, *place)});
    }
    for (const auto& spare : spares)
        sheets.push_back(
            {spare.link, say_with("Spare {1}", {std::to_string(spare.number)}, view.language())});
    return sheets;
}

print::PosterOrder order_of(const DeskView& view, const links::PrintRun& run,
                            const campaign::Version& version, const Sheet& sheet) {
    PosterWish wish{.campaign = view.here.campaign,
                    .version = version,
                    .link = sheet.link,
                    .label = sheet.label,
                    .paper = find_paper(run.paper).value_or(print::Paper::a3),
                    .language = view.language()};
    return poster_order(view.app.store.session(), view.app.config, wish, view.request.now);
}

}  // namespace

http::Response send_print_file(const http::Request& request, App& app) {
    const auto view = desk_view(request, app);
    auto& session = app.store.session();
    const auto run =
        links::find_print_run(session, links::PrintRunId{number_in(request.param("run"))});
    if (!run || run->campaign != view.here.campaign.id) throw Refused{{Reason::not_found}};
    const auto part = number_in(stem_of(request.param("file"), ".pdf"));
    if (part < 1 || part > links::run_sheets_max) throw Refused{{Reason::not_found}};
    const auto version = campaign::find_version(session, run->printed_version);
    check(version.has_value(), "a print run is of a version of the plan");
    const auto sheets = sheets_of(view, *run);
    const auto from = static_cast<std::size_t>((part - 1) * print::poster_file_sheets_max);
    if (from >= sheets.size()) throw Refused{{Reason::not_found}};
    const auto to = std::min(sheets.size(), from + std::size_t(print::poster_file_sheets_max));
    std::vector<print::PosterSheets> wanted;
    for (auto i = from; i < to; ++i) {
        if (i > from && sheets[i].link.id == sheets[i - 1].link.id)
            ++wanted.back().copies;
        else
            wanted.push_back({order_of(view, *run, *version, sheets[i]), 1});
    }
    const auto file = print::render_poster_file(wanted);
    if (file.releasable())
        return http::file(file.pdf, "application/pdf",
                          view.here.campaign.slug + "-run-" + std::to_string(run->number) + "-" +
                              std::to_string(part) + ".pdf");
    std::string why;
    for (const auto& finding : file.inspection.findings)
        if (finding.weight == print::Weight::fault) why += " " + finding.sentence;
    throw Refused{{Reason::not_a_valid_value, "poster",
                   say("This poster is not let out.", request.language) + why}};
}

}  // namespace pages
