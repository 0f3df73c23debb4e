#include "web/pages/placements.h"

#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/links/placing.h"
#include "campaign/links/ranking.h"
#include "campaign/words/text.h"
#include "web/html/frame.h"
#include "web/html/layout.h"
#include "web/pages/placement_form.h"

namespace pages {

namespace {

using language::count_text;
using language::say;
using language::say_count;
using language::say_with;
using language::Values;
using links::PlacementState;

using Places = std::vector<links::PlacementYield>;

struct View {
    const http::Request& request;
    const CampaignHere& here;

    const std::string& language() const { return request.language; }
    std::string money(std::int64_t minor) const {
        return language::money_text({minor, here.campaign.currency}, language());
    }
    std::string count(std::int64_t number) const { return count_text(number, language()); }
};

void fill_yield(Values& row, const View& view, const links::Yield& yield) {
    row.set("VISITS", view.count(yield.scans)).set("PAGES", view.count(yield.pages));
    row.set("GIFTS", view.count(yield.gifts)).set("RAISED", view.money(yield.raised));
    row.set("PROMISED", view.money(yield.promised));
}

void fill_place(Values& row, const View& view, const links::PlacementYield& one) {
    const auto& [place, code, channel, landing, yield] = one;
    const auto path = view.here.path() + "/placements/" + std::to_string(place.id.value);
    const auto& lang = view.language();
    row.set("HREF", path).set("PLACE_NAME", place.name).set("CODE", code);
    row.set("LINE", joined({channel_title(channel, lang), place.address}));
    row.set("HUNG",
            place.ended_at ? say("off the list", lang) : placement_state_title(place.state, lang));
    row.set("COPIES", view.count(place.copies)).set("COST", view.money(place.cost));
    row.set("RETURN", place.cost > 0 ? return_words(yield.raised, place.cost, view.here, lang)
                                     : std::string{});
    fill_yield(row, view, yield);
    row.set("POSTER_HREF", view.here.path() + "/poster?target=" + std::to_string(place.id.value));
    row.set("ACTION", path).set("VERSION", place.version);
    row.set("FORM_TOKEN", view.request.visitor->form_token);
    const bool is_up = place.state == PlacementState::hung;
    row.show_if(is_up && !place.ended_at, "UP").show_if(!is_up && !place.ended_at, "DOWN");
    if (links::is_dead_place(one, view.request.now))
        row.add("DEAD").set("DEAD_LINE", say("No scan for a week: does it still hang?", lang));
}

// "80 places, 52 hung, 28 to go"
std::string headline_of(const Places& places, const std::string& lang) {
    const auto is_on_list = [](const auto& one) { return !one.placement.ended_at; };
    const auto in_state = [&](PlacementState state) {
        return std::ranges::count_if(places, [&](const auto& one) {
            return is_on_list(one) && one.placement.state == state;
        });
    };
    const auto all = std::ranges::count_if(places, is_on_list);
    const auto hung = in_state(PlacementState::hung);
    const auto to_go = in_state(PlacementState::planned) + in_state(PlacementState::printed);
    return say_with("{1}, {2}, {3}",
                    {say_count("{1} place", "{1} places", all, lang),
                     say_count("{1} hung", "{1} hung", hung, lang),
                     say_count("{1} to go", "{1} to go", to_go, lang)},
                    lang);
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
    auto& section = values;
    for (const auto& one : links::rank_channels(app.store.session(), view.here.campaign.id)) {
        auto& row = section.add("CHANNEL_ROW");
        row.set("NAME", channel_title(one.channel, view.language()));
        row.set("COPIES", one.copies > 0 ? view.count(one.copies) : "–");
        row.set("COST", view.money(one.cost));
        row.set("RETURN", return_words(one.yield.raised, one.cost, view.here, view.language()));
        fill_yield(row, view, one.yield);
    }
}

struct Typed {
    PlacementForm form = {};
    std::string list = {}, list_error = {}, failed = {};
    int status = 200;
};

http::Response show_page(const http::Request& request, App& app, const CampaignHere& here,
                         const Typed& typed) {
    const View view{request, here};
    const auto& lang = request.language;
    const auto places = links::rank_placements(app.store.session(), here.campaign.id);
    Values values;
    values.set("HEADLINE", headline_of(places, lang)).set("LINE", best_line(places, view));
    values.set("PRINT_HREF", here.path() + "/poster").set("LINKS_HREF", here.path() + "/links");
    values.show_if(places.empty(), "NONE");
    for (const auto& one : places) {
        auto& row = values.add("PLACE");
        fill_place(row, view, one);
        row.show_if(&one == &places.front() && one.yield.raised > 0, "BEST");
    }
    fill_channels(values, view, app);
    auto& add = values.add("MAY_ADD");
    add.set("ACTION_NEW", here.path() + "/placements");
    add.set("ACTION_LIST", here.path() + "/placements/list").set("LIST_TEXT", typed.list);
    add.set("FORM_TOKEN", request.visitor->form_token);
    fill_placement_form(add, typed.form, lang);
    if (!typed.list_error.empty()) add.add("LIST_WRONG").set("LIST_ERROR", typed.list_error);
    const auto saved = request.query.text("saved");
    return show_desk(
        request, app,
        {.title = say("Placements", lang),
         .body = language::render_template("web/pages/desk_placements.html", values, lang),
         .campaign = here.campaign.id,
         .campaign_slug = here.campaign.slug,
         .campaign_title = here.version.plan.title,
         .saved = saved.empty() ? "" : say("Saved.", lang),
         .failed = typed.failed,
         .scripts = {},
         .status = typed.status});
}

}  // namespace

http::Response show_placements(const http::Request& request, App& app) {
    return show_page(request, app, campaign_here(request, app), {});
}

http::Response add_placement(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    auto form = read_placement_form(request, here);
    if (form.wrong.empty()) try {
            links::add_placements(app.store, {form.placement}, actor_here(request, here),
                                  request.now);
            return http::redirect(here.path() + "/placements?saved=added");
        } catch (const Refused& refused) {
            if (refused.refusal.field.empty()) throw;
            form.wrong[refused.refusal.field] = say(refused.refusal.detail, request.language);
        }
    return show_page(request, app, here, {.form = form, .status = 422});
}

http::Response add_placement_list(const http::Request& request, App& app) {
    const auto here = campaign_here(request, app);
    const auto text = request.form.text("list");
    const auto list =
        links::read_placement_list({.text = text,
                                    .campaign = here.campaign.id,
                                    .currency = here.campaign.currency,
                                    .separator = language::decimal_separator(request.language)});
    std::string wrong;
    if (list.refusal)
        wrong = list.refusal->detail;
    else if (list.placements.empty())
        wrong = say("Please paste at least one place.", request.language);
    else
        try {
            links::add_placements(app.store, list.placements, actor_here(request, here),
                                  request.now);
            return http::redirect(here.path() + "/placements?saved=added");
        } catch (const Refused& refused) {
            if (refused.refusal.field.empty()) throw;
            wrong = say(refused.refusal.detail, request.language);
        }
    return show_page(request, app, here, {.list = text, .list_error = wrong, .status = 422});
}

}  // namespace pages
