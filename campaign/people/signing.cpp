#include "campaign/people/signing.h"

#include "campaign/ledger/audit.h"
#include "campaign/people/account.h"
#include "campaign/people/password.h"
#include "campaign/people/telling.h"
#include "campaign/people/throttle.h"
#include "campaign/words/refusal.h"

namespace people {

namespace {

constexpr std::size_t typed_bytes_max = 254;

// What was typed, told apart only by itself: the throttle knows nothing of accounts.
std::string typed_address(const std::string& email) {
    return read_account_address(email).value_or(email.substr(0, typed_bytes_max));
}

// Counted before the password is looked at, so that many at once gain nothing.
void take_password_turns(store::Store& store, const Attempt& attempt, Instant now) {
    const auto turns = password_turns(attempt);
    store.in_transaction([&](store::Transaction& tx) { take_turns(tx, turns, now); });
}

}  // namespace

SignedIn sign_in(store::Store& store, const SignIn& asked, Instant now) {
    const Attempt attempt{typed_address(asked.email), asked.browser.client};
    take_password_turns(store, attempt, now);
    const auto account = find_account_by_address(store.session(), attempt.typed);
    const auto hash = account && !account->ended_at ? account->password_hash : std::string{};
    if (!is_password_of(hash, asked.password))
        throw Refused{{Reason::not_a_valid_value, "password",
                       "This address and this password do not belong together."}};
    return store.in_transaction([&](store::Transaction& tx) {
        forgive_attempts(tx, attempt);
        remove_old_sessions(tx, now);
        ledger::append_own_act(tx, account->id, "signed in", "password", now);
        return insert_session(tx, {account->id, asked.browser}, now);
    });
}

void sign_out(store::Store& store, const std::string& secret, Instant now) {
    store.in_transaction([&](store::Transaction& tx) { end_session(tx, secret, now); });
}

void end_device(store::Store& store, AccountId account, const std::string& digest, Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        if (end_session_of(tx, account, digest, now))
            ledger::append_own_act(tx, account, "device signed out", "", now);
    });
}

void end_other_devices(store::Store& store, AccountId account, const std::string& kept_secret,
                       Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        end_other_sessions_of(tx, account, kept_secret, now);
        ledger::append_own_act(tx, account, "other devices signed out", "", now);
    });
}

void note_seen(store::Store& store, const std::string& secret, Instant now) {
    store.in_transaction([&](store::Transaction& tx) { note_session_seen(tx, secret, now); });
}

SignedIn change_password(store::Store& store, const PasswordChange& change, Instant now) {
    const auto account = find_account(store.session(), change.account);
    if (!account || account->ended_at) throw Refused{{Reason::not_found}};
    const Attempt attempt{account->email, change.browser.client};
    take_password_turns(store, attempt, now);
    if (!is_password_of(account->password_hash, change.now_used))
        throw Refused{{Reason::not_a_valid_value, "password", "This is not your password."}};
    if (const auto objection = objection_to_password(change.wanted))
        throw Refused{{Reason::not_a_valid_value, "new_password", *objection}};
    const auto hash = hash_password(change.wanted);
    const auto mail = mail_when_changed(store.session(), *account, WayIn::password, now);
    return store.in_transaction([&](store::Transaction& tx) {
        forgive_attempts(tx, attempt);
        change_password_hash(tx, account->id, hash);
        end_sessions_of(tx, account->id, now);
        ledger::append_own_act(tx, account->id, "password changed", "", now);
        mail::insert_mail(tx, mail, now);
        NewSession made{account->id, change.browser};
        if (change.second_given) made.second_at = now;
        return insert_session(tx, made, now);
    });
}

}  // namespace people
