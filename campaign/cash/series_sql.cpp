#include "campaign/cash/series.h"

#include "campaign/campaign.h"

namespace cash {

namespace {

struct Source {
    std::string name, table, column;
    bool is_of_campaign;
};

const std::vector<Source>& sources() {
    static const std::vector<Source> all{{"envelope", "cash_envelope", "number", true},
                                         {"sheet", "cash_envelope", "sheet_number", true},
                                         {"bag", "cash_bag", "number", false},
                                         {"deposit", "cash_deposit", "number", false}};
    return all;
}

Series series_of(store::Session& session, const Source& from, std::int64_t campaign) {
    const auto numbers = "SELECT " + from.column + " AS number FROM " + from.table + " WHERE " +
                         from.column + " IS NOT NULL" +
                         (from.is_of_campaign ? " AND campaign_id = " : " AND 0 = ") +
                         std::to_string(campaign);
    const auto last = session.one(
        "SELECT COALESCE(MAX(last_number), 0) AS n FROM cash_series WHERE series = ?"
        " AND campaign_id = ?",
        from.name, campaign);
    const auto found = session.one("SELECT COUNT(*) AS n FROM (" + numbers + ") numbers");
    Series series{from.name, last->number("n"), found->number("n")};
    // Before the first and after the last stand one that is none: 0, and the one that comes next.
    for (const auto& row : session.all(
             "SELECT number + 1 AS first, following - 1 AS latest FROM (SELECT number, LEAD(number)"
             " OVER (ORDER BY number) AS following FROM (" +
                 numbers +
                 " UNION ALL SELECT 0 UNION ALL SELECT ?) ends) steps"
                 " WHERE following > number + 1 ORDER BY number LIMIT ?",
             series.last + 1, gaps_max))
        series.gaps.emplace_back(row.number("first"), row.number("latest"));
    return series;
}

}  // namespace

std::int64_t lock_next_number(store::Transaction& tx, const std::string& series,
                              CampaignId campaign) {
    tx.run(
        "INSERT INTO cash_series (series, campaign_id, last_number) VALUES (?, ?, 1)"
        " ON DUPLICATE KEY UPDATE last_number = last_number + 1",
        series, campaign.value);
    return tx
        .lock("SELECT last_number FROM cash_series WHERE series = ? AND campaign_id = ? FOR UPDATE",
              series, campaign.value)
        ->number("last_number");
}

std::vector<Series> gaps_of_series(store::Session& session, CampaignId campaign) {
    std::vector<Series> all;
    for (const auto& from : sources())
        all.push_back(series_of(session, from, from.is_of_campaign ? campaign.value : 0));
    return all;
}

std::int64_t count_missing_numbers(store::Session& session) {
    std::int64_t missing = 0;
    const auto campaigns = campaign::all_campaigns(session);
    for (const auto& from : sources()) {
        const auto add = [&](std::int64_t campaign) {
            const auto series = series_of(session, from, campaign);
            missing += series.last - series.found;
        };
        if (!from.is_of_campaign) add(0);
        if (from.is_of_campaign)
            for (const auto& one : campaigns) add(one.id.value);
    }
    return missing;
}

}  // namespace cash
