#include "campaign/matching/matching.h"

#include <algorithm>
#include <exception>
#include <map>

#include "campaign/campaign.h"
#include "campaign/giving/settling.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/gift_sums.h"
#include "campaign/ledger/tally.h"
#include "campaign/matching/matching_tables.h"
#include "campaign/matching/pool_entries.h"
#include "campaign/organisation/organisation.h"
#include "campaign/people/role.h"

namespace matching {

namespace {

// What is weighed in one unit of work: gifts of one pool, and changes that no pool has to do with.
struct Batch {
    std::optional<Pool> pool = {};
    std::vector<Pending> pending = {};
    std::map<std::int64_t, Match> matches = {};  // By gift: what each has drawn so far.
};

std::vector<GiftId> gifts_of(const std::vector<Pending>& pending) {
    std::vector<GiftId> gifts;
    for (const auto& one : pending) gifts.push_back(one.change.gift);
    std::ranges::sort(gifts);
    gifts.erase(std::unique(gifts.begin(), gifts.end()), gifts.end());
    return gifts;
}

bool is_within(const Pool& pool, Instant given_at) {
    return pool.from <= given_at && given_at < pool.until;
}

// Whoever has drawn from a pool stays with it; else the pool in whose window it was given.
const Pool* pool_of(const Batch& all, const std::vector<Pool>& pools, const MatchChange& change) {
    const auto drawn = all.matches.find(change.gift.value);
    const auto found = std::ranges::find_if(pools, [&](const Pool& pool) {
        return drawn != all.matches.end() ? drawn->second.pool == pool.id
                                          : is_within(pool, change.given_at);
    });
    return found == pools.end() ? nullptr : &*found;
}

// What waits is read first: a pool that is not there yet then finds these gifts by itself.
Batch next_batch(store::Session& session, CampaignId campaign) {
    Batch batch;
    auto pending = pending_changes(session, campaign, batch_max);
    for (const auto& match : matches_of(session, gifts_of(pending)))
        batch.matches.emplace(match.gift.value, match);
    const auto pools = started_pools(session, campaign);
    for (auto& one : pending) {
        const auto* pool = pool_of(batch, pools, one.change);
        if (pool != nullptr && !batch.pool) batch.pool = *pool;
        if (pool == nullptr || pool->id == batch.pool->id) batch.pending.push_back(one);
    }
    return batch;
}

// The gifts of a batch in the order in which their money came.
struct Weighing {
    const Batch& batch;
    std::vector<ledger::GiftSum> sums = {};
    ledger::Booking booking = {};
    FundId fund = {};
};

Weighing read_weighing(store::Session& session, const Batch& batch, Instant now) {
    const auto zone = organisation::find_organisation(session).time_zone;
    Weighing weighing{
        .batch = batch,
        .sums = ledger::gift_sums(session, batch.pool->campaign, gifts_of(batch.pending)),
        .booking = {people::program_actor(), now, language::date_in(now, zone)},
        .fund = campaign::first_fund(session, batch.pool->campaign).id};
    std::ranges::sort(weighing.sums, {}, [](const auto& sum) {
        return std::pair{sum.received_at, sum.gift};
    });
    return weighing;
}

Match match_for(const Weighing& weighing, const Pool& pool, GiftId gift) {
    const auto& drawn = weighing.batch.matches;
    const auto found = drawn.find(gift.value);
    if (found != drawn.end()) return found->second;
    return {.id = new_id<MatchId>(weighing.booking.now), .pool = pool.id, .gift = gift};
}

// Under the pool's lock. Does anything move?
bool draw_all(store::Transaction& tx, Pool pool, const Weighing& weighing) {
    std::vector<ledger::NewTransfer> rows;
    std::vector<Match> matches;
    for (const auto& sum : weighing.sums) {
        const auto before = match_for(weighing, pool, sum.gift);
        if (before.version == 0 && (sum.raised <= 0 || !is_within(pool, sum.given_at))) continue;
        const Draw draw{weighed(before, pool, sum.raised, pool.left()), before.earned, sum.given_at,
                        weighing.fund};
        for (auto& row : rows_when_drawn(pool, draw)) rows.push_back(std::move(row));
        move_by(pool, draw);
        matches.push_back(draw.match);
    }
    const auto now = weighing.booking.now;
    put_matches(tx, matches, now);
    if (rows.empty()) return false;
    update_amounts(tx, pool, {});
    ledger::append_transfers(tx, rows, weighing.booking);
    ledger::add_to_tally(tx, ledger::tally_of(pool.campaign), ledger::figures_of_rows(rows), now);
    return true;
}

struct Beaten {};  // Another program has taken these.

enum class Weighed { nothing_left, unmoved, moved };

Weighed weigh_batch(store::Store& store, CampaignId campaign, Instant now) {
    auto& session = store.session();
    const auto batch = next_batch(session, campaign);
    if (batch.pending.empty()) return Weighed::nothing_left;
    const auto weighing =
        batch.pool ? std::optional{read_weighing(session, batch, now)} : std::nullopt;
    try {
        return store.in_transaction([&](store::Transaction& tx) {
            const auto pool =
                batch.pool ? std::optional{lock_pool(tx, batch.pool->id)} : std::nullopt;
            if (remove_changes(tx, batch.pending) != static_cast<int>(batch.pending.size()))
                throw Beaten{};
            const bool moves = pool && draw_all(tx, *pool, *weighing);
            return moves ? Weighed::moved : Weighed::unmoved;
        });
    } catch (const Beaten&) {
        return Weighed::nothing_left;
    } catch (const store::Duplicate&) {  // The same: its matches or its rows stand.
        return Weighed::nothing_left;
    }
}

// Gifts that were given in the window and have come before the pool began to earn: they wait like
// those that come after it.
void sweep_pool(store::Store& store, PoolId id, Instant now) {
    for (int pages = 0; pages < batches_max; ++pages) {
        const auto seen = find_pool(store.session(), id);
        if (!seen || seen->is_swept) return;
        const auto sums = ledger::gift_sums_given(store.session(), {.campaign = seen->campaign,
                                                                    .from = seen->from,
                                                                    .until = seen->until,
                                                                    .after = seen->swept_to,
                                                                    .limit = batch_max});
        store.in_transaction([&](store::Transaction& tx) {
            auto pool = lock_pool(tx, id);
            if (pool.is_swept || pool.swept_to != seen->swept_to) return;
            std::vector<MatchChange> changes;
            for (const auto& sum : sums) {
                changes.push_back({pool.campaign, sum.gift, sum.given_at});
                pool.swept_to = sum.gift;
            }
            pool.is_swept = sums.size() < batch_max;
            append_match_changes(tx, changes, now);
            update_sweep(tx, pool);
        });
    }
}

}  // namespace

namespace {

// At most so many batches are left for this round.
bool match_campaign(store::Store& store, CampaignId campaign, int& batches, Instant now) {
    for (const auto& pool : started_pools(store.session(), campaign))
        if (!pool.is_swept) sweep_pool(store, pool.id, now);
    bool has_moved = false;
    for (; batches > 0; --batches) {
        const auto done = weigh_batch(store, campaign, now);
        if (done == Weighed::nothing_left) break;
        has_moved = has_moved || done == Weighed::moved;
    }
    if (has_moved) giving::reach_milestones_of(store, campaign, now);
    return has_moved;
}

}  // namespace

// What goes wrong with one campaign holds up no other; the first round in which nothing else moves
// tells of it.
std::vector<CampaignId> match_gifts(store::Store& store, Instant now) {
    std::vector<CampaignId> moved;
    std::exception_ptr trouble;
    int batches = batches_max;
    for (const auto campaign : campaigns_to_match(store.session(), campaigns_matched_max)) try {
            if (match_campaign(store, campaign, batches, now)) moved.push_back(campaign);
        } catch (...) {
            trouble = std::current_exception();
        }
    if (trouble && moved.empty()) std::rethrow_exception(trouble);
    return moved;
}

}  // namespace matching
