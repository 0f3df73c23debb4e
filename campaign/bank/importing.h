// Importing: a bank's statements become lines of ours, each once and for all.
//
// A plan says what would happen and writes nothing: that is the preview and the dry run. Booking
// makes the plan again and turns the account's page in the same unit of work, so two people who
// book the same file at once book it once. Of a shared account only lines that are ours are booked;
// of the others a digest is kept. Undoing reverses: nothing is ever removed.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "campaign/bank/import.h"
#include "campaign/bank/mention.h"
#include "campaign/organisation/bank_account.h"
#include "campaign/people/role.h"

namespace bank {

enum class Fate { fresh, known, of_others };

struct PlannedLine {
    Fate fate = Fate::fresh;
    std::optional<Pairing> same = {};  // Of a known one; its line is 0 if it stands in this file.
    bool is_exact = false;             // It names a gift that waits for it.
};

enum class Trouble {
    unknown_account,  // No account of ours has this number, or it is not in use.
    other_currency,
    does_not_add_up,  // Opening and lines are not closing: something is missing.
    gap_before,       // The statement before it ended with another balance.
    no_lines
};

struct ImportPlan {
    Statement statement;
    std::optional<organisation::BankAccount> account = {};
    std::vector<PlannedLine> lines = {};  // One for each of the statement's.
    std::vector<Trouble> troubles = {};
    std::optional<std::int64_t> closing_before = {};
    std::int64_t version = 0;

    int count(Fate) const;
    bool has(Trouble) const;
    bool may_be_booked() const;  // A gap alone is no obstacle: files come in any order.
};

struct ImportRules {
    BankAccountId account = {};  // Where the file does not say, or 0.
    // Of a shared account, lines that a person said are ours: the statement's place in the file,
    // from 0, and the line's number.
    std::set<std::pair<std::size_t, int>> ours = {};
};

std::vector<ImportPlan> plan_imports(store::Session&, const std::vector<Statement>&,
                                     const ImportRules&);

struct Booked {
    std::vector<ImportId> imports = {};
    int fresh = 0, known = 0, of_others = 0;
};
// Books what may be booked. Refuses with not_a_valid_value, field "file", where a statement may not
// be, or where there is nothing at all: then nothing of the file is booked.
Booked book_statements(store::Store&, const std::vector<Statement>&, const std::string& file_name,
                       const ImportRules&, const people::Actor&, Instant now);

// Reverses the lines that this import brought. Refuses with already_decided where one of them has
// found its place: that is taken back first.
void undo_import(store::Store&, ImportId, const people::Actor&, Instant now);

// Keeps a file until it was looked through; returns the token by which it is found.
std::string keep_draft(store::Store&, const Draft&, const people::Actor&, Instant now);
void discard_draft(store::Store&, const std::string& token);
void save_profile(store::Store&, const CsvProfile&, const people::Actor&, Instant now);

}  // namespace bank
