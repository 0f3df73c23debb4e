#include "web/pages/printing/printing_acts.h"

#include <algorithm>
#include <tuple>

#include "campaign/links/old_paper.h"
#include "campaign/links/printing.h"
#include "campaign/links/ranking.h"
#include "campaign/words/number.h"
#include "web/pages/printing/poster_order.h"

namespace pages {

namespace {

using links::PrintRun;

constexpr std::size_t key_max = 50;

// Chosen places as they are printed: by helper, round and the order of the list.
std::vector<PlacementId> places_to_print(const DeskView& view, const std::string& channel) {
    auto& session = view.app.store.session();
    const auto& here = view.here;
    const auto which = view.request.form.text("which");
    const auto old = links::all_old_paper(session, here.campaign.id, here.version.plan);
    const auto is_chosen = [&](const links::Placement& place) {
        if (place.ended_at || which == "none") return false;
        if (which == "all") return true;
        if (which == "planned") return is_to_print(place);
        if (which == "old")
            return std::ranges::any_of(
                old, [&](const auto& one) { return one.placement.id == place.id; });
        return place.arrangement.volunteer.value == number_in(which) && place.is_to_go();
    };
    std::vector<std::pair<std::tuple<bool, std::string, int, PlacementId>, PlacementId>> sorted;
    for (const auto& one : links::rank_placements(session, here.campaign.id)) {
        const auto& place = one.placement;
        if (!is_chosen(place) || one.channel != channel) continue;
        const auto who = links::find_volunteer(session, place.arrangement.volunteer);
        sorted.push_back(
            {{!who, who ? who->name : "", place.arrangement.round, place.id}, place.id});
    }
    std::ranges::sort(sorted);
    std::vector<PlacementId> places;
    for (const auto& [order, id] : sorted) places.push_back(id);
    return places;
}

Date typed_day(const DeskView& view) {
    const auto day = read_date(view.request.form.text("day"));
    if (!day) throw Refused{{Reason::not_a_valid_value, "day", "Please choose a day."}};
    return *day;
}

std::string typed_key(const DeskView& view) {
    auto key = view.text("form_key", key_max);
    if (key.empty()) throw Refused{{Reason::form_expired}};
    return key;
}

void make_run(const DeskView& view) {
    const auto& form = view.request.form;
    const auto channel = form.text("channel");
    const auto found = links::find_channel(channel);
    if (!found || found->medium != links::Medium::print)
        throw Refused{{Reason::not_a_valid_value, "channel", "Choose what hangs there."}};
    const auto paper = find_paper(form.text("sheet")).value_or(print::Paper::a3);
    links::make_print_run(
        view.app.store,
        {.campaign = view.here.campaign.id,
         .channel = channel,
         .paper = std::string{paper_name(paper)},
         .places = places_to_print(view, channel),
         .spares = number_in<int>(form.text("spares")),
         .cost = {view.amount(form.text("cost"), "cost").value_or(0), view.here.campaign.currency},
         .printer = view.text("printer", links::printer_max),
         .printed_on = typed_day(view),
         .version = view.here.version.id,
         .request_key = typed_key(view)},
        actor_here(view.request, view.here), view.request.now);
}

PrintRun run_here(const DeskView& view, const std::string& typed) {
    auto run = links::find_print_run(view.app.store.session(), links::PrintRunId{number_in(typed)});
    if (!run || run->campaign != view.here.campaign.id) throw Refused{{Reason::not_found}};
    return *run;
}

void correct_run(const DeskView& view) {
    const auto& form = view.request.form;
    auto before = run_here(view, form.text("run"));
    before.version = number_in<int>(form.text("version"));
    auto after = before;
    after.cost = view.amount(form.text("cost"), "cost").value_or(0);
    after.printer = view.text("printer", links::printer_max), after.printed_on = typed_day(view);
    links::correct_print_run(view.app.store, before, after, actor_here(view.request, view.here),
                             view.request.now);
}

void end_cost(const DeskView& view) {
    const auto id = number_in(view.request.form.text("cost_id"));
    for (const auto& cost :
         links::all_channel_costs(view.app.store.session(), view.here.campaign.id))
        if (cost.id == id)
            return links::end_channel_cost(view.app.store, cost,
                                           actor_here(view.request, view.here), view.request.now);
    throw Refused{{Reason::already_decided}};
}

}  // namespace

bool is_to_print(const links::Placement& place) {
    return place.is_to_go() && place.state == links::PlacementState::planned;
}

std::string act_on_printing(const DeskView& view) {
    const auto& form = view.request.form;
    const auto what = form.text("act");
    if (what == "correct")
        correct_run(view);
    else if (what == "end_cost")
        end_cost(view);
    else if (what == "cost")
        links::add_channel_cost(view.app.store,
                                {.campaign = view.here.campaign.id,
                                 .channel = form.text("channel"),
                                 .what = view.text("what", links::cost_words_max),
                                 .cost = {view.amount(form.text("cost"), "cost").value_or(0),
                                          view.here.campaign.currency},
                                 .paid_on = typed_day(view),
                                 .request_key = typed_key(view)},
                                actor_here(view.request, view.here), view.request.now);
    else
        make_run(view);
    return view.path("printing?saved=1");
}

}  // namespace pages
