// BankAccount: where gifts by transfer go. Entered by one person, agreed to by another; only then
// is money asked to it. It is never changed: a new one replaces it, by two people again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/money.h"

namespace organisation {

constexpr std::size_t holder_max = 70, label_max = 60;  // EPC069-12 allows a name of 70.
constexpr int bank_accounts_max = 100;

enum class Sharing { own, shared };  // shared: only lines that are ours are booked.
enum class AccountState { proposed, active, refused, ended };

struct BankAccount {
    BankAccountId id;
    std::string label, holder, iban, bic;
    Currency currency;
    Sharing sharing = Sharing::own;
    AccountState state = AccountState::proposed;
    AccountId proposed_by, decided_by = {};
    BankAccountId replaces = {};  // That ends when this one is agreed to.
};

// The account itself, or the one in use that replaced it since. Nothing if it ended without one.
std::optional<BankAccount> find_account_in_use(store::Session&, BankAccountId);
std::vector<BankAccount> all_bank_accounts(store::Session&);  // Newest first.
std::vector<BankAccount> active_bank_accounts(store::Session&);
std::optional<BankAccount> find_bank_account(store::Session&, BankAccountId);

void insert_bank_account(store::Transaction&, const BankAccount&, Instant now);
// False if it was decided before. ConstraintBroken(bank_account_is_changed_by_two_people) if
// decided_by is the one who proposed it.
bool decide_proposed_account(store::Transaction&, const BankAccount& decided, Instant now);
void end_bank_account(store::Transaction&, BankAccountId);

}  // namespace organisation
