// Import: one statement of one account as it was booked; drafts and profiles that lead to it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/bank/csv_profile.h"
#include "campaign/bank/line.h"
#include "campaign/store/database.h"

namespace bank {

struct Import {
    ImportId id;
    BankAccountId account;
    std::string file_name, format, statement_id;
    Currency currency;
    std::optional<Date> from, until;
    std::optional<std::int64_t> opening, closing;
    std::int64_t sum = 0;
    int lines_new = 0, lines_known = 0, lines_of_others = 0;
    AccountId made_by;
    std::string made_by_name;
    Instant made_at;
    std::optional<Instant> undone_at;
};

void insert_import(store::Transaction&, const Import&);
bool end_import(store::Transaction&, ImportId, AccountId by, Instant now);  // False: it was before.
std::optional<Import> find_import(store::Session&, ImportId);
std::vector<Import> recent_imports(store::Session&, int limit);

struct Seen {
    int number;
    LineId line;
    std::string how;
};
void insert_seen(store::Transaction&, ImportId, const std::vector<Seen>&);

std::int64_t book_version(store::Session&, BankAccountId);
// False where another file of this account was booked since then.
bool turn_page(store::Transaction&, BankAccountId, std::int64_t version);

// Digests of lines that are not ours (of a shared account).
void insert_strangers(store::Transaction&, BankAccountId, ImportId,
                      const std::vector<std::string>& fingerprints);
void forget_strangers_of(store::Transaction&, ImportId);

// A draft is sealed under its token, which only its uploader's address holds.
constexpr int draft_minutes = 60;
struct Draft {
    std::string name, bytes;
};
void insert_draft(store::Transaction&, const std::string& token, const Draft&, AccountId made_by,
                  Instant now);
std::optional<Draft> find_draft(store::Session&, const std::string& token, AccountId, Instant now);
void remove_draft(store::Transaction&, const std::string& token);
void remove_old_drafts(store::Transaction&, Instant now);

std::vector<CsvProfile> saved_profiles(store::Session&);  // By name.
void keep_profile(store::Transaction&, const CsvProfile&, AccountId made_by, Instant now);

}  // namespace bank
