// What is due at the places of one campaign, counted without reading them.
#include "campaign/links/ranking.h"

namespace links {

namespace {

// As is_due_to_hang(), is_due_to_come_down() and is_dead_place() have it. A scan is the place's own
// only since its code hangs there; what an earlier code brought stands among the stays.
const std::string due_sql =
    "SELECT CAST(COALESCE(SUM(state IN ('planned', 'printed') AND trouble = ''"
    "         AND permission <> 'refused' AND hang_by <= ?), 0) AS SIGNED) AS to_hang,"
    "       CAST(COALESCE(SUM(state = 'hung' AND take_down_by <= ?), 0) AS SIGNED) AS to_take_down,"
    "       CAST(COALESCE(SUM(trouble <> ''), 0) AS SIGNED) AS not_possible,"
    "       CAST(COALESCE(SUM(state = 'hung' AND COALESCE(state_at, made_at) < ?"
    "         AND NOT EXISTS (SELECT 1 FROM link JOIN link_tally AS t ON t.link_id = link.id"
    "                          WHERE link.placement_id = placement.id AND t.last_at >= ?"
    "                            AND t.last_at >= COALESCE((SELECT MAX(until_at) FROM link_stay"
    "                                                        WHERE link_id = link.id), 0))"
    "         AND NOT EXISTS (SELECT 1 FROM link_stay AS s JOIN visit AS v"
    "                             ON v.link_id = s.link_id AND v.made_at >= s.from_at"
    "                            AND v.made_at < s.until_at"
    "                          WHERE s.campaign_id = placement.campaign_id"
    "                            AND s.placement_id = placement.id"
    "                            AND v.made_at >= ? AND v.sort = 'person')), 0) AS SIGNED) AS dead"
    "  FROM placement WHERE campaign_id = ? AND ended_at IS NULL";

}  // namespace

PlacesDue count_places_due(store::Session& session, CampaignId campaign, Date today, Instant now) {
    const Instant since = now - std::chrono::days{dead_after_days};
    const auto row = session.one(due_sql, today, today, since, since, since, campaign);
    return {.to_hang = row->number("to_hang"),
            .to_take_down = row->number("to_take_down"),
            .not_possible = row->number("not_possible"),
            .dead = row->number("dead")};
}

}  // namespace links
