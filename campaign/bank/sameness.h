// Sameness: which lines of a file are here already. Pure; it is what keeps a line from being booked
// twice, whatever the order, the overlap or the format of the files.
//
// Lines are paired one to one, the surest sign first: the bank's own reference and amount; then
// day, amount, account and words; then, between two formats that write words differently, the same
// with one part empty or within the other; then a line that was marked by hand and names the same
// gift or the same reference. True twins (two equal gifts of one person on one day) pair by their
// count. A batch that came as one sum is the same as its parts.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "campaign/bank/statement.h"
#include "campaign/words/id.h"

namespace bank {

// A line that is booked, with what it may be known by.
struct KnownLine {
    std::int64_t id = 0;
    StatementLine line;
    std::string family = {};  // camt or csv, whose references can be compared; "hand": typed by
                              // somebody, and seen on no statement yet.
    std::string gift_reference = {};       // By hand: of the gift it was marked for,
    std::string statement_reference = {};  // and what was typed to name it.
};

enum class Sign { reference, facts, alike, by_hand, batch };
std::string_view sign_name(Sign);

struct Pairing {
    std::int64_t line = 0;  // Of the known one.
    Sign sign = Sign::reference;
};

// For each line of the statement what it is, or nothing where it is new.
std::vector<std::optional<Pairing>> pair_lines(const Statement&, const std::vector<KnownLine>&);

// A digest by which a line of somebody else is known again, and by nothing else. Twins count up.
std::string fingerprint_of(BankAccountId, const StatementLine&, int twin);
// Each line's place among its equals, from 0.
std::vector<int> twins_in(const std::vector<StatementLine>&);

}  // namespace bank
