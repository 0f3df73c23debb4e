#include "campaign/people/session.h"
#include "campaign/words/token.h"

namespace people {

namespace {

constexpr int grants_max = 200, kept_days = 7, removed_at_once_max = 500;

std::vector<Grant> grants_of(store::Session& session, AccountId account) {
    std::vector<Grant> grants;
    for (const auto& row : session.all("SELECT role, campaign_id FROM account_role"
                                       " WHERE account_id = ? AND ended_at IS NULL LIMIT ?",
                                       account, grants_max))
        if (const auto role = find_role(row.text("role")))
            grants.push_back({*role, row.id<CampaignId>("campaign_id")});
    return grants;
}

}  // namespace

std::optional<Visitor> find_visitor(store::Session& session, std::string_view secret, Instant now) {
    const auto row = session.one(
        "SELECT account.id, account.name, account.email, account.is_demo, session.form_token"
        "  FROM session JOIN account ON account.id = session.account_id"
        " WHERE session.digest = ? AND session.ended_at IS NULL AND session.expires_at > ?"
        "   AND account.ended_at IS NULL",
        sha256_hex(secret), now);
    if (!row) return {};
    const auto account = row->id<AccountId>("id");
    return Visitor{account,
                   row->text("name"),
                   row->text("email"),
                   row->text("form_token"),
                   grants_of(session, account),
                   row->flag("is_demo")};
}

SignedIn insert_session(store::Transaction& tx, AccountId account, const std::string& client,
                        Instant now) {
    const SignedIn made{account, random_token(), random_token()};
    constexpr std::size_t client_bytes_max = 64;
    tx.run(
        "INSERT INTO session (digest, account_id, form_token, client, made_at, seen_at,"
        " expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        sha256_hex(made.secret), account, made.form_token, client.substr(0, client_bytes_max), now,
        now, now + std::chrono::hours{session_hours_max});
    return made;
}

void end_session(store::Transaction& tx, std::string_view secret, Instant now) {
    tx.run("UPDATE session SET ended_at = ? WHERE digest = ? AND ended_at IS NULL", now,
           sha256_hex(secret));
}

void end_sessions_of(store::Transaction& tx, AccountId account, Instant now) {
    tx.run("UPDATE session SET ended_at = ? WHERE account_id = ? AND ended_at IS NULL", now,
           account);
}

void remove_old_sessions(store::Transaction& tx, Instant now) {
    tx.run("DELETE FROM session WHERE expires_at < ? LIMIT ?",
           now - std::chrono::hours{24 * kept_days}, removed_at_once_max);
}

}  // namespace people
