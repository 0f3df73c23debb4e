#include "campaign/people/passkey.h"
#include "campaign/words/token.h"

namespace people {

namespace {

const std::string select_passkey =
    "SELECT id, account_id, credential, public_key, algorithm, counter, name, made_at, used_at"
    "  FROM passkey ";

Passkey passkey_from(const store::Row& row) {
    return {row.id<PasskeyId>("id"),
            row.id<AccountId>("account_id"),
            row.text("credential"),
            row.text("public_key"),
            static_cast<int>(row.number("algorithm")),
            row.number("counter"),
            row.text("name"),
            row.instant("made_at"),
            row.maybe_instant("used_at")};
}

}  // namespace

void insert_challenge(store::Transaction& tx, const std::string& challenge, AccountId account,
                      Instant now) {
    tx.run("INSERT INTO passkey_challenge (digest, account_id, expires_at) VALUES (?, ?, ?)",
           sha256_hex(challenge), account, now + std::chrono::minutes{challenge_minutes});
}

bool use_challenge(store::Transaction& tx, const std::string& challenge, AccountId account,
                   Instant now) {
    return tx.run(
               "DELETE FROM passkey_challenge"
               " WHERE digest = ? AND account_id <=> ? AND expires_at > ?",
               sha256_hex(challenge), account, now) == 1;
}

void remove_old_challenges(store::Transaction& tx, Instant now) {
    constexpr int at_once_max = 500;
    tx.run("DELETE FROM passkey_challenge WHERE expires_at < ? LIMIT ?", now, at_once_max);
}

void insert_passkey(store::Transaction& tx, const Passkey& made, Instant now) {
    tx.run(
        "INSERT INTO passkey (id, account_id, credential, credential_digest, algorithm,"
        " public_key, counter, name, made_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        made.id, made.account, made.credential, sha256_hex(made.credential), made.algorithm,
        made.public_key, made.counter, made.name, now);
}

std::optional<Passkey> find_passkey(store::Session& session, const std::string& credential) {
    const auto row =
        session.one(select_passkey + "WHERE credential_digest = ?", sha256_hex(credential));
    if (!row) return {};
    return passkey_from(*row);
}

std::vector<Passkey> passkeys_of(store::Session& session, AccountId account) {
    std::vector<Passkey> keys;
    for (const auto& row :
         session.all(select_passkey + "WHERE account_id = ? ORDER BY made_at, id LIMIT ?", account,
                     passkeys_max))
        keys.push_back(passkey_from(row));
    return keys;
}

bool note_passkey_use(store::Transaction& tx, const Passkey& key, std::int64_t counter,
                      Instant now) {
    return tx.run(
               "UPDATE passkey SET counter = ?, used_at = ? WHERE id = ?"
               " AND (counter < ? OR (counter = 0 AND ? = 0))",
               counter, now, key.id, counter, counter) == 1;
}

bool remove_passkey_of(store::Transaction& tx, AccountId account, PasskeyId id) {
    return tx.run("DELETE FROM passkey WHERE id = ? AND account_id = ?", id, account) == 1;
}

void remove_passkeys_of(store::Transaction& tx, AccountId account) {
    tx.run("DELETE FROM passkey WHERE account_id = ?", account);
}

}  // namespace people
