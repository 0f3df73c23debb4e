// JoiningRules: who may join a campaign, and from which age on under their own name.
//
// A campaign without a row is open to all, and people of adult_age_usual are named.
#pragma once

#include "campaign/roster/team.h"

namespace roster {

constexpr int adult_age_usual = 16, adult_age_min = 12, adult_age_max = 21;

struct JoiningRules {
    Joins who_joins = Joins::open;
    int adult_age = adult_age_usual;
};

// Storage: joining_rules_sql.cpp.
JoiningRules joining_rules_of(store::Session&, CampaignId);
void put_joining_rules(store::Transaction&, CampaignId, const JoiningRules&, AccountId by,
                       Instant now);

}  // namespace roster
