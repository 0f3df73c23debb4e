// Keying: a passkey is added, used to sign in, given as the second factor, and taken away.
//
// A device that makes sure of its owner (by finger, face or PIN) is both factors at once; without
// that, a passkey is one of two and does not open the door alone where two are a must. Every act is
// in the audit. All throw Refused.
#pragma once

#include <string>

#include "campaign/people/passkey.h"
#include "campaign/people/session.h"

namespace people {

// To be answered once and soon; 0 account: by whoever signs in. Base64url, as browsers want it.
std::string make_challenge(store::Store&, AccountId, const std::string& client, Instant now);

struct PasskeyAdded {
    AccountId account;
    std::string name;
    NewCredential credential;
    Instant signed_in_at;
};
// Who left a signed-in device lying about does not lend it a key for ever: adding one wants a
// session that was begun a short while ago.
constexpr std::chrono::minutes fresh_for{30};
void add_passkey(store::Store&, const PasskeyAdded&, const PasskeySite&, Instant now);
void remove_passkey(store::Store&, AccountId, PasskeyId, Instant now);

SignedIn sign_in_by_passkey(store::Store&, const Assertion&, const PasskeySite&, const Browser&,
                            Instant now);
// Instead of a code of the app, by somebody halfway with this session.
SignedIn give_passkey(store::Store&, const Assertion&, const PasskeySite&, const Browser&,
                      const SignedIn& halfway, Instant now);

}  // namespace people
