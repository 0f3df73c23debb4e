// Invitation: a link that lets who has it join a team, or a campaign, until somebody ends it.
//
// Its token follows from its number and our secret, so that whoever made it can show it again; only
// its digest is stored.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/id.h"
#include "campaign/words/instant.h"

namespace roster {

using JoinInvitationId = Id<struct JoinInvitationEntity>;

struct Invitation {
    JoinInvitationId id;
    CampaignId campaign;
    TeamId team;  // Nobody: to the campaign.
    Instant made_at;
    std::optional<Instant> ended_at;
    std::int64_t came = 0;  // How many joined by it.
};

constexpr int invitations_max = 20;  // Open at once, of one team or one campaign.

// Storage: invitation_sql.cpp.
std::string invitation_token(store::Session&, JoinInvitationId);
// Only while it is open.
std::optional<Invitation> find_join_invitation(store::Session&, CampaignId,
                                               const std::string& token);
// Open ones, newest first. Team nobody: those to the campaign itself.
std::vector<Invitation> open_join_invitations(store::Session&, CampaignId, TeamId);

void insert_join_invitation(store::Transaction&, const Invitation&, const std::string& token);
bool end_join_invitation(store::Transaction&, const Invitation&, Instant now);

}  // namespace roster
