// Colleagues for tests: an account with one role, signed in with all that this takes, but without
// the time of a password. Whose role needs a second factor has one and has given it.
#pragma once

#include "campaign/people/inviting.h"
#include "campaign/people/session.h"
#include "web/http/message.h"

// Throws what the verbs throw; the address is made of the role and a number.
people::SignedIn sign_in_colleague(store::Store&, people::Role, CampaignId = {});

// The same account on another browser, its second factor still to come; and a colleague who has
// never had one.
people::SignedIn sign_in_halfway(store::Store&, AccountId);
people::SignedIn sign_in_without_factor(store::Store&, people::Role);

// As the browser of that person would send it, with the form token when it posts.
http::Request sent_by(const people::SignedIn&, http::Request);

// An organiser's doing, for verbs that want to know whose.
people::Actor acting(const people::SignedIn&, people::Role = people::Role::organiser);

// The key of the test vectors of RFC 6238, Appendix B, in base32.
inline const std::string test_totp_secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
void give_authenticator(store::Transaction&, AccountId);

constexpr std::string_view good_password = "walking is good for you";
