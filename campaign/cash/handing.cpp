#include "campaign/cash/handing.h"

#include <algorithm>

#include "campaign/campaign.h"
#include "campaign/cash/series.h"
#include "campaign/giving/gift_lists.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/transfer.h"
#include "campaign/roster/participant.h"
#include "campaign/words/number.h"
#include "campaign/words/token.h"

namespace cash {

namespace {

campaign::Campaign real_campaign(store::Session& session, CampaignId id) {
    const auto found = campaign::find_campaign_by_id(session, id);
    if (!found) refuse(Reason::not_found);
    if (found->is_rehearsal)
        refuse(Reason::not_allowed, "", "A rehearsal has no envelopes: its gifts enter no figure.");
    return *found;
}

void note(store::Transaction& tx, const people::Actor& actor, const char* action,
          const Envelope& envelope, Instant now, const std::string& detail = {}) {
    ledger::append_audit(tx,
                         {.actor = actor,
                          .action = action,
                          .subject_type = "cash_envelope",
                          .subject_id = envelope.id.value,
                          .campaign = envelope.campaign,
                          .detail = "envelope " + std::to_string(envelope.number) +
                                    (detail.empty() ? "" : ", " + detail)},
                         now);
}

// "K7Q2MX" or "12", as typed from a label.
std::optional<Envelope> find_label(store::Session& session, CampaignId campaign,
                                   const std::string& typed) {
    std::int64_t number = 0;
    constexpr std::size_t code_size = 6;
    if (typed.size() < code_size && read_number(typed, number))
        return find_envelope_by_number(session, campaign, number);
    const auto code = normalise_code(typed);
    auto found = code.empty() ? std::nullopt : find_envelope_by_code(session, code);
    if (found && found->campaign != campaign) return {};
    return found;
}

void insert_envelope(store::Transaction& tx, Envelope& one, AccountId made_by, Instant now) {
    one.number = lock_next_number(tx, "envelope", one.campaign);
    tx.run(
        "INSERT INTO cash_envelope (id, campaign_id, number, code, state, made_by, made_at)"
        " VALUES (?, ?, ?, ?, 'printed', ?, ?)",
        one.id.value, one.campaign, one.number, one.code, made_by, now);
}

// Into the envelope, unless somebody counted it or took it back in the meantime.
void put_in(store::Transaction& tx, const giving::Gift& gift, EnvelopeId envelope, int number) {
    const auto moved = tx.run(
        "UPDATE gift SET envelope_id = ?, version = version + 1 WHERE id = ? AND version = ?"
        " AND state = 'entered' AND envelope_id IS NULL",
        envelope.value, gift.id.value, gift.version);
    if (moved != 1) refuse(Reason::already_decided);
    tx.run("INSERT INTO cash_row (gift_id, envelope_id, number) VALUES (?, ?, ?)", gift.id.value,
           envelope.value, number);
}

// Back into the hands of its participant. What was typed from the sheet stays on it.
void take_out(store::Transaction& tx, GiftId gift, EnvelopeId envelope) {
    if (tx.run("UPDATE gift SET envelope_id = NULL, version = version + 1 WHERE id = ?"
               " AND envelope_id = ? AND state = 'entered' AND origin = 'walker'",
               gift.value, envelope.value) != 1)
        refuse(Reason::already_decided);
    tx.run("DELETE FROM cash_row WHERE gift_id = ?", gift.value);
}

Envelope envelope_to_change(store::Session& session, EnvelopeId id) {
    const auto found = find_envelope(session, id);
    if (!found) refuse(Reason::not_found);
    if (found->state != EnvelopeState::handed_in) refuse(Reason::already_decided);
    return *found;
}

// Nobody receives, reads or gives back the envelope that they brought themselves.
void refuse_own(const std::optional<roster::Participant>& walker, const people::Actor& actor) {
    if (walker && walker->account && walker->account == actor.account)
        refuse(Reason::needs_second_person);
}

void touch(store::Transaction& tx, const Envelope& envelope, const std::string& set,
           const std::vector<store::Value>& values) {
    auto all = values;
    all.push_back(store::value_of(envelope.id.value));
    all.push_back(store::value_of(envelope.version));
    if (tx.change("UPDATE cash_envelope SET " + set +
                      ", version = version + 1 WHERE id = ? AND version = ?"
                      " AND state IN ('printed', 'handed_in')",
                  all) != 1)
        refuse(Reason::already_decided);
}

giving::NewGift gift_of_row(const Sheet& sheet, const NewRow& row, std::size_t number,
                            const giving::Terms& terms) {
    giving::NewGift asked;
    asked.method = row.method, asked.origin = "desk", asked.donor.name = row.name;
    asked.request_key = "sheet:" + std::to_string(sheet.envelope.value) + ":" +
                        sheet.form_key.substr(0, 26) + ":" + std::to_string(number);
    asked.lines = {{row.kind, terms.fund, row.amount, row.kind == "gift"}};
    return asked;
}

// New rows as gifts that wait; those that are on the sheet already are left out. They go into the
// envelope in the step that turns its version, so that none slips in while its bag is closed.
std::vector<giving::Gift> record_rows(store::Store& store, const Sheet& sheet,
                                      const Envelope& envelope, const giving::Terms& terms,
                                      const ledger::Booking& by) {
    auto& session = store.session();
    const auto walker = roster::find_participant_by_id(session, envelope.participant);
    const auto rows = rows_in(session, envelope.id);
    std::vector<giving::Gift> added;
    if (rows.size() + sheet.rows.size() > rows_max)
        refuse(Reason::not_a_valid_value, "rows", "One sheet has at most 120 rows.");
    for (std::size_t i = 0; i < sheet.rows.size(); ++i) {
        auto asked = gift_of_row(sheet, sheet.rows[i], i, terms);
        if (walker && sheet.rows[i].kind == "gift")
            asked.shares = {{walker->id, walker->team, Money{0, terms.currency}}};
        const auto given = giving::record_gift(store, asked, terms, by.actor, by.now);
        const bool is_in = std::ranges::any_of(
            rows, [&](const SheetRow& row) { return row.gift.id == given.gift.id; });
        if (!is_in) added.push_back(given.gift);  // Else the same form came before.
    }
    return added;
}

}  // namespace

Labels print_labels(store::Store& store, CampaignId campaign, int count, const people::Actor& actor,
                    Instant now) {
    real_campaign(store.session(), campaign);
    if (count < 1 || count > labels_max)
        refuse(Reason::not_a_valid_value, "count", "Between 1 and 48 labels at once.");
    return store.in_transaction([&](store::Transaction& tx) {
        Labels made;
        for (int i = 0; i < count; ++i) {
            Envelope one;
            one.id = new_id<EnvelopeId>(now), one.campaign = campaign, one.code = random_code();
            insert_envelope(tx, one, actor.account, now);
            if (i == 0) made.first = one.number;
            made.last = one.number;
        }
        ledger::append_audit(
            tx,
            {.actor = actor,
             .action = "labels made",
             .subject_type = "campaign",
             .subject_id = campaign.value,
             .campaign = campaign,
             .detail = std::to_string(made.first) + " to " + std::to_string(made.last)},
            now);
        return made;
    });
}

Envelope hand_in(store::Store& store, const HandIn& asked, const people::Actor& actor,
                 Instant now) {
    auto& session = store.session();
    real_campaign(session, asked.campaign);
    if (const auto earlier = find_envelope_by_key(session, asked.request_key)) return *earlier;
    const auto label = asked.label.empty() ? std::optional<Envelope>{}
                                           : find_label(session, asked.campaign, asked.label);
    if (!asked.label.empty() && !label)
        refuse(Reason::not_a_valid_value, "label", "No label of this campaign has that number.");
    if (label && label->state != EnvelopeState::printed)
        refuse(Reason::not_a_valid_value, "label", "An envelope with this label is here already.");
    std::vector<giving::Gift> gifts;
    if (asked.participant) {
        const auto walker = roster::find_participant_by_id(session, asked.participant);
        if (!walker || walker->campaign != asked.campaign) refuse(Reason::not_found);
        refuse_own(walker, actor);
        gifts = giving::cash_held_by(session, asked.participant, rows_max);
    }
    Envelope one = label.value_or(Envelope{});
    one.campaign = asked.campaign;
    if (!label) one.id = new_id<EnvelopeId>(now), one.code = random_code();
    try {
        store.in_transaction([&](store::Transaction& tx) {
            if (!label) insert_envelope(tx, one, actor.account, now);
            touch(tx, one,
                  "state = 'handed_in', participant_id = ?, giver = ?, told_minor = ?,"
                  " received_by = ?, received_at = ?, request_key = ?",
                  {store::value_of(asked.participant), store::value_of(asked.giver),
                   store::value_of(asked.told), store::value_of(actor.account),
                   store::value_of(now), store::value_of(asked.request_key)});
            int number = 0;
            for (const auto& gift : gifts) put_in(tx, gift, one.id, ++number);
            note(tx, actor, "envelope handed in", one, now,
                 std::to_string(gifts.size()) + " declared gifts");
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "envelope_is_handed_in_once") throw;
        return *find_envelope_by_key(session, asked.request_key);
    }
    return *find_envelope(session, one.id);
}

void give_back(store::Store& store, EnvelopeId id, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto envelope = envelope_to_change(session, id);
    refuse_own(roster::find_participant_by_id(session, envelope.participant), actor);
    if (envelope.bag) refuse(Reason::not_allowed, "", "It is in a bag: take it out first.");
    const auto rows = rows_in(session, id);
    if (std::ranges::any_of(rows, [](const SheetRow& row) { return row.gift.origin != "walker"; }))
        refuse(Reason::not_allowed, "", "Rows of its sheet are typed: it has been opened.");
    store.in_transaction([&](store::Transaction& tx) {
        touch(tx, envelope, "state = 'given_back'", {});
        for (const auto& row : rows) take_out(tx, row.gift.id, id);
        note(tx, actor, "envelope given back", envelope, now);
    });
}

void keep_sheet(store::Store& store, const Sheet& sheet, const giving::Terms& terms,
                const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto envelope = envelope_to_change(session, sheet.envelope);
    refuse_own(roster::find_participant_by_id(session, envelope.participant), actor);
    for (const auto& row : sheet.rows)
        if (row.amount.minor <= 0 || row.amount.minor > giving::minor_per_gift_max)
            refuse(Reason::amount_out_of_range, "rows");
    const auto added = record_rows(store, sheet, envelope, terms, {actor, now, {}});
    const auto had = static_cast<int>(rows_in(session, envelope.id).size());
    store.in_transaction([&](store::Transaction& tx) {
        const bool is_first = envelope.sheet_number == 0;
        const auto number =
            is_first ? lock_next_number(tx, "sheet", envelope.campaign) : envelope.sheet_number;
        touch(tx, envelope, "control_minor = ?, sheet_number = ?",
              {store::value_of(sheet.control), store::value_of(number)});
        int row = had;
        for (const auto& gift : added) put_in(tx, gift, envelope.id, ++row);
        for (const auto& [gift, found] : sheet.found)
            tx.run(
                "UPDATE cash_row SET counted_minor = ?, set_by = ? WHERE gift_id = ?"
                " AND envelope_id = ?",
                found, actor.account, gift.value, sheet.envelope.value);
        for (const auto gift : sheet.left) take_out(tx, gift, sheet.envelope);
        note(tx, actor, "sheet kept", envelope, now, "sheet " + std::to_string(number));
    });
}

void answer_difference(store::Store& store, EnvelopeId id, ParticipantId participant,
                       const std::string& words, const people::Actor& actor, Instant now) {
    const auto envelope = find_envelope(store.session(), id);
    if (!envelope || envelope->participant != participant) refuse(Reason::not_found);
    if (envelope->state != EnvelopeState::counted || words.empty()) refuse(Reason::not_allowed);
    store.in_transaction([&](store::Transaction& tx) {
        if (tx.run("UPDATE cash_envelope SET answer = ?, answered_at = ?, version = version + 1"
                   " WHERE id = ? AND answer = ''",
                   words, now, id.value) != 1)
            refuse(Reason::already_decided);
        note(tx, actor, "difference answered", *envelope, now);
    });
}

void ask_by(store::Store& store, CampaignId campaign, std::optional<Date> day,
            const people::Actor& actor, Instant now) {
    real_campaign(store.session(), campaign);
    store.in_transaction([&](store::Transaction& tx) {
        tx.run(
            "INSERT INTO cash_till (campaign_id, hand_in_by) VALUES (?, ?)"
            " ON DUPLICATE KEY UPDATE hand_in_by = VALUES(hand_in_by)",
            campaign, day);
        ledger::append_audit(tx,
                             {.actor = actor,
                              .action = "hand-in day set",
                              .subject_type = "campaign",
                              .subject_id = campaign.value,
                              .campaign = campaign,
                              .detail = day ? iso_text(*day) : std::string{"none"}},
                             now);
    });
}

}  // namespace cash
