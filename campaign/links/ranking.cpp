#include "campaign/links/ranking.h"

#include <algorithm>
#include <map>

#include "campaign/ledger/figures.h"

namespace links {

namespace {

struct LinkRow {
    std::string code, channel, landing;
    PlacementId placement;
    Yield yield;
};
using LinkRows = std::map<LinkId, LinkRow>;

constexpr int links_ranked_max = 5000;

// What one step of money adds, of gifts `given`; of what has no gift nothing.
const std::string money_of_given =
    "COUNT(DISTINCT IF(given.gift_state = 'confirmed', given.gift_id, NULL)) AS gifts,"
    " CAST(SUM(" +
    ledger::figure_sql("raised") + ") AS SIGNED) AS raised, CAST(SUM(" +
    ledger::figure_sql("pledged") + ") + SUM(" + ledger::figure_sql("entered") +
    ") AS SIGNED) AS promised";

// The gifts that came by these links, with the rows that the ledger has of them.
std::string given_sql(const std::string& which) {
    return "(SELECT g.id AS gift_id, g.link_id, own.channel, g.state AS gift_state"
           "   FROM link AS own JOIN gift AS g ON g.link_id = own.id"
           "  WHERE " +
           which +
           " AND g.is_rehearsal = 0) AS given"
           "  LEFT JOIN transfer ON transfer.cause_type = 'gift'"
           "                    AND transfer.cause_id = given.gift_id";
}

// What every one of these links brought; `which` speaks of `own` and has one place. Their gifts are
// found by their key, and the ledger rows of a gift by theirs.
std::string yield_sql(const std::string& which) {
    return "SELECT own.id, own.code, own.channel, own.landing, own.placement_id,"
           "       COALESCE(t.persons, 0) AS scans, COALESCE(t.others, 0) AS others,"
           "       COALESCE(t.pages, 0) AS pages, t.last_at,"
           "       COALESCE(m.gifts, 0) AS gifts, COALESCE(m.raised, 0) AS raised,"
           "       COALESCE(m.promised, 0) AS promised"
           "  FROM link AS own"
           "  LEFT JOIN link_tally AS t ON t.link_id = own.id"
           "  LEFT JOIN (SELECT given.link_id, " +
           money_of_given + " FROM " + given_sql(which) +
           "              GROUP BY given.link_id) AS m ON m.link_id = own.id"
           " WHERE " +
           which + " LIMIT " + std::to_string(links_ranked_max);
}

// The same summed up by channel, over however many links a campaign has.
const std::string channels_sql =
    "SELECT sums.*, COALESCE(m.gifts, 0) AS gifts, COALESCE(m.raised, 0) AS raised,"
    "       COALESCE(m.promised, 0) AS promised"
    "  FROM (SELECT own.channel, COUNT(*) AS links,"
    "               CAST(SUM(COALESCE(p.copies, 0)) AS SIGNED) AS copies,"
    "               CAST(SUM(COALESCE(p.cost, 0)) AS SIGNED) AS cost,"
    "               CAST(SUM(COALESCE(t.persons, 0)) AS SIGNED) AS scans,"
    "               CAST(SUM(COALESCE(t.others, 0)) AS SIGNED) AS others,"
    "               CAST(SUM(COALESCE(t.pages, 0)) AS SIGNED) AS pages, MAX(t.last_at) AS last_at"
    "          FROM link AS own"
    "          LEFT JOIN link_tally AS t ON t.link_id = own.id"
    "          LEFT JOIN placement AS p ON p.id = own.placement_id"
    "         WHERE own.campaign_id = ? GROUP BY own.channel) AS sums"
    "  LEFT JOIN (SELECT given.channel, " +
    money_of_given + " FROM " + given_sql("own.campaign_id = ?") +
    "              GROUP BY given.channel) AS m ON m.channel = sums.channel";

Yield yield_from(const store::Row& row) {
    return {.scans = row.number("scans"),
            .others = row.number("others"),
            .pages = row.number("pages"),
            .gifts = row.number("gifts"),
            .raised = row.number("raised"),
            .promised = row.number("promised"),
            .last_at = row.maybe_instant("last_at")};
}

LinkRows read_rows(const std::vector<store::Row>& rows) {
    LinkRows links;
    for (const auto& row : rows)
        links[row.id<LinkId>("id")] = {.code = row.text("code"),
                                       .channel = row.text("channel"),
                                       .landing = row.text("landing"),
                                       .placement = row.id<PlacementId>("placement_id"),
                                       .yield = yield_from(row)};
    return links;
}

// More raised first, then more scans.
bool is_better(const Yield& a, const Yield& b) {
    return std::tuple{a.raised, a.gifts, a.scans} > std::tuple{b.raised, b.gifts, b.scans};
}

std::vector<LinkYield> with_yields(const std::vector<Link>& links, const LinkRows& rows) {
    std::vector<LinkYield> list;
    for (const auto& link : links) {
        const auto row = rows.find(link.id);
        list.push_back({link, row == rows.end() ? Yield{} : row->second.yield});
    }
    std::ranges::stable_sort(list, is_better, &LinkYield::yield);
    return list;
}

}  // namespace

std::vector<PlacementYield> rank_placements(store::Session& session, CampaignId campaign) {
    static const auto sql =
        yield_sql("own.placement_id IN (SELECT id FROM placement WHERE campaign_id = ?)");
    std::map<PlacementId, LinkRow> by_place;
    for (auto& [id, row] : read_rows(session.all(sql, campaign, campaign)))
        if (row.placement) by_place[row.placement] = row;
    std::vector<PlacementYield> list;
    for (auto& placement : all_placements(session, campaign)) {
        const auto& row = by_place[placement.id];
        if (placement.ended_at && row.yield.scans == 0 && row.yield.promised == 0 &&
            row.yield.gifts == 0)
            continue;
        list.push_back({std::move(placement), row.code, row.channel, row.landing, row.yield});
    }
    std::ranges::stable_sort(list, is_better, &PlacementYield::yield);
    return list;
}

std::vector<ChannelYield> rank_channels(store::Session& session, CampaignId campaign) {
    std::vector<ChannelYield> list;
    for (const auto& row : session.all(channels_sql, campaign, campaign))
        list.push_back({.channel = row.text("channel"),
                        .links = row.number("links"),
                        .copies = row.number("copies"),
                        .cost = row.number("cost"),
                        .yield = yield_from(row)});
    std::ranges::stable_sort(list, is_better, &ChannelYield::yield);
    return list;
}

std::vector<LinkYield> rank_share_links(store::Session& session, CampaignId campaign) {
    static const auto sql = yield_sql(
        "own.campaign_id = ? AND own.placement_id IS NULL AND own.participant_id IS NULL"
        " AND own.share_key IS NULL");
    return with_yields(all_links_of_campaign(session, campaign),
                       read_rows(session.all(sql, campaign, campaign)));
}

std::vector<LinkYield> rank_links_of_participant(store::Session& session,
                                                 ParticipantId participant) {
    static const auto sql = yield_sql("own.participant_id = ?");
    return with_yields(all_links_of_participant(session, participant),
                       read_rows(session.all(sql, participant, participant)));
}

bool is_dead_place(const PlacementYield& place, Instant now) {
    const auto since = now - std::chrono::days{dead_after_days};
    return place.placement.state == PlacementState::hung && !place.placement.ended_at &&
           place.placement.made_at < since &&
           (!place.yield.last_at || *place.yield.last_at < since);
}

}  // namespace links
