// Session: somebody is signed in on one browser. The browser holds a secret, we its digest.
//
// Invariants:
//   * A session is made at signing in with a secret of its own and never taken from a visitor; with
//     the second factor comes another one.
//   * It ends by signing out, from another device, with its account, with a new password, or
//     session_hours_max later; halfway_minutes_max later, if the second factor does not come.
//   * Roles are read at each request: a change takes hold at once, on every process, and whoever
//     now needs a second factor that this session was not given is halfway again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/people/role.h"
#include "campaign/store/database.h"

namespace people {

constexpr int session_hours_max = 12, halfway_minutes_max = 30, sessions_listed_max = 50;

// SignedIn: what the browser is given once. The secret is for its cookie alone.
struct SignedIn {
    AccountId account;
    std::string secret, form_token;
};

// Browser: where somebody signs in from, as their list of devices shows it.
struct Browser {
    std::string client, agent = {};
};

// Who holds this secret, with their roles as they stand now; nobody if it is not alive or only
// halfway.
std::optional<Visitor> find_visitor(store::Session&, std::string_view secret, Instant now);
// Who still has to give or to set up the second factor: without any rights.
std::optional<Visitor> find_halfway(store::Session&, std::string_view secret, Instant now);

struct NewSession {
    AccountId account;
    Browser browser;
    std::string how = "password";           // And "code", "passkey", "link".
    std::optional<Instant> second_at = {};  // When the second factor was given too.
};
SignedIn insert_session(store::Transaction&, const NewSession&, Instant now);
void note_session_seen(store::Transaction&, std::string_view secret, Instant now);
// False if it has ended before.
bool end_session(store::Transaction&, std::string_view secret, Instant now);
void end_sessions_of(store::Transaction&, AccountId, Instant now);
void end_other_sessions_of(store::Transaction&, AccountId, std::string_view kept, Instant now);
void remove_old_sessions(store::Transaction&, Instant now);  // Those that are over for a week.

// When the session with this secret was begun, with every factor that was needed for it.
std::optional<Instant> session_begun_at(store::Session&, std::string_view secret);

// OpenSession: one device of somebody, named by the digest of its secret.
struct OpenSession {
    std::string digest, agent, how;
    Instant made_at, seen_at;
};
std::vector<OpenSession> open_sessions_of(store::Session&, AccountId, Instant now);  // Newest first
bool end_session_of(store::Transaction&, AccountId, const std::string& digest, Instant now);

}  // namespace people
