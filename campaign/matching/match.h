// Match: what one gift has drawn from a pool, and how that moves when the gift does.
//
// A gift draws once for what it counts; what grows later draws for what was added. When something
// of it goes back, what it had drawn falls in proportion (largest remainder) and returns to the
// pool; when a dispute is won, it draws that again, if the pool still has it.
#pragma once

#include "campaign/matching/pool.h"

namespace matching {

using MatchId = Id<struct MatchEntity>;

struct Match {
    MatchId id;
    PoolId pool;
    GiftId gift;
    // counting: the largest amount that was weighed; granted: what was drawn for it; earned: what
    // is left of that.
    std::int64_t counting = 0, granted = 0, earned = 0;
    int version = 0;  // 0: nothing is stored yet.
};

// Pure: what it becomes when so much of its gift counts and the pool has so much left.
Match weighed(const Match&, const NewPool&, std::int64_t counting, std::int64_t left);

// In the unit of work that moves a gift's amount: it is weighed soon after (match_gifts).
struct MatchChange {
    CampaignId campaign;
    GiftId gift;
    Instant given_at;
};
void append_match_change(store::Transaction&, const MatchChange&, Instant now);

// Storage: match_sql.cpp.
std::optional<Match> find_match(store::Session&, GiftId);
std::vector<Match> matches_of(store::Session&, const std::vector<GiftId>&);
std::int64_t count_matches(store::Session&, PoolId);  // Those of which something is left.

}  // namespace matching
