#include "campaign/matching/paying.h"

#include <algorithm>

#include "campaign/bank/mention.h"
#include "campaign/bank/placing.h"
#include "campaign/campaign.h"
#include "campaign/giving/settling.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/tally.h"
#include "campaign/matching/matching.h"
#include "campaign/matching/matching_tables.h"
#include "campaign/matching/pool_entries.h"
#include "campaign/organisation/organisation.h"

namespace matching {

namespace {

// Everything that a step needs to know, read before its unit of work.
struct Known {
    Pool pool;
    FundId fund;
    ledger::Booking booking;
};

Known read_before(store::Store& store, PoolId id, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto pool = find_pool(session, id);
    if (!pool) refuse(Reason::not_found);
    const auto zone = organisation::find_organisation(session).time_zone;
    return {*pool,
            campaign::first_fund(session, pool->campaign).id,
            {actor, now, language::date_in(now, zone)}};
}

struct Act {
    std::string name;  // For the audit.
    AccountId settled_by = {};
};

void write_step(store::Transaction& tx, const Pool& after,
                const std::vector<ledger::NewTransfer>& rows, const ledger::Booking& booking,
                const Act& act) {
    update_amounts(tx, after, act.settled_by);
    ledger::append_transfers(tx, rows, booking);
    ledger::add_to_tally(tx, ledger::tally_of(after.campaign), ledger::figures_of_rows(rows),
                         booking.now);
    ledger::append_audit(tx,
                         {.actor = booking.actor,
                          .action = act.name,
                          .subject_type = "pool",
                          .subject_id = after.id.value,
                          .campaign = after.campaign,
                          .reason = booking.reason,
                          .detail = "earned " + decimal_text(after.money(after.earned)) +
                                    ", paid " + decimal_text(after.money(after.paid)) + ", owed " +
                                    decimal_text(after.money(after.to_repay()))},
                         booking.now);
}

void insist_on_line(const Payment& payment) {
    if (payment.statement_reference.empty())
        refuse(Reason::not_a_valid_value, "statement_reference",
               "Copy the reference of the line on the bank statement.");
    if (payment.amount.minor <= 0) refuse(Reason::amount_out_of_range, "amount");
}

void insist_on_amount(const Pool& pool, Money amount) {
    if (!pool.decided_by || (!pool.is_prepaid && !pool.started_at))
        refuse(Reason::not_allowed, "", "Nobody has agreed to this pool yet.");
    if (pool.is_prepaid && (pool.paid > 0 || pool.state != State::agreed))
        refuse(Reason::already_decided, "", "It is paid already, or it was ended.");
    if (pool.is_prepaid && amount != pool.cap)
        refuse(Reason::amount_out_of_range, "amount",
               "A prepaid pool is paid whole. If another amount came, end this one and propose it "
               "anew.");
    if (!pool.is_prepaid && amount.minor > pool.open())
        refuse(Reason::amount_out_of_range, "amount",
               "That is more than is still to come. What is more is a gift of its own.");
}

// The same money may be here from a file of the bank already: then that line is this one, if it
// tells so, or no other line of that day could be meant and it names no gift.
void know_line(store::Store& store, const BankLine& line, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    auto lines = bank::imported_lines_like(session, {line.account, line.amount, line.bank_date});
    std::erase_if(lines, [&](const bank::Line& one) {
        return one.placed > 0 || !bank::named_gifts(session, {one}).at(0).empty();
    });
    const auto told = std::ranges::find_if(lines, [&](const bank::Line& one) {
        return one.bank_reference == line.statement_reference ||
               one.text.find(line.statement_reference) != std::string::npos;
    });
    if (told == lines.end() && lines.size() != 1) return;
    const auto& known = told == lines.end() ? lines.front() : *told;
    try {
        bank::place_as_known(store, known.id, bank::LineId{line.id}, actor, now);
    } catch (const Refused&) {
        // Somebody places it at this moment: the payment stands, and the match screen offers the
        // rest.
    }
}

using Step = void (*)(store::Transaction&, const Known&, const BankLine&);

// The statement's line and the pool's step, in one unit.
void book_line(store::Store& store, const Payment& payment, Known known, bool is_out, Step step) {
    const auto now = known.booking.now;
    known.booking.reason = payment.statement_reference;
    const BankLine line{.id = new_number(now),
                        .account = payment.bank_account,
                        .bank_date = payment.bank_date,
                        .amount = is_out ? -payment.amount : payment.amount,
                        .statement_reference = payment.statement_reference,
                        .marked_by = known.booking.actor.account};
    try {
        store.in_transaction([&](store::Transaction& tx) { step(tx, known, line); });
    } catch (const store::Duplicate&) {
        refuse(Reason::already_decided, "statement_reference",
               "This line of the bank statement was booked before.");
    }
    know_line(store, line, known.booking.actor, now);
}

Movement movement_of(const Known& known, const BankLine& line) {
    return {line.id, line.account, line.amount, line.bank_date, known.fund};
}

void take_payment(store::Transaction& tx, const Known& known, const BankLine& line) {
    auto pool = lock_pool(tx, known.pool.id);
    insist_on_amount(pool, line.amount);
    insert_bank_line(tx, line, known.booking.now);
    const auto rows = rows_when_paid(pool, movement_of(known, line));
    pool.paid += line.amount.minor;
    if (pool.is_prepaid) pool.started_at = known.booking.now;
    write_step(tx, pool, rows, known.booking, {"pool paid"});
}

void give_back(store::Transaction& tx, const Known& known, const BankLine& line) {
    auto pool = lock_pool(tx, known.pool.id);
    if (-line.amount.minor > pool.to_repay())
        refuse(Reason::amount_out_of_range, "amount", "That is more than is owed to the sponsor.");
    insert_bank_line(tx, line, known.booking.now);
    const auto rows = rows_when_repaid(pool, movement_of(known, line));
    pool.repaid -= line.amount.minor;
    write_step(tx, pool, rows, known.booking, {"pool repaid"});
}

}  // namespace

void mark_pool_paid(store::Store& store, const Payment& payment, const people::Actor& actor,
                    Instant now) {
    insist_on_line(payment);
    auto known = read_before(store, payment.pool, actor, now);
    insist_on_amount(known.pool, payment.amount);
    book_line(store, payment, known, false, take_payment);
    giving::reach_milestones_of(store, known.pool.campaign, now);
}

void mark_pool_repaid(store::Store& store, const Payment& payment, const people::Actor& actor,
                      Instant now) {
    insist_on_line(payment);
    book_line(store, payment, read_before(store, payment.pool, actor, now), true, give_back);
}

void settle_pool(store::Store& store, PoolId id, const people::Actor& actor, Instant now) {
    match_gifts(store, now);  // What has come is drawn first.
    const auto known = read_before(store, id, actor, now);
    const auto& seen = known.pool;
    if (!seen.decided_by || seen.state == State::sent_back || seen.state == State::waiting)
        refuse(Reason::not_allowed, "", "Nobody has agreed to this pool yet.");
    if (!seen.is_over(now))
        refuse(Reason::not_allowed, "", "It still runs. It is settled when its time is over.");
    store.in_transaction([&](store::Transaction& tx) {
        auto pool = lock_pool(tx, id);
        if ((pool.started_at && !pool.is_swept) || lock_waiting(tx, pool))
            refuse(Reason::not_allowed, "",
                   "Gifts are still being weighed. Try again in a moment.");
        if (pool.state == State::settled && pool.rest() == 0) refuse(Reason::already_decided);
        const auto rows = rows_when_settled(pool, known.fund);
        const auto rest = pool.rest();
        (pool.remainder == Remainder::kept ? pool.kept : pool.owed) += rest;
        pool.state = State::settled, pool.settled_at = now;
        write_step(tx, pool, rows, known.booking, {"pool settled", actor.account});
    });
    giving::reach_milestones_of(store, seen.campaign, now);
}

}  // namespace matching
