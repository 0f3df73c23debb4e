#include "campaign/people/signing.h"

#include "campaign/ledger/audit.h"
#include "campaign/people/account.h"
#include "campaign/people/password.h"
#include "campaign/people/throttle.h"
#include "campaign/words/refusal.h"

namespace people {

namespace {

constexpr std::size_t typed_bytes_max = 254;

// What was typed, told apart only by itself: the throttle knows nothing of accounts.
std::string typed_address(const std::string& email) {
    return read_account_address(email).value_or(email.substr(0, typed_bytes_max));
}

}  // namespace

SignedIn sign_in(store::Store& store, const SignIn& asked, Instant now) {
    const Attempt attempt{typed_address(asked.email), asked.client};
    if (find_wait(store.session(), attempt, now)) throw Refused{{Reason::too_many_attempts}};
    store.in_transaction([&](store::Transaction& tx) {
        insert_attempt(tx, attempt, now);
        remove_old_attempts(tx, now);
    });
    const auto account = find_account_by_address(store.session(), attempt.typed);
    const auto hash = account && !account->ended_at ? account->password_hash : std::string{};
    if (!is_password_of(hash, asked.password))
        throw Refused{{Reason::not_a_valid_value, "password",
                       "This address and this password do not belong together."}};
    return store.in_transaction([&](store::Transaction& tx) {
        forgive_attempts(tx, attempt);
        remove_old_sessions(tx, now);
        ledger::append_audit(tx,
                             {.actor = {account->id, "account"},
                              .action = "signed in",
                              .subject_type = "account",
                              .subject_id = account->id.value},
                             now);
        return insert_session(tx, account->id, asked.client, now);
    });
}

void sign_out(store::Store& store, const std::string& secret, Instant now) {
    store.in_transaction([&](store::Transaction& tx) { end_session(tx, secret, now); });
}

}  // namespace people
