// Signing in and out. What is said to a stranger is the same whoever exists, in words and in time.
#pragma once

#include <string>

#include "campaign/people/session.h"
#include "campaign/store/database.h"

namespace people {

struct SignIn {
    std::string email, password;
    Browser browser;
};

// A new session with an id of its own, halfway where a second factor is to follow. Refuses with
// not_a_valid_value or too_many_attempts.
SignedIn sign_in(store::Store&, const SignIn&, Instant now);
// The session of this secret, on every process.
void sign_out(store::Store&, const std::string& secret, Instant now);

// Devices: one session of this account by the digest of its secret, or all but the one kept.
void end_device(store::Store&, AccountId, const std::string& digest, Instant now);
void end_other_devices(store::Store&, AccountId, const std::string& kept_secret, Instant now);
// Written every few minutes at most, so that the list of devices can say when one was last seen.
constexpr int seen_every_minutes = 5;
void note_seen(store::Store&, const std::string& secret, Instant now);

struct PasswordChange {
    AccountId account;
    std::string now_used, wanted;
    Browser browser;
    bool second_given = false;  // Whoever is inside with an authenticator has given it.
};
// Ends all sessions and makes one for the browser that asks. Refuses the field "password" or
// "new_password" with a sentence.
SignedIn change_password(store::Store&, const PasswordChange&, Instant now);

}  // namespace people
