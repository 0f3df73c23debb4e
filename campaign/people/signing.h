// Signing in and out. What is said to a stranger is the same whoever exists, in words and in time.
#pragma once

#include <string>

#include "campaign/people/session.h"
#include "campaign/store/database.h"

namespace people {

struct SignIn {
    std::string email, password;
    std::string client;  // Where from.
};

// A new session with an id of its own. Refuses with not_a_valid_value or too_many_attempts.
SignedIn sign_in(store::Store&, const SignIn&, Instant now);
// The session of this secret, on every process.
void sign_out(store::Store&, const std::string& secret, Instant now);

}  // namespace people
