// Result: how a contest ended, page by page, as two people have agreed to it.
#pragma once

#include <cstddef>

#include "campaign/contest/contest.h"

namespace contest {

struct ResultAsked {
    CampaignId campaign;
    std::string type = "participant";  // participant, team, group
    std::size_t from = 0, limit = 20;
};
struct ResultPage {
    std::size_t size = 0;  // Of the whole result.
    std::vector<ResultRow> rows;
};
// Storage: result_sql.cpp. Empty while nothing is agreed.
ResultPage result_page(store::Session&, const ResultAsked&);

}  // namespace contest
