// The other side of inviting.h: somebody holds a one-time link and sets their own password.
#include <algorithm>

#include "campaign/ledger/audit.h"
#include "campaign/people/inviting.h"
#include "campaign/people/password.h"
#include "campaign/people/telling.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"

namespace people {

namespace {

using Purpose = Invitation::Purpose;

[[noreturn]] void refuse(const std::string& field, const std::string& sentence) {
    throw Refused{{Reason::not_a_valid_value, field, sentence}};
}

// Who they will be: as invited, or as the first organiser says of themself.
Account account_to_make(const Invitation& invitation, const Acceptance& asked, Instant now) {
    Account account{new_id<AccountId>(now), invitation.email, invitation.name};
    if (invitation.purpose == Purpose::first) {
        const auto name = read_line(asked.name, account_name_max);
        if (!name || name->empty()) refuse("name", "A name, please, of up to 100 letters.");
        const auto email = read_account_address(asked.email);
        if (!email) refuse("email", "This is not an e-mail address.");
        account.name = *name, account.email = *email;
    }
    if (const auto objection = objection_to_password(asked.password))
        refuse("password", *objection);
    account.password_hash = hash_password(asked.password);
    if (invitation.account) account.id = invitation.account;
    return account;
}

void note_acceptance(store::Transaction& tx, const Invitation& invitation, AccountId account,
                     Instant now) {
    const auto renews = invitation.purpose == Purpose::renew;
    ledger::append_audit(tx,
                         {.actor = {account, "account"},
                          .action = renews ? "password set anew" : "invitation accepted",
                          .subject_type = "account",
                          .subject_id = account.value,
                          .campaign = invitation.campaign,
                          .detail = renews ? "" : std::string{role_name(invitation.role)}},
                         now);
}

void keep_account(store::Transaction& tx, const Invitation& invitation, const Account& account,
                  Instant now) {
    if (!invitation.account) {
        insert_account(tx, account, now);
    } else {
        change_password_hash(tx, account.id, account.password_hash);
        end_sessions_of(tx, account.id, now);
    }
    if (invitation.purpose == Purpose::renew) return;
    insert_role(tx, {account.id, invitation.role, invitation.campaign}, invitation.made_by, now);
}

// Whoever asked them in must still be one who may: nobody lets themselves back in.
bool is_backed(store::Session& session, const Invitation& invitation) {
    if (invitation.purpose != Purpose::invite || !invitation.made_by) return true;
    return std::ranges::any_of(roles_of_account(session, invitation.made_by),
                               [](const HeldRole& held) {
                                   return role_covers(held.role, Duty::organise) && !held.campaign;
                               });
}

}  // namespace

SignedIn accept_invitation(store::Store& store, const Acceptance& asked, Instant now) {
    const auto invitation = find_invitation(store.session(), asked.token, now);
    const auto is_late =
        invitation && invitation->purpose == Purpose::first && has_any_account(store.session());
    if (!invitation || is_late || !is_backed(store.session(), *invitation))
        throw Refused{{Reason::not_found}};
    const auto account = account_to_make(*invitation, asked, now);
    std::vector<mail::NewMail> mails;
    if (invitation->purpose == Purpose::renew)
        mails.push_back(mail_when_changed(store.session(), account, WayIn::password, now));
    try {
        return store.in_transaction([&](store::Transaction& tx) {
            if (!use_invitation(tx, asked.token, now)) throw Refused{{Reason::not_found}};
            keep_account(tx, *invitation, account, now);
            mail::insert_mails(tx, mails, now);
            note_acceptance(tx, *invitation, account.id, now);
            return insert_session(tx, {account.id, {asked.client}, "link"}, now);
        });
    } catch (const store::Duplicate&) {  // They have been invited twice, and come twice.
        refuse("email", "There is an account with this address already. Please sign in.");
    }
}

AccountId make_demo_account(store::Store& store, const NewAccount& asked, Instant now) {
    const Account account{new_id<AccountId>(now), asked.email, asked.name,
                          hash_password(asked.password), true};
    store.in_transaction([&](store::Transaction& tx) {
        insert_account(tx, account, now);
        insert_role(tx, {account.id, asked.role, asked.campaign}, {}, now);
        note_acceptance(tx, {.role = asked.role, .campaign = asked.campaign}, account.id, now);
    });
    return account.id;
}

}  // namespace people
