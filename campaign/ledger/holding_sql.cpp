#include "campaign/ledger/holding.h"

namespace ledger {

std::vector<Holding> holdings_of(store::Session& session, CampaignId campaign,
                                 const std::string& account) {
    constexpr int methods_max = 50;
    std::vector<Holding> held;
    for (const auto& row :
         session.all("SELECT method, CAST(SUM(IF(debit = ?, minor, -minor)) AS SIGNED) AS net"
                     " FROM transfer WHERE campaign_id = ? AND (debit = ? OR credit = ?)"
                     " GROUP BY method HAVING net <> 0 ORDER BY method LIMIT ?",
                     account, campaign, account, account, methods_max))
        held.push_back({row.text("method"), row.number("net")});
    return held;
}

}  // namespace ledger
