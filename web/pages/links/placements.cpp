#include "web/pages/links/placements.h"

#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/links/ranking.h"
#include "web/html/beside.h"
#include "web/html/frame.h"
#include "web/html/layout.h"
#include "web/pages/links/placement_form.h"
#include "web/pages/links/placement_view.h"
#include "web/pages/printing/printing_acts.h"

namespace pages {

namespace {

using language::count_text;
using language::say;
using language::say_count;
using language::say_with;
using language::Values;

using View = PlacesView;

void fill_yield(Values& row, const View& view, const links::Yield& yield) {
    row.set("VISITS", view.count(yield.scans)).set("PAGES", view.count(yield.pages));
    row.set("GIFTS", view.count(yield.gifts)).set("RAISED", view.money(yield.raised));
    row.set("PROMISED", view.money(yield.promised));
}

// What somebody should look at, in a few words; mostly nothing.
std::string warning_of(const View& view, const links::PlacementYield& one) {
    const auto& place = one.placement;
    const auto& lang = view.language();
    if (place.ended_at) return {};
    if (!place.trouble.empty() && !place.is_not_possible())
        return say_with("Not possible: {1}", {place.trouble}, lang);
    if (links::is_due_to_hang(place, view.today()))
        return say_with("Should hang since {1}.",
                        {language::date_text(*place.arrangement.hang_by, lang)}, lang);
    if (links::is_due_to_come_down(place, view.today()))
        return say_with("To be taken down by {1}.",
                        {language::date_text(*place.arrangement.take_down_by, lang)}, lang);
    if (view.old_paper.contains(place.id)) return say("Shows an older date.", lang);
    if (links::is_dead_place(one, view.request.now))
        return say("No scan for a week: does it still hang?", lang);
    return {};
}

std::string helper_words(const View& view, const links::Placement& place) {
    const auto found =
        std::ranges::find(view.volunteers, place.arrangement.volunteer, &links::Volunteer::id);
    if (found == view.volunteers.end()) return {};
    return say_with("{1}, round {2}", {found->name, std::to_string(place.arrangement.round)},
                    view.language());
}

void fill_place(Values& row, const View& view, const links::PlacementYield& one) {
    const auto& place = one.placement;
    const auto path = view.here.path() + "/placements/" + std::to_string(place.id.value);
    const auto& lang = view.language();
    row.set("HREF", path).set("PLACE_NAME", place.name).set("CODE", one.code);
    row.set("LINE",
            joined({channel_title(one.channel, lang), place.address, helper_words(view, place)}));
    row.set("HUNG", standing_words(place, lang)).set("COST", view.money(one.cost));
    row.set("COPIES", view.count(place.printed_copies()));
    if (place.is_to_hang() && place.printed_copies() == 0)
        row.add("PLANNED").set("PLANNED_LINE",
                               say_count("{1} planned", "{1} planned", place.copies, lang));
    row.set("RETURN", one.cost > 0 ? return_words(one.yield.raised, one.cost, view.here, lang)
                                   : std::string{});
    fill_yield(row, view, one.yield);
    row.set("POSTER_HREF", view.here.path() + "/poster?target=" + std::to_string(place.id.value));
    row.set("ACTION", path).set("VERSION", place.version);
    const bool is_down = !place.ended_at && !place.is_up() && !place.is_not_possible();
    row.show_if(place.is_up(), "UP").show_if(is_down, "DOWN");
    if (place.is_not_possible()) row.add("IMPOSSIBLE").set("TROUBLE_HREF", path + "#trouble");
    if (const auto warning = warning_of(view, one); !warning.empty())
        row.add("WARNED").set("WARNING", warning);
}

// "80 places, 52 hung, 27 to go", and where somebody was in vain "1 not possible".
std::string headline_of(const Places& places, const std::string& lang) {
    const auto count = [&](auto is_one) {
        return std::ranges::count_if(places,
                                     [&](const auto& one) { return is_one(one.placement); });
    };
    const auto all = count([](const auto& place) { return !place.ended_at.has_value(); });
    const auto hung = count([](const auto& place) { return place.is_up(); });
    const auto to_go = count([](const auto& place) { return place.is_to_go(); });
    const auto in_vain = count([](const auto& place) { return place.is_not_possible(); });
    const auto line = say_with("{1}, {2}, {3}",
                               {say_count("{1} place", "{1} places", all, lang),
                                say_count("{1} hung", "{1} hung", hung, lang),
                                say_count("{1} to go", "{1} to go", to_go, lang)},
                               lang);
    if (in_vain == 0) return line;
    return line + ", " + say_count("{1} not possible", "{1} not possible", in_vain, lang);
}

std::string best_line(const Places& places, const View& view) {
    if (places.empty() || places.front().yield.scans == 0) return {};
    const auto& best = places.front();
    return say_with(
        "{1} brings the most: {2}, {3}.",
        {best.placement.name, say_count("{1} scan", "{1} scans", best.yield.scans, view.language()),
         view.money(best.yield.raised)},
        view.language());
}

void fill_channels(Values& values, const View& view, App& app) {
    const auto channels = links::rank_channels(app.store.session(), view.here.campaign.id);
    if (channels.empty()) return;
    auto& section = values.add("CHANNELS");
    for (const auto& one : channels) {
        auto& row = section.add("CHANNEL_ROW");
        row.set("NAME", channel_title(one.channel, view.language()));
        row.set("COPIES", one.copies > 0 ? view.count(one.copies) : "–");
        row.set("COST", view.money(one.cost));
        row.set("RETURN", return_words(one.yield.raised, one.cost, view.here, view.language()));
        fill_yield(row, view, one.yield);
    }
}

// What was just told of one of them, and the way back.
void fill_told(Values& values, const View& view, const Places& places) {
    const auto& query = view.request.query;
    const auto found = std::ranges::find_if(places, [&](const auto& one) {
        return std::to_string(one.placement.id.value) == query.text("told");
    });
    if (found == places.end()) return;
    const auto& place = found->placement;
    const auto& lang = view.language();
    const auto was = links::find_placement_state(query.text("was"));
    auto& told = values.add("TOLD");
    told.set("TOLD_LINE", !was            ? say_with("{1} stands as before.", {place.name}, lang)
                          : place.is_up() ? say_with("{1} is up.", {place.name}, lang)
                                          : say_with("{1} is down.", {place.name}, lang));
    if (!was || *was == place.state) return;
    told.add("UNDO")
        .set("ACTION", view.path() + "/" + std::to_string(place.id.value))
        .set("VERSION", place.version)
        .set("WAS", links::placement_state_name(*was));
}

void fill_places(Values& values, const View& view, const Places& places) {
    auto chosen = chosen_places(view, places);
    std::ranges::stable_partition(chosen,
                                  [&](const auto& one) { return view.is_new(one.placement); });
    if (chosen.size() != places.size())
        values.add("FILTERED")
            .set("ALL_HREF", view.path())
            .set("FOUND_LINE", say_count("{1} place is shown.", "{1} places are shown.",
                                         std::int64_t(chosen.size()), view.language()));
    if (!places.empty()) fill_filters(values, view);
    if (chosen.empty()) return;
    auto& table = values.add("TABLE");
    for (const auto& one : chosen) {
        auto& row = table.add("PLACE");
        fill_place(row, view, one);
        row.show_if(view.is_new(one.placement), "NEW");
        row.show_if(one.placement.id == places.front().placement.id && one.yield.raised > 0,
                    "BEST");
    }
}

std::string print_words(const View& view, const Places& places) {
    std::int64_t sheets = 0;
    for (const auto& one : places)
        if (is_to_print(one.placement)) sheets += one.placement.copies;
    if (sheets == 0) return say("Printing and costs", view.language());
    return say_count("Print {1} sheet", "Print {1} sheets", sheets, view.language());
}

// "5 places and 1 helper added." Nothing if this page was opened for another reason.
std::string added_words(const View& view, const Places& places) {
    const auto& lang = view.language();
    const auto count =
        std::ranges::count_if(places, [&](const auto& one) { return view.is_new(one.placement); });
    if (count == 0) return {};
    const auto added = say_count("{1} place", "{1} places", count, lang);
    const auto helpers =
        std::ranges::count_if(view.volunteers, [&](const auto& one) { return view.is_new(one); });
    if (helpers == 0) return say_with("{1} added.", {added}, lang);
    return say_with("{1} and {2} added.",
                    {added, say_count("{1} helper", "{1} helpers", helpers, lang)}, lang);
}

std::string saved_words(const View& view, const Places& places) {
    if (auto added = added_words(view, places); !added.empty()) return added;
    return view.request.query.text("saved").empty() ? std::string{}
                                                    : say("Saved.", view.language());
}

void fill_adding(Values& values, const View& view, const PlacesTyped& typed) {
    const auto& lang = view.language();
    auto& add = values.add("MAY_ADD");
    add.set("ACTION_NEW", view.path()).set("ACTION_LIST", view.path() + "/list");
    add.set("LIST_TEXT", typed.list);
    add.html("FIELDS_HTML",
             render_placement_fields({typed.form, view.volunteers, PlaceIs::fresh}, lang));
    sum_up_wrong(values, typed.form.wrong);
    if (typed.list_wrong.empty()) return;
    auto& beside = add.add("LIST_WRONG");
    auto& summary = values.add("WRONG");
    for (const auto& sentence : typed.list_wrong) {
        beside.add("LIST_PROBLEM").set("LIST_ERROR", sentence);
        summary.add("PROBLEM").set("HREF", "#list").set("TEXT", sentence);
    }
}

}  // namespace

http::Response show_places_page(const http::Request& request, App& app, const CampaignHere& here,
                                const PlacesTyped& typed) {
    const auto view = places_view(request, app, here);
    const auto& lang = request.language;
    const auto places = links::rank_placements(app.store.session(), here.campaign.id);
    Values values;
    values.set("HEADLINE", headline_of(places, lang)).set("LINE", best_line(places, view));
    values.set("PRINT_HREF", here.path() + "/printing")
        .set("HELPERS_HREF", here.path() + "/helpers");
    values.set("PRINT_LABEL", print_words(view, places));
    values.set("REPORT_HREF", view.path() + "/report").set("COURSE_HREF", here.path() + "/course");
    values.set("FORM_TOKEN", request.visitor->form_token);
    values.show_if(places.empty(), "NONE");
    fill_told(values, view, places);
    fill_due(values, view, places);
    fill_places(values, view, places);
    fill_channels(values, view, app);
    fill_adding(values, view, typed);
    return show_desk(
        request, app,
        {.title = say("Placements", lang),
         .body = language::render_template("web/pages/links/desk_placements.html", values, lang),
         .campaign = here.campaign.id,
         .campaign_slug = here.campaign.slug,
         .campaign_title = here.version.plan.title,
         .saved = saved_words(view, places),
         .scripts = {},
         .status = typed.status,
         .styles = {"css/places.css"}});
}

http::Response show_placements(const http::Request& request, App& app) {
    return show_places_page(request, app, campaign_here(request, app), {});
}

}  // namespace pages
