// Invitation: a one-time address through which somebody sets their own password.
//
// Invariants:
//   * Its token is shown once and stored as a digest; it works once and until it expires.
//   * The first organiser's is good only while there is no account at all.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/people/role.h"
#include "campaign/store/database.h"

namespace people {

constexpr int invitation_days = 7, invitations_listed_max = 200;

struct Invitation {
    enum class Purpose { first, invite, renew };  // renew: a new password for an account.
    Purpose purpose = Purpose::invite;
    std::string email = {}, name = {};
    Role role = Role::organiser;
    CampaignId campaign = {};
    AccountId account = {};  // That it belongs to already; 0: it will be made.
    AccountId made_by = {};
};

// The token, to be shown now and never again. Earlier ones for the same address stop working.
std::string insert_invitation(store::Transaction&, const Invitation&, Instant now);
// Nothing if it is unknown, used or over.
std::optional<Invitation> find_invitation(store::Session&, const std::string& token, Instant now);
// One that nobody has used yet and that is still good, named by a digest.
struct OpenInvitation {
    std::string digest;
    Invitation invitation;
    Instant made_at, expires_at;
};
std::vector<OpenInvitation> open_invitations(store::Session&, Instant now);  // Newest first.
bool end_invitation(store::Transaction&, const std::string& digest);
// Links that were not used yet stop working.
void end_invitations_of(store::Transaction&, AccountId);
// True for the one who uses it first.
bool use_invitation(store::Transaction&, const std::string& token, Instant now);

}  // namespace people
