#include "campaign/giving/gift_counts.h"

namespace giving {

std::vector<GiftCount> count_gifts(store::Session& session) {
    std::vector<GiftCount> counts;
    for (const auto& row : session.all("SELECT state, method, COUNT(*) AS n FROM gift"
                                       " GROUP BY state, method ORDER BY state, method LIMIT 100"))
        counts.push_back({row.text("state"), row.text("method"), row.number("n")});
    return counts;
}

}  // namespace giving
