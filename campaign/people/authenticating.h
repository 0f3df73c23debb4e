// Authenticating: the second factor is set up, given, renewed, and reset by another organiser.
//
// Giving it or setting it up ends the session that asked and makes a new one, with an id of its
// own. Every act is in the audit. All throw Refused: too_many_attempts, or the field "code" with a
// sentence.
#pragma once

#include <string>
#include <vector>

#include "campaign/people/session.h"

namespace people {

// Who gives a code: the digits of their app, or a recovery code.
struct FactorProof {
    AccountId account;
    std::string secret;  // Of the session that asks.
    std::string typed;
    Browser browser;
};

// A new secret to scan; it counts once confirm_authenticator() was given a code of it. Where one
// counts already, the proof's code must be right.
void begin_authenticator(store::Store&, const FactorProof&, Instant now);

struct Confirmed {
    SignedIn signed_in;
    std::vector<std::string> recovery_codes;  // To be shown now and never again.
};
Confirmed confirm_authenticator(store::Store&, const FactorProof&, Instant now);

SignedIn give_factor(store::Store&, const FactorProof&, Instant now);

std::vector<std::string> renew_recovery_codes(store::Store&, const FactorProof&, Instant now);
// For whom it is not a must.
void end_authenticator(store::Store&, const FactorProof&, Instant now);

// Somebody has lost their device: their app, recovery codes, passkeys and sessions all end, and
// they set up anew at the next sign-in. Refuses with needs_second_person for one's own.
void reset_factors(store::Store&, AccountId, const Actor&, Instant now);

}  // namespace people
