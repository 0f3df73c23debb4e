#include "campaign/people/session.h"

#include <algorithm>

#include "campaign/words/token.h"

namespace people {

namespace {

constexpr int grants_max = 200, kept_days = 7, removed_at_once_max = 500;
constexpr std::size_t client_bytes_max = 64, agent_bytes_max = 200;

// What a browser calls itself, as far as it is printable ASCII: anybody can send anything.
std::string plain_start(std::string agent) {
    std::erase_if(agent, [](char c) { return c < ' ' || c > '~'; });
    return agent.substr(0, agent_bytes_max);
}

std::vector<Grant> grants_of(store::Session& session, AccountId account) {
    std::vector<Grant> grants;
    for (const auto& row : session.all("SELECT role, campaign_id FROM account_role"
                                       " WHERE account_id = ? AND ended_at IS NULL LIMIT ?",
                                       account, grants_max))
        if (const auto role = find_role(row.text("role")))
            grants.push_back({*role, row.id<CampaignId>("campaign_id")});
    return grants;
}

Step step_of(const std::vector<Grant>& grants, const store::Row& row) {
    const auto needs = std::ranges::any_of(
        grants, [](const Grant& grant) { return role_needs_factor(grant.role); });
    if (row.is_null("confirmed_at"))
        return needs && !row.flag("is_demo") ? Step::set_up_factor : Step::done;
    return row.is_null("second_at") ? Step::give_factor : Step::done;
}

std::optional<Visitor> find_anybody(store::Session& session, std::string_view secret, Instant now) {
    const auto row = session.one(
        "SELECT account.id, account.name, account.email, account.is_demo, session.form_token,"
        "       session.made_at, session.seen_at, session.second_at, authenticator.confirmed_at"
        "  FROM session JOIN account ON account.id = session.account_id"
        "  LEFT JOIN authenticator ON authenticator.account_id = account.id"
        " WHERE session.digest = ? AND session.ended_at IS NULL AND session.expires_at > ?"
        "   AND account.ended_at IS NULL",
        sha256_hex(secret), now);
    if (!row) return {};
    const auto account = row->id<AccountId>("id");
    Visitor found{account,
                  row->text("name"),
                  row->text("email"),
                  row->text("form_token"),
                  grants_of(session, account),
                  row->flag("is_demo")};
    found.step = step_of(found.grants, *row);
    found.has_authenticator = !row->is_null("confirmed_at");
    found.seen_at = row->instant("seen_at");
    const auto over = row->instant("made_at") + std::chrono::minutes{halfway_minutes_max};
    if (found.step != Step::done && over <= now) return {};
    return found;
}

}  // namespace

std::optional<Visitor> find_visitor(store::Session& session, std::string_view secret, Instant now) {
    auto found = find_anybody(session, secret, now);
    if (found && found->step != Step::done) return {};
    return found;
}

std::optional<Visitor> find_halfway(store::Session& session, std::string_view secret, Instant now) {
    auto found = find_anybody(session, secret, now);
    if (!found || found->step == Step::done) return {};
    found->grants.clear();
    return found;
}

SignedIn insert_session(store::Transaction& tx, const NewSession& asked, Instant now) {
    const SignedIn made{asked.account, random_token(), random_token()};
    tx.run(
        "INSERT INTO session (digest, account_id, form_token, client, agent, how, second_at,"
        " made_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        sha256_hex(made.secret), asked.account, made.form_token,
        asked.browser.client.substr(0, client_bytes_max), plain_start(asked.browser.agent),
        asked.how, asked.second_at, now, now, now + std::chrono::hours{session_hours_max});
    return made;
}

void note_session_seen(store::Transaction& tx, std::string_view secret, Instant now) {
    tx.run("UPDATE session SET seen_at = ? WHERE digest = ? AND seen_at < ?", now,
           sha256_hex(secret), now);
}

bool end_session(store::Transaction& tx, std::string_view secret, Instant now) {
    return tx.run("UPDATE session SET ended_at = ? WHERE digest = ? AND ended_at IS NULL", now,
                  sha256_hex(secret)) == 1;
}

void end_sessions_of(store::Transaction& tx, AccountId account, Instant now) {
    tx.run("UPDATE session SET ended_at = ? WHERE account_id = ? AND ended_at IS NULL", now,
           account);
}

void end_other_sessions_of(store::Transaction& tx, AccountId account, std::string_view kept,
                           Instant now) {
    tx.run(
        "UPDATE session SET ended_at = ?"
        " WHERE account_id = ? AND digest <> ? AND ended_at IS NULL",
        now, account, sha256_hex(kept));
}

bool end_session_of(store::Transaction& tx, AccountId account, const std::string& digest,
                    Instant now) {
    return tx.run(
               "UPDATE session SET ended_at = ?"
               " WHERE account_id = ? AND digest = ? AND ended_at IS NULL",
               now, account, digest) == 1;
}

std::optional<Instant> session_begun_at(store::Session& session, std::string_view secret) {
    const auto row =
        session.one("SELECT made_at FROM session WHERE digest = ?", sha256_hex(secret));
    return row ? row->maybe_instant("made_at") : std::nullopt;
}

std::vector<OpenSession> open_sessions_of(store::Session& session, AccountId account, Instant now) {
    std::vector<OpenSession> open;
    for (const auto& row :
         session.all("SELECT digest, agent, how, made_at, seen_at FROM session"
                     " WHERE account_id = ? AND ended_at IS NULL AND expires_at > ?"
                     " ORDER BY made_at DESC, digest LIMIT ?",
                     account, now, sessions_listed_max))
        open.push_back({row.text("digest"), row.text("agent"), row.text("how"),
                        row.instant("made_at"), row.instant("seen_at")});
    return open;
}

void remove_old_sessions(store::Transaction& tx, Instant now) {
    tx.run("DELETE FROM session WHERE expires_at < ? LIMIT ?",
           now - std::chrono::hours{24 * kept_days}, removed_at_once_max);
}

}  // namespace people
