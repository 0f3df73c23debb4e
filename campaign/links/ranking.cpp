#include "campaign/links/ranking.h"

#include <algorithm>
#include <map>

#include "campaign/ledger/figures.h"
#include "campaign/links/print_run.h"
#include "campaign/links/yield_sql.h"

namespace links {

namespace {

struct LinkRow {
    Yield yield;
};
using LinkRows = std::map<LinkId, LinkRow>;

constexpr int links_ranked_max = 5000;

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
    return "SELECT own.id,"
           "       COALESCE(t.persons, 0) AS scans, COALESCE(t.others, 0) AS others,"
           "       COALESCE(t.pages, 0) AS pages, t.last_at,"
           "       COALESCE(m.gifts, 0) AS gifts, COALESCE(m.raised, 0) AS raised,"
           "       COALESCE(m.promised, 0) AS promised"
           "  FROM link AS own"
           "  LEFT JOIN link_tally AS t ON t.link_id = own.id"
           "  LEFT JOIN (SELECT given.link_id, " +
           money_of_given() + " FROM " + given_sql(which) +
           "              GROUP BY given.link_id) AS m ON m.link_id = own.id"
           " WHERE " +
           which + " LIMIT " + std::to_string(links_ranked_max);
}

// The same summed up by channel, over however many links a campaign has. A place that was given
// another code is one place, and of one that is only planned nothing is printed.
const std::string channels_sql =
    "SELECT sums.*, COALESCE(m.gifts, 0) AS gifts, COALESCE(m.raised, 0) AS raised,"
    "       COALESCE(m.promised, 0) AS promised"
    "  FROM (SELECT own.channel, COUNT(*) AS links,"
    "               CAST(SUM(IF(p.state <> 'planned' OR p.run_id IS NOT NULL, p.copies, 0))"
    "                    AS SIGNED) AS copies,"
    "               CAST(SUM(COALESCE(p.cost, 0)) AS SIGNED) AS cost,"
    "               CAST(SUM(COALESCE(t.persons, 0)) AS SIGNED) AS scans,"
    "               CAST(SUM(COALESCE(t.others, 0)) AS SIGNED) AS others,"
    "               CAST(SUM(COALESCE(t.pages, 0)) AS SIGNED) AS pages, MAX(t.last_at) AS last_at"
    "          FROM link AS own"
    "          LEFT JOIN link_tally AS t ON t.link_id = own.id"
    "          LEFT JOIN placement AS p ON p.id = own.placement_id"
    "           AND own.id = (SELECT MIN(id) FROM link WHERE placement_id = p.id)"
    "         WHERE own.campaign_id = ? GROUP BY own.channel) AS sums"
    "  LEFT JOIN (SELECT given.channel, " +
    money_of_given() + " FROM " + given_sql("own.campaign_id = ?") +
    "              GROUP BY given.channel) AS m ON m.channel = sums.channel";

LinkRows read_rows(const std::vector<store::Row>& rows) {
    LinkRows links;
    for (const auto& row : rows) links[row.id<LinkId>("id")] = {yield_from(row)};
    return links;
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

std::vector<ChannelYield> rank_channels(store::Session& session, CampaignId campaign) {
    std::vector<ChannelYield> list;
    for (const auto& row : session.all(channels_sql, campaign, campaign))
        list.push_back({.channel = row.text("channel"),
                        .links = row.number("links"),
                        .copies = row.number("copies"),
                        .cost = row.number("cost"),
                        .yield = yield_from(row)});
    const auto add = [&](const std::string& channel, std::int64_t cost) {
        auto found = std::ranges::find(list, channel, &ChannelYield::channel);
        if (found == list.end()) found = list.insert(found, {.channel = channel, .yield = {}});
        found->cost += cost;
    };
    for (const auto& run : all_print_runs(session, campaign)) add(run.channel, run.cost);
    for (const auto& cost : all_channel_costs(session, campaign)) add(cost.channel, cost.minor);
    std::ranges::stable_sort(list, is_better, &ChannelYield::yield);
    return list;
}

std::vector<LinkYield> rank_share_links(store::Session& session, CampaignId campaign) {
    static const auto sql = yield_sql(
        "own.campaign_id = ? AND own.placement_id IS NULL AND own.participant_id IS NULL"
        " AND own.share_key IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM spare WHERE spare.link_id = own.id)");
    return with_yields(all_links_of_campaign(session, campaign),
                       read_rows(session.all(sql, campaign, campaign)));
}

std::vector<LinkYield> rank_links_of_participant(store::Session& session,
                                                 ParticipantId participant) {
    static const auto sql = yield_sql("own.participant_id = ?");
    return with_yields(all_links_of_participant(session, participant),
                       read_rows(session.all(sql, participant, participant)));
}

}  // namespace links
