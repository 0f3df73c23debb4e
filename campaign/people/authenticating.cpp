#include "campaign/people/authenticating.h"

#include <algorithm>

#include "campaign/ledger/audit.h"
#include "campaign/people/account.h"
#include "campaign/people/authenticator.h"
#include "campaign/people/passkey.h"
#include "campaign/people/telling.h"
#include "campaign/people/throttle.h"
#include "campaign/people/totp.h"
#include "campaign/words/refusal.h"

namespace people {

namespace {

[[noreturn]] void refuse_code() {
    throw Refused{{Reason::not_a_valid_value, "code",
                   "This code is not right, or was used already. Codes change every 30 seconds; "
                   "type the newest one."}};
}

void note_factor(store::Transaction& tx, AccountId account, const Actor& actor,
                 const std::string& action, const std::string& detail, Instant now) {
    ledger::append_audit(tx,
                         {.actor = actor,
                          .action = action,
                          .subject_type = "account",
                          .subject_id = account.value,
                          .detail = detail},
                         now);
}

Actor themself(AccountId account) { return {account, "account"}; }

Account owner_of(store::Store& store, AccountId id) {
    const auto account = find_account(store.session(), id);
    if (!account) throw Refused{{Reason::not_found}};
    return *account;
}

// Counted before anything is looked at.
void take_factor_turns(store::Store& store, const FactorProof& proof, Instant now) {
    const auto turns = factor_turns(proof.account, proof.browser.client);
    store.in_transaction([&](store::Transaction& tx) { take_turns(tx, turns, now); });
}

// The word for the audit, when the code counts and is used up by this.
enum class Factor { code, recovery_code };
Factor use_factor(store::Transaction& tx, const FactorProof& proof,
                  std::optional<std::int64_t> step, Instant now) {
    if (step) {
        if (!use_step(tx, proof.account, *step)) refuse_code();
        forgive_factors(tx, proof.account);
        return Factor::code;
    }
    if (!use_recovery_code(tx, proof.account, proof.typed, now)) refuse_code();
    forgive_factors(tx, proof.account);
    note_factor(tx, proof.account, themself(proof.account), "recovery code used", "", now);
    return Factor::recovery_code;
}

std::optional<std::int64_t> step_of_proof(store::Store& store, const FactorProof& proof,
                                          Instant now) {
    const auto known = find_authenticator(store.session(), proof.account);
    if (!known || !known->confirmed_at) refuse_code();
    return step_of_code(known->secret, proof.typed, now);
}

SignedIn replace_session(store::Transaction& tx, const FactorProof& proof, Instant now) {
    if (!end_session(tx, proof.secret, now)) throw Refused{{Reason::sign_in_first}};
    return insert_session(tx, {proof.account, proof.browser, "password", now}, now);
}

}  // namespace

void begin_authenticator(store::Store& store, const FactorProof& proof, Instant now) {
    const auto known = find_authenticator(store.session(), proof.account);
    const auto replaces = known && known->confirmed_at;
    std::optional<std::int64_t> step;
    if (replaces) {
        take_factor_turns(store, proof, now);
        step = step_of_proof(store, proof, now);
    }
    const auto secret = random_totp_secret();
    store.in_transaction([&](store::Transaction& tx) {
        if (replaces) use_factor(tx, proof, step, now);
        keep_pending_secret(tx, proof.account, secret);
    });
}

Confirmed confirm_authenticator(store::Store& store, const FactorProof& proof, Instant now) {
    take_factor_turns(store, proof, now);
    const auto known = find_authenticator(store.session(), proof.account);
    if (!known || known->pending.empty()) throw Refused{{Reason::form_expired}};
    const auto step = step_of_code(known->pending, proof.typed, now);
    if (!step) refuse_code();
    const auto mail = mail_when_changed(store.session(), owner_of(store, proof.account),
                                        WayIn::authenticator_set_up, now);
    return store.in_transaction([&](store::Transaction& tx) {
        if (!confirm_secret(tx, proof.account, known->pending, *step, now)) refuse_code();
        forgive_factors(tx, proof.account);
        note_factor(tx, proof.account, themself(proof.account), "authenticator set up", "", now);
        mail::insert_mail(tx, mail, now);
        auto codes = replace_recovery_codes(tx, proof.account, now);
        return Confirmed{replace_session(tx, proof, now), std::move(codes)};
    });
}

SignedIn give_factor(store::Store& store, const FactorProof& proof, Instant now) {
    take_factor_turns(store, proof, now);
    const auto step = step_of_proof(store, proof, now);
    return store.in_transaction([&](store::Transaction& tx) {
        const auto used = use_factor(tx, proof, step, now);
        note_factor(tx, proof.account, themself(proof.account), "second factor given",
                    used == Factor::code ? "authenticator" : "recovery code", now);
        return replace_session(tx, proof, now);
    });
}

std::vector<std::string> renew_recovery_codes(store::Store& store, const FactorProof& proof,
                                              Instant now) {
    take_factor_turns(store, proof, now);
    const auto step = step_of_proof(store, proof, now);
    return store.in_transaction([&](store::Transaction& tx) {
        use_factor(tx, proof, step, now);
        note_factor(tx, proof.account, themself(proof.account), "recovery codes renewed", "", now);
        return replace_recovery_codes(tx, proof.account, now);
    });
}

void end_authenticator(store::Store& store, const FactorProof& proof, Instant now) {
    const auto roles = roles_of_account(store.session(), proof.account);
    const auto account = find_account(store.session(), proof.account);
    const auto is_must = std::ranges::any_of(
        roles, [](const HeldRole& held) { return role_needs_factor(held.role); });
    if (!account || (is_must && !account->is_demo)) throw Refused{{Reason::not_allowed}};
    take_factor_turns(store, proof, now);
    const auto step = step_of_proof(store, proof, now);
    const auto mail = mail_when_changed(store.session(), *account, WayIn::authenticator_ended, now);
    store.in_transaction([&](store::Transaction& tx) {
        use_factor(tx, proof, step, now);
        mail::insert_mail(tx, mail, now);
        remove_authenticator(tx, proof.account);
        note_factor(tx, proof.account, themself(proof.account), "authenticator ended", "", now);
    });
}

void reset_factors(store::Store& store, AccountId id, const Actor& actor, Instant now) {
    if (id == actor.account) throw Refused{{Reason::needs_second_person}};
    const auto account = find_account(store.session(), id);
    if (!account || account->ended_at) throw Refused{{Reason::not_found}};
    const auto mail = mail_when_changed(store.session(), *account, WayIn::factors_reset, now);
    store.in_transaction([&](store::Transaction& tx) {
        mail::insert_mail(tx, mail, now);
        remove_authenticator(tx, id);
        remove_passkeys_of(tx, id);
        end_sessions_of(tx, id, now);
        note_factor(tx, id, actor, "second factor reset", "", now);
    });
}

}  // namespace people
