// Session: somebody is signed in on one browser. The browser holds a secret, we its digest.
//
// Invariants:
//   * A session is made at signing in with a secret of its own and never taken from a visitor.
//   * It ends by signing out, with its account, with a new password, or session_hours_max later.
//   * Roles are read at each request: a change takes hold at once, on every process.
#pragma once

#include <optional>
#include <string>

#include "campaign/people/role.h"
#include "campaign/store/database.h"

namespace people {

constexpr int session_hours_max = 12;

// SignedIn: what the browser is given once. The secret is for its cookie alone.
struct SignedIn {
    AccountId account;
    std::string secret, form_token;
};

// Who holds this secret, with their roles as they stand now; nobody if it is not alive.
std::optional<Visitor> find_visitor(store::Session&, std::string_view secret, Instant now);

SignedIn insert_session(store::Transaction&, AccountId, const std::string& client, Instant now);
void end_session(store::Transaction&, std::string_view secret, Instant now);
void end_sessions_of(store::Transaction&, AccountId, Instant now);
void remove_old_sessions(store::Transaction&, Instant now);  // Those that are over for a week.

}  // namespace people
