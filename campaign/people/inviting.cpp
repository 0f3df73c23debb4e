#include "campaign/people/inviting.h"

#include "campaign/language/catalogue.h"
#include "campaign/ledger/audit.h"
#include "campaign/people/name.h"
#include "campaign/people/password.h"
#include "campaign/words/refusal.h"
#include "campaign/words/text.h"

namespace people {

namespace {

using Purpose = Invitation::Purpose;

[[noreturn]] void refuse(const std::string& field, const std::string& sentence) {
    throw Refused{{Reason::not_a_valid_value, field, sentence}};
}

std::string address_or_refuse(const std::string& typed) {
    const auto address = read_account_address(typed);
    if (!address) refuse("email", "This is not an e-mail address.");
    return *address;
}

std::string name_or_refuse(const std::string& typed) {
    const auto name = read_line(typed, account_name_max);
    if (!name || name->empty()) refuse("name", "A name, please, of up to 100 letters.");
    return *name;
}

void note_change(store::Transaction& tx, const Actor& actor, const std::string& action,
                 const NewRole& about, Instant now) {
    ledger::append_audit(tx,
                         {.actor = actor,
                          .action = action,
                          .subject_type = "account",
                          .subject_id = about.account.value,
                          .campaign = about.campaign,
                          .detail = std::string{role_name(about.role)}},
                         now);
}

void give_role(store::Store& store, const NewRole& given, const Actor& actor, Instant now) {
    try {
        store.in_transaction([&](store::Transaction& tx) {
            insert_role(tx, given, actor.account, now);
            note_change(tx, actor, "role given", given, now);
        });
    } catch (const store::Duplicate&) {
        refuse("role", "They hold this role already.");
    }
}

// Nobody may leave the organisation without somebody who can invite.
void keep_last_organiser(store::Transaction& tx, const HeldRole& held) {
    if (held.role != Role::organiser || held.campaign) return;
    if (lock_role_count(tx, Role::organiser, {}) <= 1) throw Refused{{Reason::last_organiser}};
}

mail::NewMail invitation_mail(const Invite& asked, const Invitation& made, const std::string& token,
                              const std::string& by) {
    return {mail::Kind::invitation,
            "invitation",
            0,
            made.email,
            asked.language,
            {{"NAME", made.name},
             {"BY", by},
             {"ROLE", language::say(role_name(made.role), asked.language)},
             {"LINK_PATH", "/desk/invitation/" + token},
             {"DAYS", std::to_string(invitation_days)}}};
}

HeldRole held_or_refuse(store::Store& store, RoleId id) {
    const auto held = find_held_role(store.session(), id);
    if (!held) throw Refused{{Reason::already_decided}};
    return *held;
}

}  // namespace

std::optional<std::string> invite_first_organiser(store::Store& store, Instant now) {
    if (has_any_account(store.session())) return {};
    return store.in_transaction([&](store::Transaction& tx) {
        return insert_invitation(tx, {.purpose = Purpose::first}, now);
    });
}

std::optional<std::string> invite_colleague(store::Store& store, const Invite& asked,
                                            const Actor& actor, Instant now) {
    const auto email = address_or_refuse(asked.email);
    const auto name = name_or_refuse(asked.name);
    const auto known = find_account_by_address(store.session(), email);
    // Somebody who has only taken part until now chooses a password first.
    const auto can_enter =
        known && (!known->password_hash.empty() || role_may_use_code(asked.role));
    if (can_enter && !known->ended_at) {
        give_role(store, {known->id, asked.role, asked.campaign}, actor, now);
        return {};
    }
    const Invitation invitation{Purpose::invite, email,          name,
                                asked.role,      asked.campaign, known ? known->id : AccountId{},
                                actor.account};
    const auto by = name_of(store.session(), actor.account);
    return store.in_transaction([&](store::Transaction& tx) {
        note_change(tx, actor, "colleague invited",
                    {invitation.account, asked.role, asked.campaign}, now);
        const auto token = insert_invitation(tx, invitation, now);
        auto mail = invitation_mail(asked, invitation, token, by);
        mail.cause_id = new_number(now);
        mail::insert_mail(tx, mail, now);
        return token;
    });
}

void take_invitation_back(store::Store& store, const std::string& digest, const Actor& actor,
                          Instant now) {
    store.in_transaction([&](store::Transaction& tx) {
        if (!end_invitation(tx, digest)) throw Refused{{Reason::already_decided}};
        ledger::append_audit(
            tx, {.actor = actor, .action = "invitation taken back", .subject_type = "invitation"},
            now);
    });
}

std::string invite_anew(store::Store& store, AccountId id, const Actor& actor, Instant now) {
    const auto account = find_account(store.session(), id);
    if (!account || account->ended_at) throw Refused{{Reason::not_found}};
    const auto language = language_of(store.session(), id);
    return store.in_transaction([&](store::Transaction& tx) {
        ledger::append_audit(tx,
                             {.actor = actor,
                              .action = "new password link made",
                              .subject_type = "account",
                              .subject_id = id.value},
                             now);
        const auto token = insert_invitation(tx,
                                             {.purpose = Purpose::renew,
                                              .email = account->email,
                                              .name = account->name,
                                              .account = id,
                                              .made_by = actor.account},
                                             now);
        mail::insert_mail(tx, password_mail(*account, token, language, new_number(now)), now);
        return token;
    });
}

mail::NewMail password_mail(const Account& account, const std::string& token,
                            const std::string& language, std::int64_t cause) {
    return {mail::Kind::password,
            "account",
            cause,
            account.email,
            language,
            {{"NAME", account.name},
             {"LINK_PATH", "/desk/invitation/" + token},
             {"DAYS", std::to_string(invitation_days)}}};
}

void change_role(store::Store& store, const RoleChange& change, const Actor& actor, Instant now) {
    const auto held = held_or_refuse(store, change.held);
    if (held.role == change.to) return;
    const NewRole given{held.account, change.to, held.campaign};
    try {
        store.in_transaction([&](store::Transaction& tx) {
            keep_last_organiser(tx, held);
            if (!end_held_role(tx, held.id, actor.account, now))
                throw Refused{{Reason::already_decided}};
            insert_role(tx, given, actor.account, now);
            note_change(tx, actor, "role changed", given, now);
        });
    } catch (const store::Duplicate&) {
        refuse("role", "They hold this role already.");
    }
}

void end_role(store::Store& store, RoleId id, const Actor& actor, Instant now) {
    const auto held = held_or_refuse(store, id);
    store.in_transaction([&](store::Transaction& tx) {
        keep_last_organiser(tx, held);
        if (!end_held_role(tx, id, actor.account, now)) throw Refused{{Reason::already_decided}};
        note_change(tx, actor, "role ended", {held.account, held.role, held.campaign}, now);
        if (lock_role_count_of(tx, held.account) > 0) return;
        end_account(tx, held.account, now);
        end_sessions_of(tx, held.account, now);
    });
}

}  // namespace people
