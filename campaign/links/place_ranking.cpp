// Places by what they brought. A code may have moved, and a place may have had several: what came
// while a code hung somewhere is that place's, by the moment of the visit and of the gift.
#include <algorithm>
#include <map>
#include <tuple>

#include "campaign/ledger/figures.h"
#include "campaign/links/print_run.h"
#include "campaign/links/yield_sql.h"

namespace links {

namespace {

const std::string links_max = std::to_string(4 * placements_max);

const std::string placed_links_sql =
    "SELECT own.id, own.code, own.channel, own.landing, own.placement_id,"
    "       own.retired_at IS NULL AS is_alive, COALESCE(t.persons, 0) AS scans,"
    "       COALESCE(t.others, 0) AS others, COALESCE(t.pages, 0) AS pages, t.last_at,"
    "       0 AS gifts, 0 AS raised, 0 AS promised"
    "  FROM link AS own LEFT JOIN link_tally AS t ON t.link_id = own.id"
    " WHERE own.placement_id IN (SELECT id FROM placement WHERE campaign_id = ?)"
    " ORDER BY COALESCE((SELECT MAX(until_at) FROM link_stay WHERE link_id = own.id),"
    "                   (SELECT bound_at FROM spare WHERE link_id = own.id), own.made_at), own.id"
    " LIMIT " +
    links_max;

// What was scanned while a code hung where it hangs no more.
const std::string stays_sql =
    "SELECT s.link_id, s.placement_id, s.until_at, s.pages,"
    "       CAST(COALESCE(SUM(v.sort = 'person'), 0) AS SIGNED) AS scans,"
    "       CAST(COALESCE(SUM(v.sort <> 'person'), 0) AS SIGNED) AS others,"
    "       MAX(IF(v.sort = 'person', v.made_at, NULL)) AS last_at,"
    "       0 AS gifts, 0 AS raised, 0 AS promised"
    "  FROM link_stay AS s"
    "  LEFT JOIN visit AS v ON v.link_id = s.link_id AND v.made_at >= s.from_at"
    "                      AND v.made_at < s.until_at"
    " WHERE s.campaign_id = ? GROUP BY s.id, s.link_id, s.placement_id, s.until_at, s.pages"
    " ORDER BY s.id LIMIT " +
    links_max;

// Money by the place where the code hung when the gift was given.
const std::string money_sql =
    "SELECT given.place_id, " + money_of_given() +
    "  FROM (SELECT g.id AS gift_id, g.state AS gift_state,"
    "               COALESCE((SELECT s.placement_id FROM link_stay AS s"
    "                          WHERE s.link_id = g.link_id AND g.given_at >= s.from_at"
    "                            AND g.given_at < s.until_at LIMIT 1), own.placement_id)"
    "                 AS place_id"
    "          FROM link AS own JOIN gift AS g ON g.link_id = own.id"
    "         WHERE own.placement_id IN (SELECT id FROM placement WHERE campaign_id = ?)"
    "           AND g.is_rehearsal = 0) AS given"
    "  LEFT JOIN transfer ON transfer.cause_type = 'gift'"
    "                    AND transfer.cause_id = given.gift_id"
    " GROUP BY given.place_id LIMIT " +
    links_max;

struct Sum {
    std::string code, channel, landing;
    std::vector<std::string> earlier_codes;
    Yield yield;
};
using Sums = std::map<PlacementId, Sum>;

void add(Yield& to, const Yield& more) {
    to.scans += more.scans, to.others += more.others, to.pages += more.pages;
    if (more.last_at) to.last_at = std::max(to.last_at.value_or(*more.last_at), *more.last_at);
}

void take_off(Yield& from, const Yield& less, Instant until) {
    from.scans -= less.scans, from.others -= less.others, from.pages -= less.pages;
    if (from.last_at && *from.last_at < until) from.last_at.reset();
}

// In the order in which they came there: the last one hangs, those before it lead on.
void note_code(Sum& sum, const store::Row& row) {
    if (!sum.code.empty() && !row.flag("is_alive")) return;
    if (!sum.code.empty()) sum.earlier_codes.push_back(sum.code);
    sum.code = row.text("code");
    sum.channel = row.text("channel"), sum.landing = row.text("landing");
}

Sums sums_of(store::Session& session, CampaignId campaign) {
    Sums sums;
    std::map<LinkId, Yield> here;
    const auto links = session.all(placed_links_sql, campaign);
    for (const auto& row : links) here[row.id<LinkId>("id")] = yield_from(row);
    for (const auto& row : session.all(stays_sql, campaign)) {
        const auto stay = yield_from(row);
        take_off(here[row.id<LinkId>("link_id")], stay, row.instant("until_at"));
        add(sums[row.id<PlacementId>("placement_id")].yield, stay);
    }
    for (const auto& row : links) {
        auto& sum = sums[row.id<PlacementId>("placement_id")];
        note_code(sum, row);
        add(sum.yield, here[row.id<LinkId>("id")]);
    }
    for (const auto& row : session.all(money_sql, campaign)) {
        auto& yield = sums[row.id<PlacementId>("place_id")].yield;
        yield.gifts = row.number("gifts"), yield.raised = row.number("raised");
        yield.promised = row.number("promised");
    }
    return sums;
}

}  // namespace

std::vector<PlacementYield> rank_placements(store::Session& session, CampaignId campaign) {
    auto sums = sums_of(session, campaign);
    auto costs =
        spread_run_costs(all_print_runs(session, campaign), all_printed(session, campaign));
    std::vector<PlacementYield> list;
    for (auto& placement : all_placements(session, campaign)) {
        auto& sum = sums[placement.id];
        const auto& yield = sum.yield;
        if (placement.ended_at && yield.scans == 0 && yield.promised == 0 && yield.gifts == 0)
            continue;
        const auto cost = placement.cost + costs[placement.id];
        list.push_back({std::move(placement), sum.code, sum.channel, sum.landing, yield, cost,
                        std::move(sum.earlier_codes)});
    }
    std::ranges::stable_sort(list, is_better, &PlacementYield::yield);
    return list;
}

bool is_dead_place(const PlacementYield& place, Instant now) {
    const auto since = now - std::chrono::days{dead_after_days};
    const auto& placement = place.placement;
    return placement.is_up() && placement.state_at.value_or(placement.made_at) < since &&
           (!place.yield.last_at || *place.yield.last_at < since);
}

// What one step of money adds, of gifts `given`; of what has no gift nothing.
const std::string& money_of_given() {
    static const std::string sql =
        "COUNT(DISTINCT IF(given.gift_state = 'confirmed', given.gift_id, NULL)) AS gifts,"
        " CAST(SUM(" +
        ledger::figure_sql("raised") + ") AS SIGNED) AS raised, CAST(SUM(" +
        ledger::figure_sql("pledged") + ") + SUM(" + ledger::figure_sql("entered") +
        ") AS SIGNED) AS promised";
    return sql;
}

Yield yield_from(const store::Row& row) {
    return {.scans = row.number("scans"),
            .others = row.number("others"),
            .pages = row.number("pages"),
            .gifts = row.number("gifts"),
            .raised = row.number("raised"),
            .promised = row.number("promised"),
            .last_at = row.maybe_instant("last_at")};
}

// More raised first, then more scans.
bool is_better(const Yield& a, const Yield& b) {
    return std::tuple{a.raised, a.gifts, a.scans} > std::tuple{b.raised, b.gifts, b.scans};
}

}  // namespace links
