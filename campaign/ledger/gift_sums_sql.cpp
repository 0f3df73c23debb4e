#include "campaign/ledger/figures.h"
#include "campaign/ledger/gift_sums.h"

namespace ledger {

namespace {

// Income and its contra alone: what is promised or declared is no money yet.
std::string select_sums(const std::string& where) {
    return "SELECT cause_id, CAST(SUM(" + figure_sql("raised") +
           ") AS SIGNED) AS raised, MIN(given_at) AS given_at, MIN(booked_at) AS received_at"
           " FROM transfer WHERE cause_type = 'gift' AND counts = 1"
           "   AND (credit LIKE 'income:%' OR debit LIKE 'returned:%' OR credit LIKE 'returned:%'"
           "        OR debit LIKE 'income:%') AND " +
           where + " GROUP BY cause_id ";
}

std::vector<GiftSum> sums_from(const std::vector<store::Row>& rows) {
    std::vector<GiftSum> sums;
    for (const auto& row : rows)
        sums.push_back({row.id<GiftId>("cause_id"), row.number("raised"), row.instant("given_at"),
                        row.instant("received_at")});
    return sums;
}

}  // namespace

std::vector<GiftSum> gift_sums(store::Session& session, CampaignId campaign,
                               const std::vector<GiftId>& gifts) {
    if (gifts.empty()) return {};
    std::string places;
    std::vector<store::Value> values;
    for (const auto gift : gifts) {
        places += places.empty() ? "?" : ", ?";
        values.push_back(store::value_of(gift));
    }
    values.push_back(store::value_of(campaign));
    values.push_back(store::value_of(gifts.size()));
    return sums_from(session.query(
        select_sums("cause_id IN (" + places + ") AND campaign_id = ?") + "LIMIT ?", values));
}

std::vector<GiftSum> gift_sums_given(store::Session& session, const GiftsGiven& asked) {
    return sums_from(session.all(select_sums("campaign_id = ? AND given_at >= ? AND given_at < ?"
                                             "   AND cause_id > ?") +
                                     "ORDER BY cause_id LIMIT ?",
                                 asked.campaign, asked.from, asked.until, asked.after.value,
                                 asked.limit));
}

}  // namespace ledger
