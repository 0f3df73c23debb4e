#include "campaign/contest/result.h"

#include <algorithm>

#include "campaign/contest/contest_tables.h"

namespace contest {

namespace {

constexpr int result_rows_max = 500;

std::vector<ResultRow> rows_from(const std::vector<store::Row>& found) {
    std::vector<ResultRow> rows;
    for (const auto& row : found)
        rows.push_back({row.number("subject_id"), row.number("place"), row.number("score")});
    return rows;
}

}  // namespace

void insert_result(store::Transaction& tx, CampaignId campaign, Measure measure) {
    const std::string column{measure_name(measure)};
    tx.run(
        "INSERT INTO result (campaign_id, subject_type, subject_id, place, score)"
        " SELECT campaign_id, subject_type, subject_id,"
        "        RANK() OVER (PARTITION BY subject_type ORDER BY " +
            column + " DESC), " + column + " FROM score WHERE campaign_id = ? AND " + column +
            " > 0",
        campaign);
    // A group stands at what its teams ended at together.
    const auto sum = "SUM(score." + column + ")";
    tx.run(
        "INSERT INTO result (campaign_id, subject_type, subject_id, place, score)"
        " SELECT team_group.campaign_id, 'group', team_group.id,"
        "        RANK() OVER (ORDER BY " +
            sum + " DESC), " + sum +
            "  FROM team_group JOIN grouped_team ON grouped_team.group_id = team_group.id"
            "  JOIN score ON score.subject_type = 'team' AND score.subject_id = "
            "grouped_team.team_id"
            " WHERE team_group.campaign_id = ? AND team_group.agreed_by IS NOT NULL"
            " GROUP BY team_group.campaign_id, team_group.id HAVING " +
            sum + " > 0",
        campaign);
}

std::vector<ResultRow> result_of(store::Session& session, CampaignId campaign,
                                 const std::string& type, int limit) {
    return rows_from(
        session.all("SELECT subject_id, place, score FROM result WHERE campaign_id = ?"
                    " AND subject_type = ? ORDER BY place, subject_id LIMIT ?",
                    campaign, type, std::min(limit, result_rows_max)));
}

ResultPage result_page(store::Session& session, const ResultAsked& asked) {
    const auto counted =
        session.one("SELECT COUNT(*) AS n FROM result WHERE campaign_id = ? AND subject_type = ?",
                    asked.campaign, asked.type);
    return {static_cast<std::size_t>(counted->number("n")),
            rows_from(session.all(
                "SELECT subject_id, place, score FROM result WHERE campaign_id = ?"
                " AND subject_type = ? ORDER BY place, subject_id LIMIT ? OFFSET ?",
                asked.campaign, asked.type,
                std::min(static_cast<std::int64_t>(asked.limit), std::int64_t{result_rows_max}),
                static_cast<std::int64_t>(asked.from)))};
}

}  // namespace contest
