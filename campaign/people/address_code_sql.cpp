#include "campaign/people/address_code.h"
#include "campaign/words/token.h"

namespace people {

namespace {

constexpr int digits = 6;

// Every one of the million equally often: what is left over at the top is drawn again.
std::string random_digits() {
    constexpr std::uint32_t count = 1'000'000, fair_below = 16'000'000;
    for (;;) {
        std::uint32_t drawn = 0;
        for (const unsigned char byte : random_bytes(3)) drawn = drawn << 8 | byte;
        if (drawn >= fair_below) continue;
        const auto text = std::to_string(drawn % count);
        return std::string(digits - text.size(), '0') + text;
    }
}

const std::string select_code =
    "SELECT id, email, code_digest, language, tries_left FROM sign_in_code"
    " WHERE used_at IS NULL AND expires_at > ? ";

std::optional<AddressCode> code_from(const std::optional<store::Row>& row) {
    if (!row) return {};
    return AddressCode{row->number("id"), row->text("email"), row->text("code_digest"),
                       row->text("language"), static_cast<int>(row->number("tries_left"))};
}

}  // namespace

CodeSecrets random_code_secrets() { return {random_digits(), random_token(), random_token()}; }

std::string code_digest_of(const std::string& browser_secret, std::string_view typed) {
    return hmac_sha256_hex(browser_secret, "code\n" + std::string{typed});
}

void insert_address_code(store::Transaction& tx, const AddressCode& made,
                         const CodeSecrets& secrets, Instant now) {
    tx.run(
        "INSERT INTO sign_in_code (id, email, browser_digest, code_digest, link_digest, language,"
        " tries_left, made_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        made.id, made.email, sha256_hex(secrets.browser),
        code_digest_of(secrets.browser, secrets.digits), sha256_hex(secrets.link), made.language,
        tries_max, now, now + std::chrono::minutes{code_minutes});
}

std::optional<AddressCode> find_code_of_browser(store::Session& session, const std::string& secret,
                                                Instant now) {
    return code_from(session.one(select_code + "AND browser_digest = ?", now, sha256_hex(secret)));
}

std::optional<AddressCode> find_code_of_link(store::Session& session, const std::string& link,
                                             Instant now) {
    return code_from(session.one(select_code + "AND link_digest = ?", now, sha256_hex(link)));
}

bool take_code_try(store::Transaction& tx, const std::string& browser_secret, Instant now) {
    return tx.run(
               "UPDATE sign_in_code SET tries_left = tries_left - 1 WHERE browser_digest = ?"
               " AND used_at IS NULL AND expires_at > ? AND tries_left > 0",
               sha256_hex(browser_secret), now) == 1;
}

bool use_address_code(store::Transaction& tx, const AddressCode& code, Instant now) {
    const auto is_first = tx.run(
                              "UPDATE sign_in_code SET used_at = ?"
                              " WHERE id = ? AND used_at IS NULL AND expires_at > ?",
                              now, code.id, now) == 1;
    if (is_first)
        tx.run("UPDATE sign_in_code SET used_at = ? WHERE email = ? AND used_at IS NULL", now,
               code.email);
    return is_first;
}

void remove_old_codes(store::Transaction& tx, Instant now) {
    constexpr int at_once_max = 500, kept_hours = 24;
    tx.run("DELETE FROM sign_in_code WHERE expires_at < ? LIMIT ?",
           now - std::chrono::hours{kept_hours}, at_once_max);
}

}  // namespace people
