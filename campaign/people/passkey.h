// Passkey: a key pair in somebody's device (WebAuthn level 2), of which we keep the public half.
//
// What a browser sends is checked by libfido2: the authenticator's data, its COSE key, and the
// signature over both; by us: the challenge, the origin, and the digest of our name. Attestation is
// not asked for. The counter must grow where a device has one: a copy of a key is noticed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"

namespace people {

using PasskeyId = Id<struct PasskeyEntity>;

constexpr int passkeys_max = 20, challenge_minutes = 5;
constexpr std::size_t passkey_name_max = 60, passkey_field_max = 8'192;

// As the browser knows us: "https://give.example.org" and "give.example.org".
struct PasskeySite {
    std::string origin, name;
};

struct Passkey {
    PasskeyId id;
    AccountId account;
    std::string credential, public_key;  // Base64url.
    int algorithm = 0;
    std::int64_t counter = 0;
    std::string name;
    Instant made_at = {};
    std::optional<Instant> used_at = {};
};

// What navigator.credentials.create() and get() gave, every part in base64url.
struct NewCredential {
    std::string client_data, authenticator_data;
};
struct Assertion {
    std::string credential, client_data, authenticator_data, signature;
};

// What was challenged, if this is for our origin and of this type ("webauthn.get").
std::optional<std::string> challenge_in(const std::string& client_data, const PasskeySite&,
                                        std::string_view type);
// The key within, without an owner and a name; nothing if it is not for us or not sound.
std::optional<Passkey> read_credential(const NewCredential&, const PasskeySite&);

// Signed: what a valid assertion says. person_checked: the device made sure that it is its owner.
struct Signed {
    std::int64_t counter = 0;
    bool person_checked = false;
};
std::optional<Signed> check_assertion(const Assertion&, const Passkey&, const PasskeySite&);

// Storage: passkey_sql.cpp. A challenge is used once, and for what it was made.
void insert_challenge(store::Transaction&, const std::string& challenge, AccountId, Instant now);
bool use_challenge(store::Transaction&, const std::string& challenge, AccountId, Instant now);
void remove_old_challenges(store::Transaction&, Instant now);

void insert_passkey(store::Transaction&, const Passkey&, Instant now);
std::optional<Passkey> find_passkey(store::Session&, const std::string& credential);
std::vector<Passkey> passkeys_of(store::Session&, AccountId);
// False where the counter does not grow.
bool note_passkey_use(store::Transaction&, const Passkey&, std::int64_t counter, Instant now);
bool remove_passkey_of(store::Transaction&, AccountId, PasskeyId);
void remove_passkeys_of(store::Transaction&, AccountId);

}  // namespace people
