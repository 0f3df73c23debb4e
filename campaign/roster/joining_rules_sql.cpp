#include "campaign/roster/joining_rules.h"

namespace roster {

JoiningRules joining_rules_of(store::Session& session, CampaignId campaign) {
    const auto row = session.one(
        "SELECT who_joins, adult_age FROM joining_rules WHERE campaign_id = ?", campaign);
    if (!row) return {};
    return {find_joins(row->text("who_joins")).value_or(Joins::approval),
            static_cast<int>(row->number("adult_age"))};
}

void put_joining_rules(store::Transaction& tx, CampaignId campaign, const JoiningRules& rules,
                       AccountId by, Instant now) {
    tx.run(
        "INSERT INTO joining_rules (campaign_id, who_joins, adult_age, changed_by, changed_at)"
        " VALUES (?, ?, ?, ?, ?)"
        " ON DUPLICATE KEY UPDATE who_joins = VALUES(who_joins), adult_age = VALUES(adult_age),"
        "       changed_by = VALUES(changed_by), changed_at = VALUES(changed_at)",
        campaign, joins_name(rules.who_joins), rules.adult_age, by, now);
}

}  // namespace roster
