// What was folded into scores, kept so that they can be made anew.
#include "campaign/contest/contest_tables.h"

namespace contest {

namespace {

// What of a scored_change counts by a span, whose three moments follow as values.
const std::string counts = "given_at >= ? AND given_at < ? AND made_at < ?";

struct Kind {
    std::string type, column;
};
const Kind kinds[] = {{"participant", "participant_id"}, {"team", "team_id"}};

}  // namespace

Span counted_span(store::Session& session, CampaignId campaign) {
    const auto row = session.one(
        "SELECT counted_from, counted_to, counted_until FROM contest WHERE campaign_id = ?",
        campaign);
    if (!row) return {};
    return {row->maybe_instant("counted_from"), row->maybe_instant("counted_to"),
            row->maybe_instant("counted_until")};
}

std::vector<CampaignId> contests_open(store::Session& session, int limit) {
    std::vector<CampaignId> found;
    for (const auto& row :
         session.all("SELECT contest.campaign_id FROM contest"
                     "  JOIN campaign ON campaign.id = contest.campaign_id"
                     " WHERE campaign.kind = 'contest' AND contest.agreed_at IS NULL"
                     "   AND contest.step > 0"
                     " ORDER BY contest.campaign_id DESC LIMIT ?",
                     limit))
        found.push_back(row.id<CampaignId>("campaign_id"));
    return found;
}

void keep_changes(store::Transaction& tx, const std::vector<Folded>& folded) {
    if (folded.empty()) return;
    std::string sql =
        "INSERT INTO scored_change (id, campaign_id, participant_id, team_id, raised, gifts, "
        "donors,"
        "                           given_at, made_at) VALUES ";
    std::vector<store::Value> values;
    for (const auto& [id, change, donors, made_at] : folded) {
        sql += values.empty() ? "" : ", ";
        sql += "(?, ?, ?, ?, ?, ?, ?, ?, ?)";
        for (auto&& value :
             {store::value_of(id), store::value_of(change.campaign),
              store::value_of(change.participant.value), store::value_of(change.team.value),
              store::value_of(change.raised), store::value_of(change.gifts),
              store::value_of(donors), store::value_of(change.given_at), store::value_of(made_at)})
            values.push_back(value);
    }
    tx.change(sql, values);
}

// Set from left to right, as SQL does: what is proposed is looked at before the span is written.
bool take_step_by(store::Transaction& tx, const Contest& seen, const Span& span) {
    return tx.run(
               "UPDATE contest SET version = version + IF(proposed_at IS NULL, 0, 1),"
               "       proposed_by = IF(counted_from IS NULL, proposed_by, NULL),"
               "       proposed_at = IF(counted_from IS NULL, proposed_at, NULL),"
               "       step = step + 1, counted_from = ?, counted_to = ?, counted_until = ?"
               " WHERE campaign_id = ? AND step = ? AND agreed_at IS NULL",
               span.opens, span.closes, span.ends, seen.campaign, seen.step) == 1;
}

void rescore(store::Transaction& tx, CampaignId campaign, std::int64_t step, const Span& span) {
    const auto sum = [](const char* column) {
        return "SUM(IF(" + counts + ", " + column + ", 0))";
    };
    for (const auto& [type, column] : kinds)
        tx.run(
            "INSERT INTO score (subject_type, subject_id, campaign_id, raised, gifts, donors, step)"
            " SELECT ?, " +
                column + ", campaign_id, " + sum("raised") + ", " + sum("gifts") + ", " +
                sum("donors") + ", ? FROM scored_change WHERE campaign_id = ? AND " + column +
                " > 0 GROUP BY campaign_id, " + column +
                " ON DUPLICATE KEY UPDATE"
                " step = IF(raised = VALUES(raised) AND gifts = VALUES(gifts)"
                "           AND donors = VALUES(donors), step, VALUES(step)),"
                " raised = VALUES(raised), gifts = VALUES(gifts), donors = VALUES(donors)",
            type, span.opens, span.closes, span.ends, span.opens, span.closes, span.ends,
            span.opens, span.closes, span.ends, step, campaign);
    tx.run(
        "UPDATE contest SET returned_since ="
        "       (SELECT COALESCE(SUM(-raised), 0) FROM scored_change"
        "         WHERE campaign_id = ? AND made_at >= ? AND raised < 0)"
        " WHERE campaign_id = ?",
        campaign, span.ends, campaign);
}

void restart_races(store::Transaction& tx, CampaignId campaign, const Span& span) {
    for (const auto& [type, column] : kinds) {
        const auto stood = [&](const std::string& side) {
            return "(SELECT COALESCE(SUM(CASE challenge.measure WHEN 'raised' THEN scored.raised"
                   "                      WHEN 'gifts' THEN scored.gifts ELSE scored.donors END), "
                   "0)"
                   "   FROM scored_change AS scored"
                   "  WHERE scored.campaign_id = challenge.campaign_id AND scored." +
                   column + " = challenge." + side +
                   "    AND scored.made_at < challenge.agreed_at AND scored." + counts + ")";
        };
        tx.run("UPDATE challenge SET asking_from = " + stood("asking_id") +
                   ", asked_from = " + stood("asked_id") +
                   ", version = version + 1"
                   " WHERE campaign_id = ? AND subject_type = ? AND state = 'running'",
               span.opens, span.closes, span.ends, span.opens, span.closes, span.ends, campaign,
               type);
    }
}

}  // namespace contest
