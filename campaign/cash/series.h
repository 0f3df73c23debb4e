// Series: numbers that run on without a gap: envelopes and sheets of a campaign, bags and deposits
// of the whole organisation (what stands on a bag names it in the house, whoever it was for).
//
// A number is taken in the unit of work that uses it: if that is rolled back, so is the number.
// Whoever takes one holds the series until they commit.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "campaign/store/database.h"

namespace cash {

std::int64_t lock_next_number(store::Transaction&, const std::string& series, CampaignId);

// What an auditor asks of a series: does every number up to the last have its row?
struct Series {
    std::string name;  // envelope, sheet, bag, deposit
    std::int64_t last = 0, found = 0;
    std::vector<std::pair<std::int64_t, std::int64_t>> gaps = {};  // From, until; at most gaps_max.
};
constexpr int gaps_max = 50;
std::vector<Series> gaps_of_series(store::Session&, CampaignId);
std::int64_t count_missing_numbers(store::Session&);  // Of all series of all campaigns.

}  // namespace cash
