#include "web/pages/links/placement_report.h"

#include <algorithm>
#include <map>

#include "campaign/finance/csv.h"
#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/links/old_paper.h"
#include "campaign/links/ranking.h"
#include "web/html/frame.h"
#include "web/html/layout.h"
#include "web/pages/campaigns/desk_view.h"
#include "web/pages/links/placement_view.h"

namespace pages {

namespace {

using language::count_text;
using language::say;
using language::say_count;
using language::say_with;
using language::Values;

struct Sums {
    std::int64_t copies = 0, cost = 0;
    links::Yield yield;
};

Sums sums_of(const Places& places) {
    Sums sums;
    for (const auto& one : places) {
        sums.copies += one.placement.printed_copies(), sums.cost += one.cost;
        auto& all = sums.yield;
        all.scans += one.yield.scans, all.pages += one.yield.pages, all.gifts += one.yield.gifts;
        all.raised += one.yield.raised, all.promised += one.yield.promised;
    }
    return sums;
}

void fill_row(Values& row, const DeskView& view, const links::PlacementYield& one) {
    const auto& lang = view.language();
    const auto& place = one.placement;
    const auto count = [&](std::int64_t number) { return count_text(number, lang); };
    row.set("NAME", place.name).set("CODE", one.code);
    row.set("LINE", joined({channel_title(one.channel, lang), place.address}));
    row.set("HUNG", standing_words(place, lang));
    row.set("COPIES", count(place.printed_copies())).set("VISITS", count(one.yield.scans));
    row.set("PAGES", count(one.yield.pages)).set("GIFTS", count(one.yield.gifts));
    row.set("RAISED", view.money(one.yield.raised)).set("COST", view.money(one.cost));
    row.set("PROMISED", view.money(one.yield.promised));
    row.set("RETURN", return_words(one.yield.raised, one.cost, view.here, lang));
}

void fill_sums(Values& values, const DeskView& view, const Sums& sums) {
    const auto& lang = view.language();
    const auto count = [&](std::int64_t number) { return count_text(number, lang); };
    const auto back = return_words(sums.yield.raised, sums.cost, view.here, lang);
    values.set("ALL_COPIES", count(sums.copies)).set("ALL_VISITS", count(sums.yield.scans));
    values.set("ALL_PAGES", count(sums.yield.pages)).set("ALL_GIFTS", count(sums.yield.gifts));
    values.set("ALL_RAISED", view.money(sums.yield.raised)).set("ALL_COST", view.money(sums.cost));
    values.set("ALL_PROMISED", view.money(sums.yield.promised)).set("ALL_RETURN", back);
    const auto sum = [&](const char* label, const std::string& value) {
        values.add("SUM").set("LABEL", say(label, lang)).set("VALUE", value);
    };
    sum("Printed", count(sums.copies));
    sum("Scans", count(sums.yield.scans));
    sum("Page views", count(sums.yield.pages));
    sum("Gifts", count(sums.yield.gifts));
    sum("Raised", view.money(sums.yield.raised));
    sum("Promised", view.money(sums.yield.promised));
    sum("Cost", view.money(sums.cost));
    sum("Return", back);
}

void fill_place_row(Values& section, const DeskView& view, const links::Placement& place,
                    const std::string& line) {
    section.add("PLACE_ROW")
        .set("HREF", view.path("placements/" + std::to_string(place.id.value)))
        .set("NAME", place.name)
        .set("LINE", line);
}

void fill_dead(Values& values, const DeskView& view, const Places& places) {
    Places dead;
    for (const auto& one : places)
        if (links::is_dead_place(one, view.request.now)) dead.push_back(one);
    if (dead.empty()) return;
    auto& section = values.add("DEAD");
    section.set("DEAD_LINE", say_count("{1} poster was not scanned for a week",
                                       "{1} posters were not scanned for a week",
                                       std::int64_t(dead.size()), view.language()));
    for (const auto& one : dead)
        fill_place_row(section, view, one.placement,
                       one.yield.last_at ? say_with("last scan {1}", {view.ago(*one.yield.last_at)},
                                                    view.language())
                                         : say("never scanned", view.language()));
}

// What still hangs where with a date that holds no more.
void fill_old(Values& values, const DeskView& view) {
    const auto& lang = view.language();
    const auto old = links::all_old_paper(view.app.store.session(), view.here.campaign.id,
                                          view.here.version.plan);
    if (old.empty()) return;
    auto& section = values.add("OLD");
    section.set("OLD_LINE",
                say_count("{1} poster shows an older date", "{1} posters show an older date",
                          std::int64_t(old.size()), lang));
    for (const auto& one : old)
        fill_place_row(
            section, view, one.placement,
            joined({one.placement.address, placement_state_title(one.placement.state, lang),
                    when_words(one.printed, lang)}));
}

void fill_channel_rows(Values& values, const DeskView& view) {
    const auto& lang = view.language();
    for (const auto& one : links::rank_channels(view.app.store.session(), view.here.campaign.id)) {
        auto& row = values.add("CHANNEL_ROW");
        row.set("NAME", channel_title(one.channel, lang));
        row.set("COPIES", one.copies > 0 ? count_text(one.copies, lang) : "–");
        row.set("VISITS", count_text(one.yield.scans, lang));
        row.set("GIFTS", count_text(one.yield.gifts, lang));
        row.set("RAISED", view.money(one.yield.raised)).set("COST", view.money(one.cost));
        row.set("PROMISED", view.money(one.yield.promised));
        row.set("RETURN", return_words(one.yield.raised, one.cost, view.here, lang));
    }
}

}  // namespace

http::Response show_placement_report(const http::Request& request, App& app) {
    const auto view = desk_view(request, app);
    const auto& lang = request.language;
    const auto places = links::rank_placements(app.store.session(), view.here.campaign.id);
    Values values;
    values.set("BACK_HREF", view.path("placements"));
    values.set("CSV_HREF", view.path("placements/report.csv"));
    values.set("WHEN", say_with("{1}, as of {2}",
                                {view.here.version.plan.title, view.moment(request.now)}, lang));
    values.show_if(places.empty(), "NONE");
    fill_sums(values, view, sums_of(places));
    fill_old(values, view);
    fill_dead(values, view, places);
    for (const auto& one : places) fill_row(values.add("ROW"), view, one);
    fill_channel_rows(values, view);
    auto page =
        view.page(say("What each place brought", lang),
                  language::render_template("web/pages/links/placement_report.html", values, lang));
    page.styles = {"css/places.css"};
    return show_desk(request, app, std::move(page));
}

http::Response send_placement_report(const http::Request& request, App& app) {
    const auto view = desk_view(request, app);
    const auto places = links::rank_placements(app.store.session(), view.here.campaign.id);
    std::map<links::VolunteerId, std::string> names;
    for (const auto& one : links::all_volunteers(app.store.session(), view.here.campaign.id))
        names[one.id] = one.name;
    const auto money = [&](std::int64_t minor) {
        return decimal_text({minor, view.here.campaign.currency});
    };
    auto csv =
        finance::csv_header({"place", "address", "code", "channel", "state", "helper", "round",
                             "copies", "scans", "pages", "gifts", "raised", "promised", "cost",
                             "currency", "printed", "not_possible_because"});
    for (const auto& one : places) {
        const auto& place = one.placement;
        finance::CsvRow row;
        row.text(place.name).text(place.address).text(one.code).text(one.channel);
        row.text(place.is_not_possible() ? "not_possible"
                                         : links::placement_state_name(place.state));
        row.text(names[place.arrangement.volunteer]);
        for (const auto number : {std::int64_t(place.arrangement.round), std::int64_t(place.copies),
                                  one.yield.scans, one.yield.pages, one.yield.gifts})
            row.number(std::to_string(number));
        for (const auto minor : {one.yield.raised, one.yield.promised, one.cost})
            row.number(money(minor));
        row.text(view.here.campaign.currency.text());
        row.number(std::to_string(place.printed_copies())).text(place.trouble);
        csv += row.line();
    }
    return http::file(csv, "text/csv; charset=utf-8; header=present",
                      view.here.campaign.slug + "-places.csv");
}

}  // namespace pages
