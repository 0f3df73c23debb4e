#include "campaign/cash/bagging.h"

#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/cash/series.h"
#include "campaign/ledger/audit.h"

namespace cash {

namespace {

Bag bag_here(store::Session& session, BagId id) {
    const auto bag = find_bag(session, id);
    if (!bag) refuse(Reason::not_found);
    return *bag;
}

void note(store::Transaction& tx, const people::Actor& actor, const char* action, const Bag& bag,
          Instant now, const std::string& detail = {}) {
    ledger::append_audit(
        tx,
        {.actor = actor,
         .action = action,
         .subject_type = "cash_bag",
         .subject_id = bag.id.value,
         .campaign = bag.campaign,
         .detail = "bag " + std::to_string(bag.number) + (detail.empty() ? "" : ", " + detail)},
        now);
}

// What an act sets, if the bag is still as it was read.
void set_bag(store::Transaction& tx, const Bag& bag, const std::string& set,
             std::vector<store::Value> values = {}) {
    values.push_back(store::value_of(bag.id.value));
    values.push_back(store::value_of(bag.version));
    if (tx.change(
            "UPDATE cash_bag SET " + set + ", version = version + 1 WHERE id = ? AND version = ?",
            values) != 1)
        refuse(Reason::already_decided);
}

// Where a bag is, and what was done to it, is known from one person at a time.
void insist_on_holder(const Bag& bag, const people::Actor& actor) {
    if (bag.holder != actor.account)
        refuse(Reason::not_allowed, "", "Whoever holds the bag does this, or hands it over first.");
}

}  // namespace

Bag begin_bag(store::Store& store, CampaignId id, const std::string& request_key,
              const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto campaign = campaign::find_campaign_by_id(session, id);
    if (!campaign) refuse(Reason::not_found);
    if (campaign->is_rehearsal)
        refuse(Reason::not_allowed, "", "A rehearsal has no bags: its gifts enter no figure.");
    if (const auto earlier = find_bag_by_key(session, request_key)) return *earlier;
    Bag bag;
    bag.id = new_id<BagId>(now), bag.campaign = id;
    const auto fund = campaign::first_fund(session, id).id;
    try {
        store.in_transaction([&](store::Transaction& tx) {
            bag.number = lock_next_number(tx, "bag", {});
            tx.run(
                "INSERT INTO cash_bag (id, number, campaign_id, fund_id, currency, state, holder,"
                " held_since, request_key, made_by, made_at)"
                " VALUES (?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?)",
                bag.id.value, bag.number, id, fund, campaign->currency.text(), actor.account, now,
                request_key, actor.account, now);
            note(tx, actor, "bag begun", bag, now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "bag_is_begun_once") throw;
        return *find_bag_by_key(session, request_key);
    }
    return bag_here(session, bag.id);
}

void put_in_bag(store::Store& store, BagId id, const std::vector<EnvelopeId>& envelopes,
                const people::Actor& actor, Instant now) {
    const auto bag = bag_here(store.session(), id);
    if (bag.state != BagState::open)
        refuse(Reason::not_allowed, "", "A sealed bag takes no more envelopes.");
    insist_on_holder(bag, actor);
    if (envelopes.empty()) refuse(Reason::not_a_valid_value, "envelope", "Choose an envelope.");
    store.in_transaction([&](store::Transaction& tx) {
        set_bag(tx, bag, "state = 'open'");
        for (const auto envelope : envelopes)
            if (tx.run("UPDATE cash_envelope SET bag_id = ?, version = version + 1 WHERE id = ?"
                       " AND campaign_id = ? AND state = 'handed_in' AND bag_id IS NULL",
                       id.value, envelope.value, bag.campaign) != 1)
                refuse(Reason::already_decided);
        note(tx, actor, "envelopes put in bag", bag, now, std::to_string(envelopes.size()));
    });
}

void take_out_of_bag(store::Store& store, BagId id, EnvelopeId envelope, const people::Actor& actor,
                     Instant now) {
    const auto bag = bag_here(store.session(), id);
    if (bag.state != BagState::open) refuse(Reason::not_allowed);
    insist_on_holder(bag, actor);
    store.in_transaction([&](store::Transaction& tx) {
        set_bag(tx, bag, "state = 'open'");
        if (tx.run("UPDATE cash_envelope SET bag_id = NULL, version = version + 1 WHERE id = ?"
                   " AND bag_id = ? AND state = 'handed_in'",
                   envelope.value, id.value) != 1)
            refuse(Reason::already_decided);
        note(tx, actor, "envelope taken out of bag", bag, now);
    });
}

void seal_bag(store::Store& store, BagId id, const std::string& seal, const people::Actor& actor,
              Instant now) {
    const auto bag = bag_here(store.session(), id);
    if (bag.state != BagState::open && bag.state != BagState::counted) refuse(Reason::not_allowed);
    if (seal.empty())
        refuse(Reason::not_a_valid_value, "seal", "Copy the number that stands on the seal.");
    if (bag.envelopes == 0)
        refuse(Reason::not_allowed, "seal", "Put an envelope in before you seal it.");
    if (bag.state == BagState::open) insist_on_holder(bag, actor);
    store.in_transaction([&](store::Transaction& tx) {
        set_bag(tx, bag, bag.state == BagState::open ? "state = 'sealed', seal = ?" : "seal = ?",
                {store::value_of(seal)});
        note(tx, actor, "bag sealed", bag, now, "seal " + seal);
    });
}

void reopen_bag(store::Store& store, BagId id, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto bag = bag_here(session, id);
    const auto counts =
        session.one("SELECT COUNT(*) AS n FROM cash_count WHERE bag_id = ?", id.value);
    if (bag.state != BagState::sealed || counts->number("n") > 0)
        refuse(Reason::not_allowed, "", "A bag that somebody has counted is not opened again.");
    insist_on_holder(bag, actor);
    store.in_transaction([&](store::Transaction& tx) {
        set_bag(tx, bag, "state = 'open'");
        note(tx, actor, "bag opened again", bag, now, "seal " + bag.seal);
    });
}

void hand_over(store::Store& store, BagId id, AccountId to, const std::string& words,
               const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto bag = bag_here(session, id);
    insist_on_holder(bag, actor);
    if (bag.handover || bag.state == BagState::deposited) refuse(Reason::already_decided);
    const auto hands = hands_of(session, bag.campaign);
    if (to == actor.account || std::ranges::find(hands, to, &Hand::account) == hands.end())
        refuse(Reason::not_a_valid_value, "to", "Choose a colleague who works with cash.");
    const auto handover = new_id<HandoverId>(now);
    store.in_transaction([&](store::Transaction& tx) {
        set_bag(tx, bag, "handover_id = ?", {store::value_of(handover.value)});
        tx.run(
            "INSERT INTO cash_handover (id, bag_id, from_account, to_account, state, note, made_at)"
            " VALUES (?, ?, ?, ?, 'asked', ?, ?)",
            handover.value, id.value, actor.account, to, words, now);
        note(tx, actor, "bag offered", bag, now);
    });
}

void call_back(store::Store& store, BagId id, const people::Actor& actor, Instant now) {
    const auto bag = bag_here(store.session(), id);
    if (!bag.handover) refuse(Reason::already_decided);
    if (bag.holder != actor.account) refuse(Reason::not_allowed);
    store.in_transaction([&](store::Transaction& tx) {
        set_bag(tx, bag, "handover_id = NULL");
        tx.run(
            "UPDATE cash_handover SET state = 'called_back', ended_at = ? WHERE id = ?"
            " AND state = 'asked'",
            now, bag.handover.value);
        note(tx, actor, "bag kept", bag, now);
    });
}

void take_over(store::Store& store, BagId id, bool seal_is_whole, const people::Actor& actor,
               Instant now) {
    auto& session = store.session();
    const auto bag = bag_here(session, id);
    if (!bag.handover) refuse(Reason::already_decided);
    const auto chain = handovers_of(session, id);
    const auto waiting = std::ranges::find(chain, bag.handover, &Handover::id);
    if (waiting == chain.end() || waiting->to != actor.account)
        refuse(Reason::not_allowed, "", "Only the receiver can say that they have it.");
    store.in_transaction([&](store::Transaction& tx) {
        set_bag(tx, bag, "handover_id = NULL, holder = ?, held_since = ?",
                {store::value_of(actor.account), store::value_of(now)});
        tx.run(
            "UPDATE cash_handover SET state = 'taken', ended_at = ?, seal_whole = ? WHERE id = ?"
            " AND state = 'asked'",
            now, seal_is_whole, bag.handover.value);
        note(tx, actor, "bag taken over", bag, now,
             seal_is_whole ? "seal whole" : "SEAL NOT WHOLE");
    });
}

}  // namespace cash
