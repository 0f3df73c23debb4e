#include "campaign/matching/match.h"

#include <algorithm>

namespace matching {

namespace {

// The part of a whole that stays when `counting` of `all` stays; the parts add up to the whole.
std::int64_t part_of(const NewPool& pool, std::int64_t whole, std::int64_t counting,
                     std::int64_t all) {
    return split_money({whole, pool.cap.currency}, {counting, all - counting}).front().minor;
}

}  // namespace

Match weighed(const Match& match, const NewPool& pool, std::int64_t counting, std::int64_t left) {
    auto after = match;
    if (counting > match.counting) {
        const auto more = wanted_of(pool, counting) - wanted_of(pool, match.counting);
        after.granted += std::clamp<std::int64_t>(more, 0, left);
        after.counting = counting;
    }
    const auto target =
        after.counting == 0
            ? 0
            : part_of(pool, after.granted, std::max<std::int64_t>(0, counting), after.counting);
    after.earned = std::min(target, match.earned + left);
    ++after.version;
    return after;
}

}  // namespace matching
