// Inviting: how a colleague comes, is given another role, and goes. Every act is in the audit.
//
// A link is made for somebody without a password; it is mailed, and shown once to the person who
// made it, to be handed over. The last organiser of all campaigns can neither end nor change that
// role.
#pragma once

#include <optional>
#include <string>

#include "campaign/mail/outbox.h"
#include "campaign/people/account.h"
#include "campaign/people/invitation.h"
#include "campaign/people/session.h"

namespace people {

// Where there is no account at all: the token of the one-time address for the first organiser.
std::optional<std::string> invite_first_organiser(store::Store&, Instant now);

struct Invite {
    std::string email, name;
    Role role = Role::volunteer;
    CampaignId campaign = {};  // 0: every campaign.
    std::string language = "en";
};
// The token of the link; nothing where somebody with an account has simply been given the role.
std::optional<std::string> invite_colleague(store::Store&, const Invite&, const Actor&,
                                            Instant now);
// Refuses one that was used, or ended before.
void take_invitation_back(store::Store&, const std::string& digest, const Actor&, Instant now);
// A link for a new password; the sessions of the account end when it is used.
std::string invite_anew(store::Store&, AccountId, const Actor&, Instant now);
// How it is told; `cause` is one of its own for each link.
mail::NewMail password_mail(const Account&, const std::string& token, const std::string& language,
                            std::int64_t cause);

struct Acceptance {
    std::string token, password, client;
    std::string name = {}, email = {};  // Asked of the first organiser only.
};
// Sets the password, gives the role and signs in. Refuses a used or old token with not_found.
SignedIn accept_invitation(store::Store&, const Acceptance&, Instant now);

struct RoleChange {
    RoleId held;
    Role to = Role::volunteer;
};
void change_role(store::Store&, const RoleChange&, const Actor&, Instant now);
// With the last role the account ends, and with it its sessions.
void end_role(store::Store&, RoleId, const Actor&, Instant now);

// For the demo: an account with a password that we know.
struct NewAccount {
    std::string email, name, password;
    Role role = Role::volunteer;
    CampaignId campaign = {};
};
AccountId make_demo_account(store::Store&, const NewAccount&, Instant now);

}  // namespace people
