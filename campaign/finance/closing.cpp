// The verbs of period.h.
#include "campaign/finance/period.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/verifying.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/refusal.h"

namespace finance {

namespace {

[[noreturn]] void refuse(Reason reason, const char* detail) {
    throw Refused{{reason, "month", detail}};
}

// It is this month's turn, and the books are sound.
void insist_on_turn(store::Store& store, const Period& seen, Instant now) {
    auto& session = store.session();
    const auto next = next_period(session);
    if (!next || next->month != seen.month)
        refuse(Reason::already_decided, "It is another month's turn. Look again.");
    if (!is_over(seen, organisation::find_organisation(session).time_zone, now))
        refuse(Reason::not_a_valid_value, "This month is not over yet.");
    if (!ledger::verify_ledger(store, {}).holds())
        refuse(Reason::not_a_valid_value,
               "The ledger check found differences. Ask whoever runs this program to look first.");
}

void audit_month(store::Transaction& tx, const char* action, const Period& period,
                 const people::Actor& actor, Instant now) {
    ledger::append_audit(tx,
                         {.actor = actor,
                          .action = action,
                          .subject_type = "month",
                          .reason = period.note,
                          .detail = period.month},
                         now);
}

}  // namespace

void propose_month(store::Store& store, const Period& seen, const std::string& note,
                   const people::Actor& actor, Instant now) {
    insist_on_turn(store, seen, now);
    auto period = seen;
    period.note = note, period.proposed_by = actor.account;
    store.in_transaction([&](store::Transaction& tx) {
        if (!insert_period(tx, period, now)) throw Refused{{Reason::already_decided}};
        audit_month(tx, "month proposed for closing", period, actor, now);
    });
}

void take_back_proposal(store::Store& store, const Period& seen, const people::Actor& actor,
                        Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        if (!remove_proposal(tx, seen.month, seen.version))
            throw Refused{{Reason::already_decided}};
        audit_month(tx, "closing of a month taken back", seen, actor, now);
    });
}

void close_month(store::Store& store, const Period& seen,
                 const std::vector<PeriodDocument>& documents, const people::Actor& actor,
                 Instant now) {
    if (seen.state != PeriodState::proposed) throw Refused{{Reason::already_decided}};
    if (seen.proposed_by == actor.account)
        refuse(Reason::needs_second_person, "Whoever proposed it does not close it.");
    insist_on_turn(store, seen, now);
    const auto head = ledger::ledger_head(store.session(), seen.last);
    auto period = seen;
    period.closed_by = actor.account, period.head = head.digest, period.rows = head.rows;
    store.in_transaction([&](store::Transaction& tx) {
        if (!update_closed(tx, period, now)) throw Refused{{Reason::already_decided}};
        for (const auto& document : documents) insert_document(tx, period.month, document, now);
        audit_month(tx, "month closed", period, actor, now);
    });
}

}  // namespace finance
