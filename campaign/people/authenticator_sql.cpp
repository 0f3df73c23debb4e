#include "campaign/people/authenticator.h"
#include "campaign/words/token.h"

namespace people {

namespace {

constexpr std::size_t code_letters = 16, group_letters = 4;

std::string recovery_digest(AccountId account, const std::string& letters) {
    return sha256_hex("recovery\n" + std::to_string(account.value) + "\n" + letters);
}

// As people copy it from paper: any case, O for 0, I and L for 1, dashes and spaces anywhere.
std::string letters_of(std::string_view typed) {
    std::string letters;
    for (auto c : typed) {
        if (c == ' ' || c == '-') continue;
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == 'o') c = '0';
        if (c == 'i' || c == 'l') c = '1';
        letters += c;
    }
    return letters;
}

std::string in_groups(const std::string& letters) {
    std::string text;
    for (std::size_t at = 0; at < letters.size(); ++at) {
        if (at > 0 && at % group_letters == 0) text += '-';
        text += letters[at];
    }
    return text;
}

}  // namespace

std::optional<Authenticator> find_authenticator(store::Session& session, AccountId account) {
    const auto row = session.one(
        "SELECT secret, pending, confirmed_at FROM authenticator WHERE account_id = ?", account);
    if (!row) return {};
    return Authenticator{row->text("secret"), row->text("pending"),
                         row->maybe_instant("confirmed_at")};
}

void keep_pending_secret(store::Transaction& tx, AccountId account, const std::string& secret) {
    tx.run(
        "INSERT INTO authenticator (account_id, pending) VALUES (?, ?)"
        " ON DUPLICATE KEY UPDATE pending = VALUES(pending)",
        account, secret);
}

bool confirm_secret(store::Transaction& tx, AccountId account, const std::string& secret,
                    std::int64_t step, Instant now) {
    return tx.run(
               "UPDATE authenticator SET secret = pending, pending = '', confirmed_at = ?,"
               " last_step = ? WHERE account_id = ? AND pending = ? AND pending <> ''",
               now, step, account, secret) == 1;
}

bool use_step(store::Transaction& tx, AccountId account, std::int64_t step) {
    return tx.run(
               "UPDATE authenticator SET last_step = ?"
               " WHERE account_id = ? AND last_step < ? AND confirmed_at IS NOT NULL",
               step, account, step) == 1;
}

void remove_authenticator(store::Transaction& tx, AccountId account) {
    tx.run("DELETE FROM authenticator WHERE account_id = ?", account);
    tx.run("DELETE FROM recovery_code WHERE account_id = ?", account);
}

std::vector<std::string> replace_recovery_codes(store::Transaction& tx, AccountId account,
                                                Instant now) {
    tx.run("DELETE FROM recovery_code WHERE account_id = ?", account);
    std::vector<std::string> codes;
    for (int i = 0; i < recovery_codes; ++i) {
        const auto letters = random_token().substr(0, code_letters);
        tx.run("INSERT INTO recovery_code (digest, account_id, made_at) VALUES (?, ?, ?)",
               recovery_digest(account, letters), account, now);
        codes.push_back(in_groups(letters));
    }
    return codes;
}

bool use_recovery_code(store::Transaction& tx, AccountId account, std::string_view typed,
                       Instant now) {
    return tx.run(
               "UPDATE recovery_code SET used_at = ?"
               " WHERE digest = ? AND account_id = ? AND used_at IS NULL",
               now, recovery_digest(account, letters_of(typed)), account) == 1;
}

int count_recovery_codes(store::Session& session, AccountId account) {
    const auto row = session.one(
        "SELECT COUNT(*) AS n FROM recovery_code WHERE account_id = ? AND used_at IS NULL",
        account);
    return static_cast<int>(row->number("n"));
}

}  // namespace people
