// Pool: a sponsor's word to add something to every gift: in what ratio, until when, at most how
// much; and how far that has come.
//
// Invariants (0013_matching.sql):
//   * What is public was agreed to by somebody who did not write it.
//   * A gift belongs to the one pool in whose window it was given: windows never overlap.
//   * Prepaid: earned + kept + owed <= paid, and what is missing stands in `advance`. Not prepaid:
//     what was earned and not paid is a promise of the sponsor, and no income before it is paid.
// What it did to the money is in the ledger (pool_entries.h); only confirmed gifts draw from it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/money.h"
#include "campaign/words/refusal.h"

namespace matching {

using PoolId = Id<struct MatchingPoolEntity>;

// gives for every per: 1 for every 1 doubles a gift, 1 for every 2 adds half of it.
struct Ratio {
    int gives = 1, per = 1;
    friend bool operator==(const Ratio&, const Ratio&) = default;
};

// What becomes of the part of a prepaid pool that no gift has drawn; agreed before.
enum class Remainder { back, kept };
std::string_view remainder_name(Remainder);
std::optional<Remainder> find_remainder(std::string_view);

// ended: by a person, before its window was over, or before it ever ran. settled: its account is
// closed, and nothing more is drawn.
enum class State { waiting, agreed, sent_back, ended, settled };

struct NewPool {
    CampaignId campaign;
    std::string sponsor;  // As everybody reads it.
    Ratio ratio;
    Money cap, gift_cap = {};  // gift_cap: of one gift; 0: the pool's own.
    Instant from, until;       // Of gifts: when they are given.
    bool is_prepaid = false;
    Remainder remainder = Remainder::back;
    std::string request_key;
};

struct Pool : NewPool {
    PoolId id;
    State state = State::waiting;
    AccountId author, decided_by;
    Instant made_at;
    std::optional<Instant> started_at, ended_at, settled_at;
    std::string reason;  // Why it was sent back.
    bool is_swept = false;
    GiftId swept_to;
    std::int64_t earned = 0, paid = 0, owed = 0, repaid = 0, kept = 0;  // Minor units.
    int version = 1;  // Counts what people decided, not what gifts have drawn.

    Money money(std::int64_t minor) const { return {minor, cap.currency}; }
    bool is_open(Instant now) const;  // Do gifts given now draw from it?
    bool is_over(Instant now) const;  // Its window is, or somebody ended it.
    std::int64_t left() const;        // What may still be drawn.
    std::int64_t rest() const;        // Prepaid: what stands in `advance`.
    std::int64_t open() const;        // Not prepaid: earned, and still to come.
    // Its time is over, and finance has something to do: a sponsor to remind, a rest, a debt.
    bool waits_for_money(Instant now) const;
    std::int64_t to_repay() const { return owed - repaid; }
};

constexpr std::size_t sponsor_max = 80, reason_max = 400;
constexpr int ratio_max = 10, pools_listed_max = 50, pools_started_max = 2000;
constexpr std::int64_t cap_minor_max = 10'000'000'000;
constexpr std::chrono::days window_max{400};

// Rules: pure.
std::optional<Refusal> objection(const NewPool&, Instant now);
// What a gift of which so much counts would draw from a pool that is never empty.
std::int64_t wanted_of(const NewPool&, std::int64_t counting);

// Storage: pool_sql.cpp.
std::optional<Pool> find_pool(store::Session&, PoolId);
std::optional<Pool> find_pool_by_key(store::Session&, const std::string& request_key);
std::vector<Pool> recent_pools(store::Session&, CampaignId, int limit);  // Newest first.
// Those that have begun to earn, in the order of their windows.
std::vector<Pool> started_pools(store::Session&, CampaignId);
// What the public page says: the one that runs, or the next, or the last; among those that started.
std::optional<Pool> find_shown_pool(store::Session&, CampaignId, Instant now);

}  // namespace matching
