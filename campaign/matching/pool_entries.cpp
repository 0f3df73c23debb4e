#include "campaign/matching/pool_entries.h"

#include <algorithm>

#include "campaign/words/check.h"

namespace matching {

namespace {

using ledger::Event;
using ledger::NewTransfer;

struct Sides {
    Event event;
    std::string debit, credit;
};

NewTransfer row_of(const Pool& pool, FundId fund, const Sides& sides, std::int64_t minor) {
    NewTransfer row;
    row.event = sides.event, row.debit = sides.debit, row.credit = sides.credit;
    row.amount = pool.money(minor);
    row.purpose = {pool.campaign, fund, "matching", "transfer", true};
    row.cause_type = "pool", row.cause_id = pool.id.value;
    return row;
}

NewTransfer of_match(NewTransfer row, const Draw& draw, const char* step) {
    row.cause_type = "match", row.cause_id = draw.match.id.value, row.given_at = draw.given_at;
    row.effect_key = "match:" + std::to_string(draw.match.id.value) + ":" + step + ":v" +
                     std::to_string(draw.match.version);
    return row;
}

NewTransfer of_line(NewTransfer row, const Movement& movement, const char* step) {
    row.bank_date = movement.bank_date;
    row.effect_key =
        "pool:" + std::to_string(row.cause_id) + ":" + step + ":" + std::to_string(movement.line);
    return row;
}

NewTransfer bank_row(const Movement& movement, const Sides& sides, Money amount) {
    NewTransfer row;
    row.event = sides.event, row.debit = sides.debit, row.credit = sides.credit;
    row.amount = amount, row.bank_date = movement.bank_date;
    row.cause_type = "bank_line", row.cause_id = movement.line;
    row.effect_key = "bank_line:" + std::to_string(movement.line) + ":12";
    return row;
}

std::string own_account(const Movement& movement) {
    return "bank:" + std::to_string(movement.account.value);
}

// Of what falls in a pool that is not prepaid: so much was still to come, the rest was paid.
std::int64_t released_of(const Pool& pool, std::int64_t falls) {
    return std::clamp<std::int64_t>(pool.open(), 0, falls);
}

}  // namespace

std::vector<NewTransfer> rows_when_drawn(const Pool& pool, const Draw& draw) {
    const auto moves = draw.match.earned - draw.before;
    std::vector<NewTransfer> rows;
    const auto add = [&](const char* step, const Sides& sides, std::int64_t minor) {
        if (minor > 0) rows.push_back(of_match(row_of(pool, draw.fund, sides, minor), draw, step));
    };
    if (pool.is_prepaid) {
        add("18e", {Event::pool_moved, "advance", "income:matching"}, moves);
        add("18f", {Event::pool_moved, "returned:matching", "advance"}, -moves);
        return rows;
    }
    add("1", {Event::promised, "promised", "memo"}, moves);
    if (moves >= 0) return rows;
    const auto released = released_of(pool, -moves);
    add("2", {Event::promise_ended, "memo", "promised"}, released);
    add("9a", {Event::refunded, "returned:matching", "refund_due"}, -moves - released);
    return rows;
}

void move_by(Pool& pool, const Draw& draw) {
    const auto moves = draw.match.earned - draw.before;
    if (!pool.is_prepaid && moves < 0) pool.owed += -moves - released_of(pool, -moves);
    pool.earned += moves;
}

std::vector<NewTransfer> rows_when_paid(const Pool& pool, const Movement& movement) {
    const auto& amount = movement.amount;
    check(amount.minor > 0, "what is paid is more than nothing");
    std::vector<NewTransfer> rows{
        bank_row(movement, {Event::bank_line, own_account(movement), "unplaced"}, amount)};
    const auto add = [&](const char* step, const Sides& sides) {
        rows.push_back(of_line(row_of(pool, movement.fund, sides, amount.minor), movement, step));
    };
    if (pool.is_prepaid) {
        add("18p", {Event::pool_moved, "unplaced", "advance"});
        return rows;
    }
    check(amount.minor <= pool.open(), "a sponsor pays at most what is open");
    add("2", {Event::promise_ended, "memo", "promised"});
    add("13", {Event::line_placed, "unplaced", "income:matching"});
    return rows;
}

std::vector<NewTransfer> rows_when_repaid(const Pool& pool, const Movement& movement) {
    const auto amount = -movement.amount;
    check(amount.minor > 0 && amount.minor <= pool.to_repay(), "only what is owed goes back");
    return {of_line(row_of(pool, movement.fund, {Event::refunded, "refund_due", "unplaced"},
                           amount.minor),
                    movement, "9b"),
            bank_row(movement, {Event::bank_line, "unplaced", own_account(movement)}, amount)};
}

std::vector<NewTransfer> rows_when_settled(const Pool& pool, FundId fund) {
    if (pool.rest() == 0) return {};
    const bool is_kept = pool.remainder == Remainder::kept;
    auto row = row_of(pool, fund,
                      {Event::pool_moved, "advance", is_kept ? "income:matching" : "refund_due"},
                      pool.rest());
    // Once for each sum of what was settled so far: later refunds may leave another rest.
    row.effect_key =
        "pool:" + std::to_string(pool.id.value) + ":18r:" + std::to_string(pool.kept + pool.owed);
    return {row};
}

}  // namespace matching
