#include "campaign/matching/offering.h"

#include "campaign/campaign.h"
#include "campaign/hold.h"
#include "campaign/ledger/audit.h"
#include "campaign/matching/matching_tables.h"
#include "campaign/words/check.h"
#include "campaign/words/text.h"

namespace matching {

namespace {

Pool found_or_refusal(store::Store& store, PoolId id) {
    const auto pool = find_pool(store.session(), id);
    if (!pool) refuse(Reason::not_found);
    return *pool;
}

void note(store::Transaction& tx, const Pool& pool, const people::Actor& actor,
          const std::string& action, Instant now, const std::string& reason = {}) {
    ledger::append_audit(tx,
                         {.actor = actor,
                          .action = action,
                          .subject_type = "pool",
                          .subject_id = pool.id.value,
                          .campaign = pool.campaign,
                          .reason = reason,
                          .detail = pool.sponsor + ", " + std::to_string(pool.ratio.gives) +
                                    " for every " + std::to_string(pool.ratio.per) + ", at most " +
                                    decimal_text(pool.cap) + " " + pool.cap.currency.text()},
                         now);
}

Pool offered_before(store::Store& store, const NewPool& asked) {
    const auto earlier = find_pool_by_key(store.session(), asked.request_key);
    check(earlier.has_value(), "a key that is taken has a pool");
    if (earlier->campaign != asked.campaign || earlier->sponsor != asked.sponsor ||
        earlier->cap != asked.cap)
        refuse(Reason::same_key_other_gift);
    return *earlier;
}

}  // namespace

Pool offer_pool(store::Store& store, const NewPool& asked, const people::Actor& actor,
                Instant now) {
    check(static_cast<bool>(actor.account), "a pool is somebody's");
    const auto campaign = campaign::find_campaign_by_id(store.session(), asked.campaign);
    if (!campaign) refuse(Reason::not_found);
    if (asked.cap.currency != campaign->currency)
        refuse(Reason::not_a_valid_value, "cap", "It is counted in the campaign's currency.");
    if (const auto refusal = objection(asked, now)) throw Refused{*refusal};
    Pool pool;
    static_cast<NewPool&>(pool) = asked;
    pool.id = new_id<PoolId>(now), pool.author = actor.account, pool.made_at = now;
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_pool(tx, pool);
            note(tx, pool, actor, "pool proposed", now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_pool_per_request") throw;
        return offered_before(store, asked);
    } catch (const store::OutcomeUnknown&) {
        if (!find_pool_by_key(store.session(), asked.request_key)) throw;
    }
    return pool;
}

void agree_to_pool(store::Store& store, const Seen& seen, const people::Actor& actor, Instant now) {
    auto pool = found_or_refusal(store, seen.pool);
    if (pool.author == actor.account)
        refuse(Reason::needs_second_person, "",
               "You wrote this yourself: somebody else must agree.");
    if (pool.until <= now)
        refuse(Reason::already_decided, "", "Its time is over. Propose a new one.");
    pool.version = seen.version;
    if (started_pools(store.session(), pool.campaign).size() >= std::size_t{pools_started_max})
        refuse(Reason::not_allowed, "", "This campaign has had two thousand pools already.");
    store.in_transaction([&](store::Transaction& tx) {
        campaign::insist_not_held(tx, pool.campaign);  // One by one, so that windows never overlap.
        if (lock_overlap(tx, pool, now))
            refuse(Reason::not_allowed, "",
                   "Another pool runs in this time. End that one first, or choose other days.");
        auto agreed = pool;
        agreed.from = lock_last_end(tx, pool, now).value_or(pool.from);
        if (!agree_pool(tx, agreed, actor.account, now)) refuse(Reason::already_decided);
        note(tx, pool, actor, "pool agreed", now);
    });
}

void send_pool_back(store::Store& store, const Seen& seen, const std::string& reason,
                    const people::Actor& actor, Instant now) {
    auto pool = found_or_refusal(store, seen.pool);
    if (pool.author == actor.account) refuse(Reason::needs_second_person);
    if (reason.empty())
        refuse(Reason::not_a_valid_value, "reason", "Say why, so that it can be mended.");
    if (count_code_points(reason) > reason_max)
        refuse(Reason::not_a_valid_value, "reason", "That is too long.");
    pool.version = seen.version;
    store.in_transaction([&](store::Transaction& tx) {
        if (!refuse_pool(tx, pool, actor.account, reason, now)) refuse(Reason::already_decided);
        note(tx, pool, actor, "pool sent back", now, reason);
    });
}

void end_pool(store::Store& store, const Seen& seen, const people::Actor& actor, Instant now) {
    auto pool = found_or_refusal(store, seen.pool);
    pool.version = seen.version;
    store.in_transaction([&](store::Transaction& tx) {
        if (!end_pool_now(tx, pool, actor.account, now)) refuse(Reason::already_decided);
        note(tx, pool, actor, "pool ended", now);
    });
}

}  // namespace matching
