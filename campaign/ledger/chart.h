// The chart of accounts and of events: which accounts there are, and what each event may move.
//
// An account is a class with, for some, a part after the colon: "income:gift", "bank:17",
// "clearing:desk". The event numbers are those of docs/data_model.md and never change, because
// rows that carry them are append only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ledger {

// The class of an account: what stands before the colon.
std::string_view account_class(std::string_view account);
// Is it an account of the chart? "income:tombola" is not.
bool is_account(std::string_view account);

enum class Event {
    promised = 1,
    promise_ended = 2,
    declared = 3,
    declaration_ended = 4,
    captured = 5,
    provider_fee = 6,
    payout_announced = 7,
    payout_placed = 8,
    refunded = 9,
    disputed = 10,
    quarantined = 11,
    bank_line = 12,
    line_placed = 13,
    counted = 14,
    count_corrected = 15,
    deposited = 16,
    float_moved = 17,
    pool_moved = 18,
    given_in_kind = 19,
    tax_reclaimed = 20,
    reversed = 21,
};

struct EventRow {
    Event event;
    std::string_view debit, credit;  // Account classes; "income", "returned" stand for every kind.
    std::string_view words;          // Said on the page that explains a number.
};

const std::vector<EventRow>& all_events();
// May this event move from that debit to that credit? A reversal may swap any pair of the chart.
bool is_event(Event, std::string_view debit, std::string_view credit);
std::string_view event_words(Event, std::string_view debit, std::string_view credit);

}  // namespace ledger
