#include "campaign/in_kind/recording.h"

#include "campaign/campaign.h"
#include "campaign/hold.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/transfer.h"
#include "campaign/words/text.h"

namespace in_kind {

namespace {

ledger::Booking booking_at(store::Session& session, const people::Actor& actor, Instant now,
                           const std::string& reason) {
    const auto zone = session.one("SELECT time_zone FROM organisation WHERE id = 1");
    return {actor, now, language::date_in(now, zone->text("time_zone")), reason};
}

void note(store::Transaction& tx, const people::Actor& actor, const InKind& one, const char* action,
          Instant now) {
    ledger::append_audit(tx,
                         {.actor = actor,
                          .action = action,
                          .subject_type = "in_kind",
                          .subject_id = one.id.value,
                          .campaign = one.campaign,
                          .detail = one.what + ", " + decimal_text(one.value) + " " +
                                    one.value.currency.text() + ", valued by " + one.valued_by},
                         now);
}

InKind in_kind_or_refusal(store::Session& session, InKindId id) {
    const auto one = find_in_kind(session, id);
    if (!one) refuse(Reason::not_found);
    if (one->undone_at) refuse(Reason::already_decided);
    return *one;
}

}  // namespace

std::optional<Refusal> objection(const NewInKind& asked) {
    const auto wrong = [](const char* field, const char* detail) {
        return Refusal{Reason::not_a_valid_value, field, detail};
    };
    const auto fits = [](const std::string& text, std::size_t most) {
        return !text.empty() && count_code_points(text) <= most;
    };
    if (!fits(asked.what, what_max)) return wrong("what", "Say what was given.");
    if (!fits(asked.donor_name, name_max)) return wrong("donor", "Say who gave it.");
    if (!fits(asked.valued_by, name_max))
        return wrong("valued_by", "Say who says that it is worth that much.");
    if (asked.value.minor <= 0) return wrong("value", "Please type an amount like 20 or 12.50.");
    return {};
}

InKind record_in_kind(store::Store& store, const NewInKind& asked, const people::Actor& actor,
                      Instant now) {
    auto& session = store.session();
    if (const auto why = objection(asked)) throw Refused{*why};
    InKind one;
    static_cast<NewInKind&>(one) = asked;
    one.id = new_id<InKindId>(now), one.entered_by = actor.account, one.entered_at = now;
    ledger::NewTransfer row;
    row.event = ledger::Event::given_in_kind, row.debit = "in_kind", row.credit = "memo";
    row.amount = one.value;
    row.purpose = {one.campaign, campaign::first_fund(session, one.campaign).id, "", "", false};
    row.cause_type = "in_kind", row.cause_id = one.id.value;
    row.effect_key = "in_kind:" + std::to_string(one.id.value) + ":19";
    const auto booking = booking_at(session, actor, now, one.what + ", valued by " + one.valued_by);
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_in_kind(tx, one);
            ledger::append_transfers(tx, {row}, booking);
            note(tx, actor, one, "gift in kind recorded", now);
        });
    } catch (const store::Duplicate& duplicate) {
        if (duplicate.constraint != "one_in_kind_gift_per_request") throw;
        return find_in_kind_by_key(session, asked.request_key).value();
    }
    return one;
}

void show_thanks(store::Store& store, InKindId id, const people::Actor& actor, Instant now) {
    const auto one = in_kind_or_refusal(store.session(), id);
    if (one.entered_by == actor.account) refuse(Reason::needs_second_person);
    store.in_transaction([&](store::Transaction& tx) {
        campaign::insist_not_held(tx, one.campaign);
        if (!show_row(tx, id, actor.account, now)) refuse(Reason::already_decided);
        note(tx, actor, one, "gift in kind thanked", now);
    });
}

void take_back_in_kind(store::Store& store, InKindId id, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto one = in_kind_or_refusal(session, id);
    std::vector<ledger::NewTransfer> rows;
    for (const auto& row : ledger::transfers_of_cause(session, "in_kind", id.value))
        if (row.event == ledger::Event::given_in_kind) rows.push_back(ledger::reversal_of(row));
    const auto booking = booking_at(session, actor, now, "gift in kind taken back");
    store.in_transaction([&](store::Transaction& tx) {
        if (!undo_row(tx, id, actor.account, now)) refuse(Reason::already_decided);
        ledger::append_transfers(tx, rows, booking);
        note(tx, actor, one, "gift in kind taken back", now);
    });
}

}  // namespace in_kind
