#include <algorithm>

#include "campaign/organisation/bank_account.h"

namespace organisation {

namespace {

// Every column of a bank account, read by account_from() and nowhere else.
const std::string select_account =
    "SELECT id, label, holder, iban, bic, currency, is_shared, state, proposed_by, proposed_at,"
    " decided_by, replaces, version FROM bank_account ";

BankAccount account_from(const store::Row& row) {
    BankAccount account;
    account.id = row.id<BankAccountId>("id");
    account.label = row.text("label"), account.holder = row.text("holder");
    account.iban = row.text("iban"), account.bic = row.text("bic");
    account.currency = currency_of(row.text("currency"));
    account.is_shared = row.flag("is_shared"), account.state = row.text("state");
    account.proposed_by = row.id<AccountId>("proposed_by");
    account.decided_by = row.id<AccountId>("decided_by");
    account.proposed_at = row.instant("proposed_at");
    account.replaces = row.id<BankAccountId>("replaces");
    account.version = static_cast<int>(row.number("version"));
    return account;
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string packed(std::string_view typed) {
    std::string text;
    for (const auto c : typed)
        if (c != ' ') text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
}

}  // namespace

std::optional<std::string> read_iban(std::string_view typed) {
    constexpr std::size_t shortest = 15, longest = 34;
    if (typed.size() > 2 * longest) return {};
    const auto iban = packed(typed);
    if (iban.size() < shortest || iban.size() > longest) return {};
    if (!is_upper(iban[0]) || !is_upper(iban[1]) || !is_digit(iban[2]) || !is_digit(iban[3]))
        return {};
    int remainder = 0;
    for (const auto c : iban.substr(4) + iban.substr(0, 4)) {
        if (!is_upper(c) && !is_digit(c)) return {};
        const auto value = is_upper(c) ? c - 'A' + 10 : c - '0';
        remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    if (remainder != 1) return {};
    return iban;
}

std::optional<std::string> read_bic(std::string_view typed) {
    constexpr std::size_t short_form = 8, long_form = 11;
    if (typed.size() > 2 * long_form) return {};
    const auto bic = packed(typed);
    if (bic.empty()) return bic;
    if (bic.size() != short_form && bic.size() != long_form) return {};
    const auto is_letters = std::all_of(bic.begin(), bic.begin() + 6, is_upper);
    const auto is_rest = std::all_of(bic.begin() + 6, bic.end(),
                                     [](char c) { return is_upper(c) || is_digit(c); });
    if (!is_letters || !is_rest) return {};
    return bic;
}

std::optional<BankAccount> find_bank_account(store::Session& session, BankAccountId id) {
    const auto row = session.one(select_account + "WHERE id = ?", id.value);
    if (!row) return {};
    return account_from(*row);
}

std::vector<BankAccount> all_bank_accounts(store::Session& session) {
    std::vector<BankAccount> accounts;
    for (const auto& row : session.all(
             select_account + "ORDER BY FIELD(state, 'active', 'proposed', 'ended', 'refused'),"
                              " proposed_at DESC LIMIT ?",
             accounts_max))
        accounts.push_back(account_from(row));
    return accounts;
}

}  // namespace organisation
