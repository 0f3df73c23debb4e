// Taking placings back: every row is reversed, the line is open again.
#include <algorithm>
#include <set>

#include "campaign/bank/depositing.h"
#include "campaign/bank/expecting.h"
#include "campaign/bank/placing.h"
#include "campaign/gift_aid/gift_aid_tables.h"
#include "campaign/giving/entries.h"
#include "campaign/giving/origin.h"
#include "campaign/giving/settling.h"
#include "campaign/language/locale.h"
#include "campaign/ledger/audit.h"
#include "campaign/ledger/tally.h"

namespace bank {

namespace {

using ledger::Event;
using ledger::Transfer;

// Those that no other row has reversed.
std::vector<Transfer> living(std::vector<Transfer> rows) {
    std::set<std::int64_t> reversed;
    for (const auto& row : rows) reversed.insert(row.reverses.value);
    std::erase_if(rows, [&](const Transfer& row) { return reversed.contains(row.id.value); });
    return rows;
}

std::vector<ledger::NewTransfer> reversals_of(const std::vector<Transfer>& rows) {
    std::vector<ledger::NewTransfer> back;
    for (const auto& row : rows) back.push_back(ledger::reversal_of(row));
    return back;
}

// Of what nobody promised, nothing is promised again: its promise stays ended.
bool stays_ended(const giving::Gift& gift, const Placing& placing) {
    return placing.kind == Kind::gift && gift.origin == giving::line_origin;
}

// The living rows of one placing. Refuses where the gift has moved on since.
std::vector<Transfer> rows_of_placing(store::Session& session, const Placing& placing) {
    const auto all = living(ledger::transfers_of_cause(session, "gift", placing.gift.value));
    const auto key = giving::placing_key(placing.gift, placing.id.value) + ":";
    std::vector<Transfer> own;
    for (const auto& row : all)
        if (row.event != Event::reversed && row.effect_key.starts_with(key)) own.push_back(row);
    if (own.empty())
        throw Refused{{Reason::already_decided, "placing",
                       "This gift has moved on since then. Take back first what came later."}};
    const auto moves = [](const Transfer& row) {
        return row.event == Event::promise_ended || row.event == Event::line_placed ||
               row.event == Event::refunded;
    };
    for (const auto& row : all)
        if (moves(row) && !own.empty() && row.id > own.back().id)
            throw Refused{{Reason::already_decided, "placing",
                           "This gift has moved on since then. Take back first what came later."}};
    return own;
}

giving::Outcome outcome_before(const giving::Gift& gift, const std::vector<giving::Line>& lines,
                               const std::vector<giving::Share>& shares, const Placing& placing) {
    const bool was_return = placing.kind == Kind::returned;
    const auto currency = gift.amount.currency;
    const auto confirmed =
        was_return ? gift.confirmed + placing.amount : gift.confirmed - placing.amount;
    const bool is_ended = stays_ended(gift, placing);
    const auto open = is_ended ? gift.open : gift.open + Money{placing.released, currency};
    const auto state = confirmed.minor > 0 ? giving::State::confirmed
                       : is_ended          ? giving::State::withdrawn
                                           : giving::state_of(placing.state_before);
    // A promise that is whole again shows its shares as they were asked for.
    const bool is_whole = confirmed.minor == 0 && !is_ended;
    const auto held = giving::lines_holding(lines, is_whole ? gift.amount : confirmed);
    return {state, confirmed,
            open,  giving::shares_holding(shares, giving::counting_of(held, currency)),
            {},    "placing taken back",
            ""};
}

void take_back_from_gift(store::Store& store, const Placing& placing,
                         const ledger::Booking& booking) {
    auto& session = store.session();
    const auto gift = giving::find_gift(session, placing.gift);
    if (!gift) throw Refused{{Reason::not_found}};
    const auto shares = giving::shares_of(session, *gift);
    auto outcome = outcome_before(*gift, giving::lines_of(session, *gift), shares, placing);
    auto rows = rows_of_placing(session, placing);
    if (stays_ended(*gift, placing))
        std::erase_if(rows, [](const Transfer& row) { return row.event == Event::promise_ended; });
    outcome.rows = reversals_of(rows);
    outcome.reason = booking.reason;
    store.in_transaction([&](store::Transaction& tx) {
        if (!end_placing(tx, placing.id, booking.actor.account, booking.now) ||
            !take_out_of_line(tx, placing.line, placing.amount.minor))
            throw Refused{{Reason::already_decided}};
        giving::write_outcome(tx, *gift, shares, outcome, booking);
    });
}

// Each campaign's own rows; those of the organisation are in no tally.
void add_rows_to_tallies(store::Transaction& tx, const std::vector<ledger::NewTransfer>& rows,
                         Instant now) {
    for (const auto& row : rows)
        if (row.purpose.campaign)
            ledger::add_to_tally(tx, ledger::tally_of(row.purpose.campaign),
                                 ledger::figures_of_row(row), now);
}

void note_taken_back(store::Transaction& tx, const Placing& placing, std::string_view what,
                     const ledger::Booking& booking) {
    ledger::append_audit(tx,
                         {booking.actor,
                          "placing taken back",
                          "bank_line",
                          placing.line.value,
                          {},
                          placing.reason,
                          std::string{what}},
                         booking.now);
}

void take_back_elsewhere(store::Store& store, const Placing& placing,
                         const ledger::Booking& booking) {
    const auto rows = reversals_of(
        living(ledger::transfers_of_cause(store.session(), "bank_placing", placing.id.value)));
    store.in_transaction([&](store::Transaction& tx) {
        if (!end_placing(tx, placing.id, booking.actor.account, booking.now) ||
            !take_out_of_line(tx, placing.line, placing.amount.minor))
            throw Refused{{Reason::already_decided}};
        if (placing.kind == Kind::reclaim &&
            !gift_aid::move_reclaimed(tx, gift_aid::ScheduleId{placing.about},
                                      -placing.amount.minor))
            throw Refused{{Reason::already_decided}};
        ledger::append_transfers(tx, rows, booking);
        add_rows_to_tallies(tx, rows, booking.now);
        note_taken_back(tx, placing, kind_name(placing.kind), booking);
    });
}

// The line that was taken for one marked by hand counts on its own again.
void take_back_known(store::Store& store, const Placing& placing, const ledger::Booking& booking) {
    const auto rows = reversals_of(
        living(ledger::transfers_of_cause(store.session(), "bank_line", placing.line.value)));
    store.in_transaction([&](store::Transaction& tx) {
        if (!end_placing(tx, placing.id, booking.actor.account, booking.now) ||
            !revive_line(tx, placing.line) || !unlearn_line(tx, placing.line, placing.gift))
            throw Refused{{Reason::already_decided}};
        ledger::append_transfers(tx, rows, booking);
        note_taken_back(tx, placing, "marked by hand", booking);
    });
}

}  // namespace

void take_back_placing(store::Store& store, PlacingId id, const people::Actor& actor, Instant now) {
    auto& session = store.session();
    const auto placing = find_placing(session, id);
    if (!placing) throw Refused{{Reason::not_found}};
    if (placing->is_undone) throw Refused{{Reason::already_decided}};
    const auto zone = session.one("SELECT time_zone FROM organisation WHERE id = 1");
    const ledger::Booking booking{actor, now, language::date_in(now, zone->text("time_zone")),
                                  "placing taken back"};
    if (placing->kind == Kind::payout || placing->kind == Kind::refund)
        return take_back_expected(store, *placing, booking);
    if (placing->kind == Kind::by_hand) return take_back_known(store, *placing, booking);
    if (placing->kind == Kind::deposit || placing->kind == Kind::float_drawn)
        return take_back_deposit(store, *placing, actor, now);
    if (placing->gift) return take_back_from_gift(store, *placing, booking);
    take_back_elsewhere(store, *placing, booking);
}

void take_back_placings_of(store::Store& store, ImportId import, const people::Actor& actor,
                           Instant now) {
    for (const auto id : living_placings_of(store.session(), import))
        take_back_placing(store, id, actor, now);
}

}  // namespace bank
