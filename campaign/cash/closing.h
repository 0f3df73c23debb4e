// Closing: what two people counted becomes income (event 14), gift by gift.
//
// The named gifts are set to what was found of them; nothing is spread. What they declared is
// released in the same step (event 4). Rows that make more than the count refuse it: somebody says
// which row is less. What nobody claims is income:cash_over. Change that lies inside goes back to
// float, vouchers are costs (event 17). A recount books only what differs from before (event 15).
#pragma once

#include "campaign/cash/count.h"
#include "campaign/people/role.h"

namespace cash {

// Closure: what closing would book, for the page that asks.
struct Closure {
    Bag bag;
    Found found;
    std::vector<Envelope> envelopes;
    std::vector<std::vector<SheetRow>> rows;  // Of each envelope.
    std::int64_t named = 0;                   // The rows together, minor units.

    // Sheets whose control total is not what was found of their rows: closing wants a reason.
    bool differs_from_sheets() const;
    bool wants_reason() const {
        return bag.is_recount ? difference() != 0 : surplus() > 0 || differs_from_sheets();
    }
    std::int64_t surplus() const { return found.gifts() - named; }  // Less than 0: rows too much.
    std::int64_t difference() const { return found.inside() - bag.content; }  // Of a recount.
};
// Of a bag whose counts agree (or were decided); nothing else.
std::optional<Closure> find_closure(store::Session&, BagId);
// Why this person does not close it, so that nobody is offered what would be refused: they typed or
// set a row of its sheets, or brought an envelope of it. A recount is closed by anybody of finance.
std::optional<Refusal> closing_objection(store::Session&, const Bag&, AccountId);

// `reason` is asked for where something is left that nobody claims, or a sheet with a control total
// told something else than was found. Once: twenty at a time close it
// once, the others are refused with already_decided. Nobody closes over their own gifts.
void close_bag(store::Store&, BagId, const std::string& reason, const people::Actor&, Instant now);
// Books the difference, if there is one; then with a reason.
void close_recount(store::Store&, BagId, const std::string& reason, const people::Actor&,
                   Instant now);

}  // namespace cash
