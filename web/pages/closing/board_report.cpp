// The report for the board: what came, what it cost, what brought it, and thanks.
#include <algorithm>

#include "campaign/language/catalogue.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/totals.h"
#include "campaign/links/ranking.h"
#include "campaign/organisation/organisation.h"
#include "campaign/phase.h"
#include "print/report.h"
#include "web/pages/closing/desk_outcome.h"
#include "web/pages/giving/give.h"
#include "web/pages/links/placements.h"

namespace pages {

namespace {

using language::say;
using language::say_with;

constexpr std::size_t rows_max = 14, milestones_max = 8;

struct Board {
    const http::Request& request;
    store::Session& session;
    const CampaignHere& here;
    const finance::Outcome& outcome;

    const std::string& lang() const { return request.language; }
    const std::string& zone() const { return here.version.plan.time_zone; }
    std::string money(std::int64_t minor) const {
        return language::money_text(Money{minor, here.campaign.currency}, lang());
    }
    std::string count(std::int64_t number) const { return language::count_text(number, lang()); }
    std::string say_here(std::string_view text) const { return say(text, lang()); }
};

print::ReportPart figures_part(const Board& board) {
    const auto& f = board.outcome.figures;
    print::ReportPart part{.title = board.say_here("What was raised")};
    part.figures = {{board.say_here("Raised"), board.money(f.raised)},
                    {board.say_here("Reached the bank"), board.money(f.banked)},
                    {board.say_here("Costs of payment"), board.money(f.costs)},
                    {board.say_here("Gifts"), board.count(f.gifts)}};
    part.paragraphs = {
        say_with("The bridge: {1} confirmed = {2} in the bank + {3} on the way + {4} costs.",
                 {board.money(f.confirmed), board.money(f.banked), board.money(f.on_the_way),
                  board.money(f.costs)},
                 board.lang()),
        board.say_here("Raised is what counts toward the goal. Confirmed also holds covered fees, "
                       "registrations and sales.")};
    return part;
}

print::ReportPart method_part(const Board& board) {
    print::ReportTable table{
        {board.say_here("Method"), board.say_here("Confirmed"), board.say_here("In the bank"),
         board.say_here("On the way"), board.say_here("Costs")},
        {3, 2, 2, 2, 2},
        {false, true, true, true, true},
        {}};
    for (const auto& row :
         ledger::totals_by(board.session, {.campaign = board.here.campaign.id,
                                          .currency = board.here.campaign.currency,
                                          .by = ledger::By::method}))
        table.rows.push_back({row.key.empty() ? board.say_here("of the organisation")
                                              : method_words(row.key, board.lang()),
                              board.money(row.figures.confirmed), board.money(row.figures.banked),
                              board.money(row.figures.on_the_way), board.money(row.figures.costs)});
    return {.title = board.say_here("How it was given"), .table = table};
}

print::ReportPart milestone_part(const Board& board) {
    print::ReportPart part{.title = board.say_here("On the way there")};
    print::ReportTable table{
        {board.say_here("Milestone"), board.say_here("Reached on")}, {4, 2}, {false, false}, {}};
    for (const auto& one : campaign::all_milestones(board.session, board.here.campaign.id)) {
        if (!one.reached_at || table.rows.size() >= milestones_max) continue;
        const auto amount = board.here.version.plan.goal_kind == campaign::GoalKind::money
                                ? board.money(one.amount)
                                : board.count(one.amount);
        table.rows.push_back({one.title.empty() ? amount : one.title + " (" + amount + ")",
                              language::date_text(*one.reached_at, board.zone(), board.lang())});
    }
    if (table.rows.empty())
        part.paragraphs = {board.say_here("No milestone was set.")};
    else
        part.table = table;
    return part;
}

template <typename One>
void add_yield(print::ReportTable& table, const Board& board, std::string name, const One& one,
               std::int64_t cost) {
    if (table.rows.size() >= rows_max) return;
    table.rows.push_back({std::move(name), board.count(one.yield.scans),
                          board.count(one.yield.gifts), board.money(one.yield.raised),
                          board.money(cost),
                          cost > 0 ? return_words(one.yield.raised, cost, board.here, board.lang())
                                   : std::string{}});
}

print::ReportTable yield_table(const Board& board, std::string_view first) {
    return {{board.say_here(first), board.say_here("Scans"), board.say_here("Gifts"),
             board.say_here("Raised"), board.say_here("Cost"), board.say_here("Return")},
            {3, 1.2, 1.2, 2, 1.6, 2.4},
            {false, true, true, true, true, true},
            {}};
}

std::vector<print::ReportPart> yield_parts(const Board& board) {
    auto channels = yield_table(board, language::to_say("Channel"));
    for (const auto& one : links::rank_channels(board.session, board.here.campaign.id))
        add_yield(channels, board, channel_title(one.channel, board.lang()), one, one.cost);
    auto places = yield_table(board, language::to_say("Place"));
    for (const auto& one : links::rank_placements(board.session, board.here.campaign.id))
        add_yield(places, board, one.placement.name, one, one.placement.cost);
    std::vector<print::ReportPart> parts{
        {.title = board.say_here("What brought it"), .begins_page = true}};
    if (channels.rows.empty()) parts.back().paragraphs = {board.say_here("Nothing was linked.")};
    if (!channels.rows.empty()) parts.back().table = channels;
    if (!places.rows.empty())
        parts.push_back({.title = board.say_here("The best places"), .table = places});
    return parts;
}

}  // namespace

std::string board_report(const http::Request& request, App& app, const CampaignHere& here,
                         const finance::Outcome& outcome, const std::string& signer) {
    auto& session = app.store.session();
    const auto ours = organisation::find_organisation(session);
    const Board board{request, session, here, outcome};
    const auto& plan = here.version.plan;
    const auto& lang = request.language;
    print::Report report{.overline = ours.legal_name, .title = plan.title};
    report.subtitle = say_with(
        "Result as of {1}. Proposed by {2}, signed by {3}.",
        {language::date_text(request.now, plan.time_zone, lang), outcome.proposed_name, signer},
        lang);
    report.foot = ours.legal_name + " · " + plan.title;
    report.language = lang, report.author = ours.legal_name, report.created = request.now;
    report.picture =
        print::Illustration{.scene = print::scene_of(campaign::kind_name(here.campaign.kind)),
                            .theme = plan.theme,
                            .seed = static_cast<std::uint64_t>(plan.theme_seed)};
    report.parts = {figures_part(board), method_part(board), milestone_part(board)};
    for (auto& part : yield_parts(board)) report.parts.push_back(std::move(part));
    if (!outcome.thanks.empty())
        report.parts.push_back({.title = say("Thanks", lang), .paragraphs = {outcome.thanks}});
    return print::render_report(report);
}

}  // namespace pages
