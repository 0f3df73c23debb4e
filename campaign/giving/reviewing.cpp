#include <algorithm>
#include <array>

#include "campaign/giving/giving.h"
#include "campaign/giving/telling.h"
#include "campaign/hold.h"
#include "campaign/hooks/event.h"
#include "campaign/ledger/audit.h"

namespace giving {

namespace {

Gift gift_or_refusal(store::Store& store, GiftId id) {
    const auto gift = find_gift(store.session(), id);
    if (!gift) throw Refused{{Reason::not_found}};
    return *gift;
}

void note(store::Transaction& tx, const Gift& gift, const ledger::AuditEntry& entry, Instant now) {
    auto full = entry;
    full.subject_type = "gift", full.subject_id = gift.id.value, full.campaign = gift.campaign;
    ledger::append_audit(tx, full, now);
}

}  // namespace

Gift prove_promise(store::Store& store, GiftId id, const people::Actor& actor, Instant now) {
    const auto gift = gift_or_refusal(store, id);
    store.in_transaction([&](store::Transaction& tx) {
        tx.run(
            "UPDATE gift SET proven_at = ?, version = version + 1"
            " WHERE id = ? AND proven_at IS NULL",
            now, id.value);
        note(tx, gift, {actor, "promise proven", ""}, now);
    });
    return gift_or_refusal(store, id);
}

Gift review_words(store::Store& store, GiftId id, const std::string& words_state,
                  const std::string& reason, const people::Actor& actor, Instant now) {
    constexpr std::array states{"waiting", "published", "hidden"};
    if (std::ranges::find(states, words_state) == states.end())
        throw Refused{{Reason::not_a_valid_value, "decision"}};
    const auto gift = gift_or_refusal(store, id);
    const auto is_own = gift.entered_by == actor.account || gift.author == actor.account;
    if (actor.account && is_own) throw Refused{{Reason::needs_second_person}};
    store.in_transaction([&](store::Transaction& tx) {
        if (words_state == "published") campaign::insist_not_held(tx, gift.campaign);
        const auto changed = tx.run(
            "UPDATE gift SET words_state = ?, words_decided_by = ?, words_decided_at = ?,"
            " version = version + 1 WHERE id = ? AND version = ?"
            "   AND (? <> 'waiting' OR (words_decided_by = ? AND words_decided_at >= ?))",
            words_state, actor.account, now, id.value, gift.version, words_state, actor.account,
            now - words_undo_max);
        if (changed != 1) throw Refused{{Reason::already_decided}};
        note(tx, gift, {actor, "words " + words_state, "", 0, {}, reason}, now);
        hooks::tell_changed(tx, gift, now);
    });
    return gift_or_refusal(store, id);
}

Gift change_words(store::Store& store, GiftId id, const Donor& donor, Instant now) {
    const auto gift = gift_or_refusal(store, id);
    const auto card = find_card(store.session(), id);
    const bool has_card = card && !donor.mentions.remembered.empty();
    const auto has_words =
        !donor.name.empty() || !donor.message.empty() || !donor.mentions.is_empty() || has_card;
    const auto is_same = donor.name == gift.donor.name && donor.message == gift.donor.message &&
                         donor.mentions == gift.donor.mentions;
    const std::string state = !has_words ? "none" : is_same ? gift.words_state : "waiting";
    store.in_transaction([&](store::Transaction& tx) {
        const auto changed = tx.run(
            "UPDATE gift SET donor_name = ?, message = ?, is_anonymous = ?,"
            " hides_from_participant = ?, hides_amount = ?, words_state = ?, occasion = ?,"
            " remembered = ?, company = ?, version = version + 1 WHERE id = ? AND version = ?",
            donor.name, donor.message, donor.is_anonymous, donor.hides_from_participant,
            donor.hides_amount, state, donor.mentions.occasion, donor.mentions.remembered,
            donor.mentions.company, id.value, gift.version);
        if (changed != 1) throw Refused{{Reason::already_decided}};
        if (card && !has_card) remove_card(tx, id);  // There is nobody to remember any more.
        note(tx, gift, {people::donor_actor(""), "shown words changed", ""}, now);
        hooks::tell_changed(tx, gift, now);
    });
    return gift_or_refusal(store, id);
}

Gift keep_receipt_data(store::Store& store, GiftId id, const Donor& donor, Instant now) {
    const auto gift = gift_or_refusal(store, id);
    const auto consents = !donor.consent_wording.empty();
    auto moved = gift;
    moved.donor.email = donor.email;
    const bool is_moved = donor.email != gift.donor.email;
    const auto to_tell = is_moved ? read_to_tell(store.session(), moved, {}) : ToTell{};
    store.in_transaction([&](store::Transaction& tx) {
        tx.run(
            "UPDATE gift SET proven_at = IF(email = ?, proven_at, NULL), receipt_name = ?,"
            " receipt_address = ?, email = ?,"
            " consent_wording = ?, consent_mail_at = ?, version = version + 1 WHERE id = ?",
            donor.email, donor.receipt_name, donor.receipt_address, donor.email,
            donor.consent_wording, consents ? std::optional{now} : std::nullopt, id.value);
        note(tx, gift,
             {people::donor_actor(""),
              "receipt data kept",
              "",
              0,
              {},
              "",
              consents ? "consent to mail" : "no consent to mail"},
             now);
        if (is_moved) tell_again(tx, to_tell, moved, now);
    });
    return gift_or_refusal(store, id);
}

}  // namespace giving
