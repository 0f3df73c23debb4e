// BankAccount: where transfers go. Proposed by one person and decided by another; never edited: a
// change is a new one that replaces the old.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/money.h"

namespace organisation {

struct BankAccount {
    BankAccountId id;
    std::string label, holder, iban, bic;
    Currency currency;
    bool is_shared = false;  // With others: of lines that are not ours only a fingerprint is kept.
    std::string state;       // proposed, active, refused, ended
    AccountId proposed_by, decided_by;
    Instant proposed_at;
    BankAccountId replaces;
    int version = 1;
};

constexpr std::size_t label_max = 60, holder_max = 70;
constexpr int accounts_max = 100;

// ISO 13616: upper case, no spaces, check digits by ISO 7064. Nothing if it is not one.
std::optional<std::string> read_iban(std::string_view typed);
std::optional<std::string> read_bic(std::string_view typed);  // ISO 9362; empty text is fine.

std::optional<BankAccount> find_bank_account(store::Session&, BankAccountId);
std::vector<BankAccount> all_bank_accounts(store::Session&);  // Those in use first.

}  // namespace organisation
