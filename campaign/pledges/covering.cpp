#include "campaign/pledges/covering.h"

#include "campaign/ledger/tally.h"
#include "campaign/pledges/pledge_tables.h"

namespace pledges {

namespace {

ledger::NewTransfer row_of(const Pledge& pledge, std::int64_t moves) {
    ledger::NewTransfer row;
    row.event = moves > 0 ? ledger::Event::promised : ledger::Event::promise_ended;
    row.debit = moves > 0 ? "promised" : "memo", row.credit = moves > 0 ? "memo" : "promised";
    row.amount = {moves > 0 ? moves : -moves, pledge.amount.currency};
    row.purpose = {pledge.campaign, pledge.fund, "gift", "pledge", true};
    row.cause_type = "pledge", row.cause_id = pledge.id.value;
    row.effect_key = "pledge:" + std::to_string(pledge.id.value) + (moves > 0 ? ":1:" : ":2:") +
                     std::to_string(pledge.steps);
    row.given_at = pledge.made_at;
    return row;
}

}  // namespace

Cover cover_of(const std::vector<ledger::NewTransfer>& rows) {
    Cover cover;
    for (const auto& row : rows) {
        if (row.purpose.kind != "gift") continue;
        const auto minor = row.amount.minor;
        if (row.debit == "promised" || row.debit == "declared") cover.covered += minor;
        if (row.credit == "promised" || row.credit == "declared") cover.covered -= minor;
        if (row.credit == "income:gift") cover.covered += minor, cover.paid += minor;
        if (row.debit == "income:gift") cover.covered -= minor, cover.paid -= minor;
    }
    return cover;
}

void write_sums(store::Transaction& tx, const Pledge& before, Pledge after,
                const ledger::Booking& booking) {
    after.open = open_of(after);
    ++after.steps;
    update_pledge(tx, after);
    const auto moves = after.open.minor - before.open.minor;
    if (after.is_rehearsal || moves == 0) return;
    const std::vector rows{row_of(after, moves)};
    ledger::append_transfers(tx, rows, booking);
    const auto figures = ledger::figures_of_rows(rows);
    ledger::add_to_tally(tx, ledger::tally_of(after.campaign), figures, booking.now);
    ledger::Figures theirs;
    theirs.pledged = figures.pledged;
    if (after.participant)
        ledger::add_to_tally(tx, ledger::tally_of(after.participant, after.campaign), theirs,
                             booking.now);
    if (after.team)
        ledger::add_to_tally(tx, ledger::tally_of(after.team, after.campaign), theirs, booking.now);
}

void cover_pledge(store::Transaction& tx, const giving::Gift& gift,
                  const std::vector<ledger::NewTransfer>& rows, const ledger::Booking& booking) {
    const auto cover = cover_of(rows);
    if (cover.covered == 0 && cover.paid == 0) return;
    const auto before = lock_pledge_of_gift(tx, gift.request_key);
    if (!before) return;
    auto after = *before;
    after.covered = after.covered + Money{cover.covered, after.covered.currency};
    after.paid = after.paid + Money{cover.paid, after.paid.currency};
    write_sums(tx, *before, after, booking);
}

}  // namespace pledges
