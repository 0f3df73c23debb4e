#include "campaign/cash/counting.h"

#include <algorithm>

#include "campaign/ledger/audit.h"
#include "campaign/words/check.h"

namespace cash {

namespace {

void note(store::Transaction& tx, const people::Actor& actor, const char* action, const Bag& bag,
          Instant now, const std::string& reason = {}) {
    ledger::append_audit(
        tx,
        {.actor = actor,
         .action = action,
         .subject_type = "cash_bag",
         .subject_id = bag.id.value,
         .campaign = bag.campaign,
         .reason = reason,
         .detail = "bag " + std::to_string(bag.number) + ", round " + std::to_string(bag.round)},
        now);
}

// What became of a count, seen from the counts that stand.
Counted told(store::Session& session, const Count& own) {
    Counted counted{Result::first, own};
    for (const auto& one : counts_of(session, own.bag))
        if (one.round == own.round && one.id != own.id) counted.other = one;
    if (!counted.other) return counted;
    const auto bag = find_bag(session, own.bag);
    counted.result = counted.other->found == own.found  ? Result::agreed
                     : bag->state == BagState::disputed ? Result::disputed
                                                        : Result::differ;
    return counted;
}

Bag bag_to_count(store::Session& session, const NewCount& count) {
    const auto bag = find_bag(session, count.bag);
    if (!bag) refuse(Reason::not_found);
    if (bag->state == BagState::open)
        refuse(Reason::not_allowed, "", "Seal the bag first: then it is counted.");
    if (bag->state != BagState::sealed || bag->round != count.round)
        refuse(Reason::already_decided, "count",
               "This round is over. Look at the bag, and count it anew if it asks for that.");
    if (is_own_bag(session, bag->id, count.counter))
        refuse(Reason::needs_second_person, "count",
               "Your own envelope is in this bag: others count it.");
    return *bag;
}

BagStep step_when_second(const Bag& bag, const Count& first, const NewCount& second,
                         const Found& found, CountId id) {
    BagStep step{BagState::sealed, {BagState::sealed}, bag.round + 1, bag.tries + 1};
    if (first.found == found) {
        step.to = BagState::agreed, step.round = bag.round;
        step.agreed = id, step.first = first.counter, step.second = second.counter;
    } else if (step.tries >= tries_max) {
        step.to = BagState::disputed, step.round = bag.round;
    }
    return step;
}

}  // namespace

Counted count_bag(store::Store& store, const NewCount& count, const people::Actor& actor,
                  Instant now) {
    auto& session = store.session();
    if (const auto earlier = find_count_by_key(session, count.device_key)) {
        if (earlier->bag != count.bag || earlier->counter != count.counter)
            refuse(Reason::same_key_other_gift);
        return told(session, *earlier);
    }
    constexpr int meetings_max = 3;
    for (int meeting = 1;; ++meeting) {
        const auto bag = bag_to_count(session, count);
        const auto found = sum_pieces(count.pieces, bag.currency);
        const auto here = counts_of_round(session, bag);
        if (!here.empty() && here.front().counter == count.counter)
            refuse(Reason::needs_second_person, "count",
                   "You have counted it. Another person counts it now.");
        const auto id = new_id<CountId>(now);
        try {
            store.in_transaction([&](store::Transaction& tx) {
                insert_count(tx, count, found, id, here.empty() ? 1 : 2, now);
                if (!here.empty() &&
                    !step_bag(tx, bag, step_when_second(bag, here.front(), count, found, id)))
                    refuse(Reason::already_decided);
                note(tx, actor, "bag counted", bag, now);
            });
        } catch (const store::Duplicate& duplicate) {
            // Both sent at the same moment: whoever was later is the second one.
            if (duplicate.constraint == "two_counts_in_a_round" && meeting < meetings_max) continue;
            if (const auto same = find_count_by_key(session, count.device_key))
                return told(session, *same);
            throw Refused{{Reason::already_decided}};
        }
        return told(session, *find_count(session, id));
    }
}

void decide_count(store::Store& store, BagId id, CountId chosen, const std::string& reason,
                  const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto bag = find_bag(session, id);
    if (!bag) refuse(Reason::not_found);
    if (bag->state != BagState::disputed) refuse(Reason::already_decided);
    if (reason.empty()) refuse(Reason::not_a_valid_value, "reason", "Say why this count is right.");
    const auto here = counts_of_round(session, *bag);
    const auto found = std::ranges::find(here, chosen, &Count::id);
    if (found == here.end()) refuse(Reason::not_found);
    for (const auto& one : counts_of(session, id))
        if (one.counter == actor.account)
            refuse(Reason::needs_second_person, "", "Whoever counted it does not decide.");
    BagStep step{BagState::agreed, {BagState::disputed}, bag->round, bag->tries, chosen};
    step.first = here.at(0).counter, step.second = here.at(1).counter;
    step.decided_by = actor.account, step.reason = reason;
    store.in_transaction([&](store::Transaction& tx) {
        if (!step_bag(tx, *bag, step)) refuse(Reason::already_decided);
        note(tx, actor, "count decided", *bag, now, reason);
    });
}

namespace {

void turn_recount(store::Store& store, const Bag& bag, bool begins, const people::Actor& actor,
                  Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        const auto to = begins ? BagState::sealed : BagState::counted;
        if (tx.run("UPDATE cash_bag SET state = ?, is_recount = ?, round = round + ?, tries = 0,"
                   " agreed_count = NULL, version = version + 1 WHERE id = ? AND version = ?",
                   state_name(to), begins, begins ? 1 : 0, bag.id.value, bag.version) != 1)
            refuse(Reason::already_decided);
        note(tx, actor, begins ? "recount begun" : "recount called off", bag, now);
    });
}

}  // namespace

void begin_recount(store::Store& store, BagId id, const people::Actor& actor, Instant now) {
    const auto bag = find_bag(store.session(), id);
    if (!bag) refuse(Reason::not_found);
    if (bag->state != BagState::counted) refuse(Reason::not_allowed);
    turn_recount(store, *bag, true, actor, now);
}

void end_recount(store::Store& store, BagId id, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto bag = find_bag(session, id);
    if (!bag) refuse(Reason::not_found);
    if (bag->state != BagState::sealed || !bag->is_recount ||
        !counts_of_round(session, *bag).empty())
        refuse(Reason::not_allowed);
    turn_recount(store, *bag, false, actor, now);
}

}  // namespace cash
