#include "campaign/cash/closing.h"

#include <algorithm>

#include "campaign/giving/entries.h"
#include "campaign/giving/settling.h"
#include "campaign/giving/telling.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/holding.h"
#include "campaign/ledger/tally.h"
#include "campaign/organisation/organisation.h"
#include "campaign/words/check.h"

namespace cash {

namespace {

using ledger::Event;
using ledger::NewTransfer;

// What one gift of a sheet becomes, read before the unit of work.
struct Step {
    giving::Gift gift;
    std::vector<giving::Share> shares;
    giving::Outcome outcome;
    giving::ToTell to_tell;
};

Step step_of(store::Session& session, const Bag& bag, const SheetRow& row) {
    const auto& gift = row.gift;
    if (gift.state != giving::State::entered) refuse(Reason::already_decided);
    const auto counted = bag.money(row.minor());
    const auto lines = giving::lines_of(session, gift);
    const auto held =
        counted.minor > 0 ? giving::lines_holding(lines, counted) : std::vector<giving::Line>{};
    const auto shares = giving::shares_of(session, gift);
    Step step{gift, shares, {}, giving::read_to_tell(session, gift, shares)};
    auto& outcome = step.outcome;
    outcome.state = counted.minor > 0 ? giving::State::confirmed : giving::State::rejected;
    outcome.confirmed = counted, outcome.open = bag.money(0);
    outcome.shares = giving::shares_holding(shares, giving::counting_of(held, bag.currency));
    outcome.action = counted.minor > 0 ? "gift confirmed" : "gift rejected";
    outcome.reason = "counted in bag " + std::to_string(bag.number);
    outcome.rows = giving::rows_when_released(gift, lines, gift.open);
    if (counted.minor > 0)
        for (auto& one : giving::rows_when_counted(gift, lines, counted)) {
            check(one.debit == "cash:desk", "what is in an envelope is cash");
            one.debit = bag.account();
            outcome.rows.push_back(std::move(one));
        }
    return step;
}

struct Sides {
    Event event;
    std::string debit, credit, step;
};

void add_row(std::vector<NewTransfer>& rows, const Bag& bag, std::int64_t minor,
             const Sides& sides) {
    if (minor == 0) return;
    NewTransfer row;
    row.event = sides.event, row.debit = sides.debit, row.credit = sides.credit;
    row.amount = bag.money(minor);
    const bool is_over = sides.credit == "income:cash_over";
    row.purpose = {bag.campaign, bag.fund, is_over ? "cash_over" : "", "cash", false};
    row.cause_type = "cash_bag", row.cause_id = bag.id.value;
    row.effect_key = "cash_bag:" + std::to_string(bag.id.value) + ":" + sides.step;
    rows.push_back(std::move(row));
}

std::vector<NewTransfer> rows_of_bag(const Closure& closure) {
    const auto& bag = closure.bag;
    std::vector<NewTransfer> rows;
    add_row(rows, bag, closure.surplus(),
            {Event::counted, bag.account(), "income:cash_over", "over"});
    add_row(rows, bag, closure.found.float_inside,
            {Event::float_moved, bag.account(), "float", "float"});
    add_row(rows, bag, closure.found.vouchers,
            {Event::float_moved, "cost:paid_out", bag.account(), "voucher"});
    return rows;
}

void insist_on_sheets(const Closure& closure, const std::string& reason) {
    for (std::size_t i = 0; i < closure.envelopes.size(); ++i) {
        if (!makes_control(closure.envelopes[i], closure.rows[i]))
            throw Refused{{Reason::not_allowed, "sheet",
                           "The rows of a sheet do not make its control total. Type what is "
                           "missing on it, or mend the total."}};
    }
    if (closure.surplus() < 0)
        refuse(Reason::not_allowed, "sheet",
               "The sheets name more than was counted. Set the named gifts to what was found.");
    if (closure.surplus() > 0 && reason.empty())
        refuse(Reason::not_a_valid_value, "reason", "Say why nobody claims the rest.");
    if (closure.differs_from_sheets() && reason.empty())
        refuse(Reason::not_a_valid_value, "reason", "Say how the difference came about.");
}

// The bag first: whoever moves it on closes it.
void move_on(store::Transaction& tx, const Bag& bag, std::int64_t content,
             const people::Actor& actor, Instant now) {
    if (tx.run("UPDATE cash_bag SET state = 'counted', content_minor = ?, is_recount = 0,"
               " closed_by = ?, closed_at = COALESCE(closed_at, ?), version = version + 1"
               " WHERE id = ? AND version = ? AND state = 'agreed'",
               content, actor.account, now, bag.id.value, bag.version) != 1)
        refuse(Reason::already_decided);
}

void write_rows(store::Transaction& tx, const Bag& bag, const std::vector<NewTransfer>& rows,
                const ledger::Booking& booking) {
    ledger::append_transfers(tx, rows, booking);
    ledger::add_to_tally(tx, ledger::tally_of(bag.campaign), ledger::figures_of_rows(rows),
                         booking.now);
}

void return_float(store::Transaction& tx, const Bag& bag, std::int64_t minor) {
    if (minor == 0) return;
    if (tx.run("UPDATE cash_till SET float_out = float_out - ?, version = version + 1"
               " WHERE campaign_id = ? AND float_out >= ?",
               minor, bag.campaign, minor) != 1)
        refuse(Reason::amount_out_of_range, "float",
               "More change was counted than is out. Write down first that it was drawn.");
}

void end_envelopes(store::Transaction& tx, const Closure& closure) {
    for (std::size_t i = 0; i < closure.envelopes.size(); ++i) {
        const auto& envelope = closure.envelopes[i];
        if (tx.run("UPDATE cash_envelope SET state = 'counted', counted_minor = ?,"
                   " version = version + 1 WHERE id = ? AND version = ? AND state = 'handed_in'",
                   sum_of(closure.rows[i]), envelope.id.value, envelope.version) != 1)
            refuse(Reason::already_decided);
    }
}

void note(store::Transaction& tx, const Closure& closure, const ledger::Booking& booking,
          const char* action) {
    ledger::append_audit(tx,
                         {.actor = booking.actor,
                          .action = action,
                          .subject_type = "cash_bag",
                          .subject_id = closure.bag.id.value,
                          .campaign = closure.bag.campaign,
                          .reason = booking.reason,
                          .detail = "bag " + std::to_string(closure.bag.number) + ", inside " +
                                    decimal_text(closure.bag.money(closure.found.inside()))},
                         booking.now);
}

Closure closure_here(store::Session& session, BagId id) {
    const auto bag = find_bag(session, id);
    if (!bag) refuse(Reason::not_found);
    const auto closure = find_closure(session, id);
    if (!closure) refuse(Reason::already_decided);
    return *closure;
}

ledger::Booking booking_of(store::Session& session, const people::Actor& actor, Instant now,
                           std::string reason) {
    const auto zone = organisation::find_organisation(session).time_zone;
    return {actor, now, language::date_in(now, zone), std::move(reason)};
}

}  // namespace

bool Closure::differs_from_sheets() const {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (envelopes[i].control && *envelopes[i].control != sum_of(rows[i])) return true;
    return false;
}

std::optional<Refusal> closing_objection(store::Session& session, const Bag& bag,
                                         AccountId account) {
    if (bag.is_recount || !account) return {};
    if (is_own_bag(session, bag.id, account))
        return Refusal{Reason::needs_second_person,
                       {},
                       "You brought an envelope of it: another person closes the bag."};
    const auto row = session.one(
        "SELECT CAST(COALESCE(SUM(g.entered_by = ?), 0) AS SIGNED) AS typed,"
        " CAST(COALESCE(SUM(r.set_by = ?), 0) AS SIGNED) AS was_set FROM cash_row r"
        " JOIN cash_envelope e ON e.id = r.envelope_id JOIN gift g ON g.id = r.gift_id"
        " WHERE e.bag_id = ?",
        account, account, bag.id.value);
    if (row->number("typed") > 0)
        return Refusal{Reason::needs_second_person,
                       {},
                       "You typed a row of its sheet: another person closes the bag."};
    if (row->number("was_set") > 0)
        return Refusal{
            Reason::needs_second_person,
            {},
            "You said what was found of a row of its sheet: another person closes the bag."};
    return {};
}

std::optional<Closure> find_closure(store::Session& session, BagId id) {
    const auto bag = find_bag(session, id);
    if (!bag || bag->state != BagState::agreed) return {};
    const auto count = find_count(session, bag->agreed_count);
    check(count.has_value(), "an agreed bag has its count");
    Closure closure{*bag, count->found, envelopes_in(session, id), {}, 0};
    if (bag->is_recount) return closure;
    for (const auto& envelope : closure.envelopes) {
        closure.rows.push_back(rows_in(session, envelope.id));
        closure.named += sum_of(closure.rows.back());
    }
    return closure;
}

void close_bag(store::Store& store, BagId id, const std::string& reason, const people::Actor& actor,
               Instant now) {
    auto& session = store.session();
    const auto closure = closure_here(session, id);
    const auto& bag = closure.bag;
    if (bag.is_recount) refuse(Reason::not_allowed);
    if (const auto objection = closing_objection(session, bag, actor.account))
        throw Refused{*objection};
    insist_on_sheets(closure, reason);
    std::vector<Step> steps;
    for (const auto& rows : closure.rows)
        for (const auto& row : rows) steps.push_back(step_of(session, bag, row));
    const auto booking = booking_of(session, actor, now, reason);
    store.in_transaction([&](store::Transaction& tx) {
        move_on(tx, bag, closure.found.inside(), actor, now);
        end_envelopes(tx, closure);
        for (const auto& step : steps) {
            auto by = booking;
            by.reason = step.outcome.reason;
            giving::write_outcome(tx, step.gift, step.shares, step.outcome, by);
            giving::tell_settled(tx, step.to_tell, step.gift, step.outcome, now);
        }
        return_float(tx, bag, closure.found.float_inside);
        write_rows(tx, bag, rows_of_bag(closure), booking);
        note(tx, closure, booking, "bag closed");
    });
    giving::reach_milestones_of(store, bag.campaign, now);
}

void close_recount(store::Store& store, BagId id, const std::string& reason,
                   const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto closure = closure_here(session, id);
    const auto& bag = closure.bag;
    if (!bag.is_recount) refuse(Reason::not_allowed);
    const auto difference = closure.difference();
    if (difference != 0 && reason.empty())
        refuse(Reason::not_a_valid_value, "reason", "Say how the difference came about.");
    std::vector<NewTransfer> rows;
    const auto step = "15:" + std::to_string(bag.round);
    if (difference < 0)
        for (const auto& part : ledger::parts_missing(
                 ledger::holdings_of(session, bag.campaign, bag.account()), -difference)) {
            add_row(rows, bag, part.minor,
                    {Event::count_corrected, "cost:cash_short", bag.account(),
                     step + ":" + part.method});
            rows.back().purpose.method = part.method;
        }
    if (difference > 0)
        add_row(rows, bag, difference,
                {Event::count_corrected, bag.account(), "income:cash_over", step});
    const auto booking = booking_of(session, actor, now, reason);
    store.in_transaction([&](store::Transaction& tx) {
        move_on(tx, bag, closure.found.inside(), actor, now);
        if (difference != 0)
            tx.run(
                "INSERT INTO cash_difference (id, campaign_id, bag_id, minor, reason, author,"
                " approver, made_at, booked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                new_number(now), bag.campaign, bag.id.value, difference, reason, bag.first_counter,
                bag.second_counter, now, now);
        write_rows(tx, bag, rows, booking);
        note(tx, closure, booking, "recount closed");
    });
}

}  // namespace cash
