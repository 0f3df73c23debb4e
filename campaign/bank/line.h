// Line: one movement on a statement of ours, as it is kept, with how much of it has its place.
//
// Every line is booked once, in or out, against `unplaced` (event 12), and moves on from there by
// placings (event 13). It never changes but for these; taken back, it is reversed and stays.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/bank/sameness.h"
#include "campaign/ledger/transfer.h"
#include "campaign/store/database.h"

namespace bank {

using LineId = Id<struct BankLineEntity>;
using ImportId = Id<struct BankImportEntity>;

struct Line : StatementLine {
    LineId id;
    BankAccountId account;
    ImportId import;     // 0: marked by hand.
    std::string family;  // camt, csv, hand
    std::string statement_reference;
    GiftId hand_gift;         // By hand: what it was marked for.
    std::int64_t placed = 0;  // Of |amount|.
    bool is_undone = false;
    int version = 1;

    Money open() const;  // What of it has no place yet; never negative.
};

constexpr int lines_shown_max = 200;

// Which of its columns one insert takes, and the rows of the ledger (event 12) beside it.
struct NewLine {
    LineId id;
    StatementLine line;
    std::string fingerprint;
};
void insert_lines(store::Transaction&, BankAccountId, ImportId, const std::string& family,
                  const std::vector<NewLine>&, AccountId made_by, Instant now);
ledger::NewTransfer row_when_imported(BankAccountId, const NewLine&);

std::optional<Line> find_line(store::Session&, LineId);
std::vector<Line> open_lines(store::Session&, int limit);  // Oldest day first.
std::int64_t count_open_lines(store::Session&);
std::vector<Line> lines_of_import(store::Session&, ImportId, LineId after, int limit);

// Those of an account between two days, with what they are known by.
struct KnownSearch {
    BankAccountId account;
    Date from, until;
};
std::vector<KnownLine> known_lines(store::Session&, const KnownSearch&);

// For suggestions: whose gifts this account paid before, and lines marked by hand that this one may
// be (same account and amount, within ten days, seen on no statement).
std::vector<std::string> emails_of_account(store::Session&, const std::string& iban, int limit);
std::vector<Line> lines_by_hand_like(store::Session&, const Line&);

// Lines from files that somebody may be marking by hand just now: of these days, the nearest first.
struct HandSearch {
    BankAccountId account;
    Money amount;
    Date day;
};
std::vector<Line> imported_lines_like(store::Session&, const HandSearch&);

// A line that was marked by hand has been found on a statement: it is known by that from now on.
bool complete_line(store::Transaction&, LineId, const std::string& family, const StatementLine&);
// False where somebody was faster, or not that much of it is open.
bool place_in_line(store::Transaction&, const Line&, std::int64_t minor);
bool take_out_of_line(store::Transaction&, LineId, std::int64_t minor);
// The other way of complete_line() and end_line().
bool unlearn_line(store::Transaction&, LineId imported, GiftId by_hand);
bool revive_line(store::Transaction&, LineId);
bool end_line(store::Transaction&, const Line&, AccountId by, Instant now);

}  // namespace bank
