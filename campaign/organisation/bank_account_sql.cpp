#include "campaign/organisation/bank_account.h"

#include "campaign/words/check.h"

namespace organisation {

namespace {

const std::string select_account =
    "SELECT id, label, holder, iban, bic, currency, is_shared, state, proposed_by, decided_by,"
    "       replaces"
    "  FROM bank_account ";

AccountState state_from(const std::string& text) {
    if (text == "active") return AccountState::active;
    if (text == "refused") return AccountState::refused;
    return text == "ended" ? AccountState::ended : AccountState::proposed;
}

std::string state_text(AccountState state) {
    switch (state) {
        case AccountState::proposed:
            return "proposed";
        case AccountState::active:
            return "active";
        case AccountState::refused:
            return "refused";
        case AccountState::ended:
            return "ended";
    }
    return {};
}

BankAccount account_from(const store::Row& row) {
    return {row.id<BankAccountId>("id"),
            row.text("label"),
            row.text("holder"),
            row.text("iban"),
            row.text("bic"),
            currency_of(row.text("currency")),
            row.flag("is_shared") ? Sharing::shared : Sharing::own,
            state_from(row.text("state")),
            row.id<AccountId>("proposed_by"),
            row.id<AccountId>("decided_by"),
            row.id<BankAccountId>("replaces")};
}

std::vector<BankAccount> accounts_from(const std::vector<store::Row>& rows) {
    std::vector<BankAccount> accounts;
    for (const auto& row : rows) accounts.push_back(account_from(row));
    return accounts;
}

}  // namespace

std::optional<BankAccount> find_account_in_use(store::Session& session, BankAccountId id) {
    constexpr int changes_max = 20;
    for (int i = 0; i < changes_max; ++i) {
        const auto account = find_bank_account(session, id);
        if (!account || account->state == AccountState::active) return account;
        const auto next = session.one(
            "SELECT id FROM bank_account WHERE replaces = ? AND state IN"
            " ('active', 'ended') ORDER BY decided_at DESC LIMIT 1",
            id.value);
        if (!next) return {};
        id = next->id<BankAccountId>("id");
    }
    return {};
}

std::vector<BankAccount> all_bank_accounts(store::Session& session) {
    return accounts_from(
        session.all(select_account + "ORDER BY id DESC LIMIT ?", bank_accounts_max));
}

std::vector<BankAccount> active_bank_accounts(store::Session& session) {
    return accounts_from(session.all(
        select_account + "WHERE state = 'active' ORDER BY id DESC LIMIT ?", bank_accounts_max));
}

std::optional<BankAccount> find_bank_account(store::Session& session, BankAccountId id) {
    const auto row = session.one(select_account + "WHERE id = ?", id);
    if (!row) return {};
    return account_from(*row);
}

void insert_bank_account(store::Transaction& tx, const BankAccount& account, Instant now) {
    tx.run(
        "INSERT INTO bank_account (id, label, holder, iban, bic, currency, is_shared, state,"
        " proposed_by, proposed_at, replaces) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        account.id, account.label, account.holder, account.iban, account.bic,
        account.currency.text(), account.sharing == Sharing::shared, state_text(account.state),
        account.proposed_by, now, account.replaces);
}

bool decide_proposed_account(store::Transaction& tx, const BankAccount& decided, Instant now) {
    check(decided.state != AccountState::proposed, "a decision is yes or no");
    return tx.run(
               "UPDATE bank_account SET state = ?, decided_by = ?, decided_at = ?,"
               " version = version + 1 WHERE id = ? AND state = 'proposed'",
               state_text(decided.state), decided.decided_by, now, decided.id) == 1;
}

void end_bank_account(store::Transaction& tx, BankAccountId id) {
    tx.run(
        "UPDATE bank_account SET state = 'ended', version = version + 1"
        " WHERE id = ? AND state = 'active'",
        id);
}

}  // namespace organisation
