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

// What every link of one campaign (or participant) brought. Links are few; their gifts are found by
// their key, and the ledger rows of a gift by theirs.
std::string yield_sql(const std::string& which) {
    return "SELECT l.id, l.code, l.channel, l.landing, l.placement_id,"
           "       COALESCE(t.persons, 0) AS scans, COALESCE(t.others, 0) AS others,"
           "       COALESCE(t.pages, 0) AS pages, t.last_at,"
           "       COALESCE(m.gifts, 0) AS gifts, COALESCE(m.raised, 0) AS raised,"
           "       COALESCE(m.promised, 0) AS promised"
           "  FROM link AS l"
           "  LEFT JOIN link_tally AS t ON t.link_id = l.id"
           "  LEFT JOIN (SELECT given.link_id,"
           "                    COUNT(DISTINCT IF(given.gift_state = 'confirmed',"
           "                                      given.gift_id, NULL)) AS gifts,"
           "                    CAST(SUM(" +
           ledger::figure_sql("raised") +
           ") AS SIGNED) AS raised,"
           "                    CAST(SUM(" +
           ledger::figure_sql("pledged") + ") + SUM(" + ledger::figure_sql("entered") +
           ") AS SIGNED) AS promised"
           "               FROM (SELECT g.id AS gift_id, g.link_id, g.state AS gift_state"
           "                       FROM link AS own JOIN gift AS g ON g.link_id = own.id"
           "                      WHERE own." +
           which +
           " = ? AND g.is_rehearsal = 0) AS given"
           "               LEFT JOIN transfer ON transfer.cause_type = 'gift'"
           "                                 AND transfer.cause_id = given.gift_id"
           "              GROUP BY given.link_id) AS m ON m.link_id = l.id"
           " WHERE l." +
           which + " = ? LIMIT " + std::to_string(links_ranked_max);
}

LinkRows read_rows(const std::vector<store::Row>& rows) {
    LinkRows links;
    for (const auto& row : rows)
        links[row.id<LinkId>("id")] = {.code = row.text("code"),
                                       .channel = row.text("channel"),
                                       .landing = row.text("landing"),
                                       .placement = row.id<PlacementId>("placement_id"),
                                       .yield = {.scans = row.number("scans"),
                                                 .others = row.number("others"),
                                                 .pages = row.number("pages"),
                                                 .gifts = row.number("gifts"),
                                                 .raised = row.number("raised"),
                                                 .promised = row.number("promised"),
                                                 .last_at = row.maybe_instant("last_at")}};
    return links;
}

LinkRows yields_of_campaign(store::Session& session, CampaignId campaign) {
    static const auto sql = yield_sql("campaign_id");
    return read_rows(session.all(sql, campaign, campaign));
}

void add_yield(Yield& sum, const Yield& one) {
    sum.scans += one.scans, sum.others += one.others, sum.pages += one.pages;
    sum.gifts += one.gifts, sum.raised += one.raised, sum.promised += one.promised;
    sum.last_at = std::max(sum.last_at, one.last_at);
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
    std::map<PlacementId, LinkRow> by_place;
    for (auto& [id, row] : yields_of_campaign(session, campaign))
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
    std::map<PlacementId, Placement> places;
    for (auto& placement : all_placements(session, campaign))
        places[placement.id] = std::move(placement);
    std::map<std::string, ChannelYield> channels;
    for (const auto& [id, row] : yields_of_campaign(session, campaign)) {
        auto& channel = channels[row.channel];
        channel.channel = row.channel;
        ++channel.links;
        add_yield(channel.yield, row.yield);
        const auto place = places.find(row.placement);
        if (place == places.end()) continue;
        channel.copies += place->second.copies;
        channel.cost += place->second.cost;
    }
    std::vector<ChannelYield> list;
    for (auto& [name, channel] : channels) list.push_back(std::move(channel));
    std::ranges::stable_sort(list, is_better, &ChannelYield::yield);
    return list;
}

std::vector<LinkYield> rank_share_links(store::Session& session, CampaignId campaign) {
    return with_yields(all_links_of_campaign(session, campaign),
                       yields_of_campaign(session, campaign));
}

std::vector<LinkYield> rank_links_of_participant(store::Session& session,
                                                 ParticipantId participant) {
    static const auto sql = yield_sql("participant_id");
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
