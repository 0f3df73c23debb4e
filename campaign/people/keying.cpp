#include "campaign/people/keying.h"

#include <algorithm>

#include "campaign/ledger/audit.h"
#include "campaign/people/account.h"
#include "campaign/people/authenticator.h"
#include "campaign/people/telling.h"
#include "campaign/people/throttle.h"
#include "campaign/words/refusal.h"
#include "campaign/words/token.h"

namespace people {

namespace {

constexpr std::string_view create = "webauthn.create", get = "webauthn.get";

[[noreturn]] void refuse(const std::string& sentence) {
    throw Refused{{Reason::not_a_valid_value, "passkey", sentence}};
}

// Used up whether or not the rest is right.
void use_up(store::Store& store, const std::optional<std::string>& challenge, AccountId account,
            Instant now) {
    const auto is_ours = challenge && store.in_transaction([&](store::Transaction& tx) {
        return use_challenge(tx, *challenge, account, now);
    });
    if (!is_ours) refuse("That took too long, or was answered before. Please try again.");
}

struct Valid {
    Passkey key;
    Signed said;
};

Valid valid_or_refuse(store::Store& store, const Assertion& sent, const PasskeySite& site) {
    const auto key = find_passkey(store.session(), sent.credential);
    const auto said = key ? check_assertion(sent, *key, site) : std::nullopt;
    if (!said) refuse("We do not know this passkey. Perhaps it was taken away here.");
    return {*key, *said};
}

// A counter that stands still or goes back: there are two of this key.
void note_use_or_refuse(store::Transaction& tx, const Valid& valid, Instant now) {
    if (!note_passkey_use(tx, valid.key, valid.said.counter, now))
        refuse("This passkey seems to have been copied. Please sign in another way.");
}

bool needs_two(store::Store& store, const Account& account) {
    const auto roles = roles_of_account(store.session(), account.id);
    const auto known = find_authenticator(store.session(), account.id);
    if (known && known->confirmed_at) return true;
    return !account.is_demo && std::ranges::any_of(roles, [](const HeldRole& held) {
        return role_needs_factor(held.role);
    });
}

}  // namespace

std::string make_challenge(store::Store& store, AccountId account, const std::string& client,
                           Instant now) {
    // Its letters are base64url as they stand, and so many that no bit of the last one is dropped.
    constexpr std::size_t letters = 32;
    const auto challenge = (random_token() + random_token()).substr(0, letters);
    const auto turns = crowd_turns("passkey", client);
    store.in_transaction([&](store::Transaction& tx) {
        take_turns(tx, turns, now);
        insert_challenge(tx, challenge, account, now);
    });
    return challenge;
}

void add_passkey(store::Store& store, const PasskeyAdded& asked, const PasskeySite& site,
                 Instant now) {
    if (now - asked.signed_in_at > fresh_for)
        refuse("You signed in a while ago. Please sign out and in again, then add the passkey.");
    use_up(store, challenge_in(asked.credential.client_data, site, create), asked.account, now);
    auto made = read_credential(asked.credential, site);
    if (!made) refuse("This passkey cannot be read. Please try another device.");
    const auto held = passkeys_of(store.session(), asked.account).size();
    if (held >= static_cast<std::size_t>(passkeys_max))
        refuse("That are many passkeys. Please take one away first.");
    made->id = new_id<PasskeyId>(now), made->account = asked.account, made->name = asked.name;
    const auto account = find_account(store.session(), asked.account);
    if (!account) throw Refused{{Reason::not_found}};
    const auto mail = mail_when_changed(store.session(), *account, WayIn::passkey_added, now);
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_passkey(tx, *made, now);
            mail::insert_mail(tx, mail, now);
            ledger::append_own_act(tx, asked.account, "passkey added", asked.name, now);
        });
    } catch (const store::Duplicate&) {
        refuse("This passkey is here already.");
    }
}

void remove_passkey(store::Store& store, AccountId account, PasskeyId id, Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        if (remove_passkey_of(tx, account, id))
            ledger::append_own_act(tx, account, "passkey taken away", "", now);
    });
}

SignedIn sign_in_by_passkey(store::Store& store, const Assertion& sent, const PasskeySite& site,
                            const Browser& browser, Instant now) {
    use_up(store, challenge_in(sent.client_data, site, get), {}, now);
    const auto valid = valid_or_refuse(store, sent, site);
    const auto account = find_account(store.session(), valid.key.account);
    if (!account || account->ended_at) throw Refused{{Reason::not_found}};
    if (!valid.said.person_checked && needs_two(store, *account))
        refuse("Your device did not make sure that it is you. Please sign in with your password.");
    NewSession session{account->id, browser, "passkey"};
    if (valid.said.person_checked) session.second_at = now;
    return store.in_transaction([&](store::Transaction& tx) {
        note_use_or_refuse(tx, valid, now);
        ledger::append_own_act(tx, account->id, "signed in", "passkey", now);
        return insert_session(tx, session, now);
    });
}

SignedIn give_passkey(store::Store& store, const Assertion& sent, const PasskeySite& site,
                      const Browser& browser, const SignedIn& halfway, Instant now) {
    use_up(store, challenge_in(sent.client_data, site, get), halfway.account, now);
    const auto valid = valid_or_refuse(store, sent, site);
    if (valid.key.account != halfway.account) refuse("This is the passkey of somebody else.");
    return store.in_transaction([&](store::Transaction& tx) {
        note_use_or_refuse(tx, valid, now);
        if (!end_session(tx, halfway.secret, now)) throw Refused{{Reason::sign_in_first}};
        ledger::append_own_act(tx, halfway.account, "second factor given", "passkey", now);
        return insert_session(tx, {halfway.account, browser, "password", now}, now);
    });
}

}  // namespace people
