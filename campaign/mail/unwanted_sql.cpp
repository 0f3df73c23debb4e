#include "campaign/mail/bounce.h"
#include "campaign/mail/unwanted.h"
#include "campaign/words/token.h"

namespace mail {

std::string mailbox_digest(store::Session& session, const std::string& address) {
    std::string small;
    for (const char c : address)
        small += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return hmac_sha256_hex(mail_secret(session), "mailbox " + small);
}

bool is_unwanted(store::Session& session, const std::string& digest) {
    return session.one("SELECT refused_at FROM mail_refusal WHERE recipient_digest = ?", digest)
        .has_value();
}

void insert_unwanted(store::Transaction& tx, const std::string& digest, Instant now) {
    tx.run("INSERT IGNORE INTO mail_refusal (recipient_digest, refused_at) VALUES (?, ?)", digest,
           now);
}

bool is_between_people(Kind kind) {
    return kind == Kind::appeal || kind == Kind::thank_you || kind == Kind::remembered;
}

}  // namespace mail
