#include "campaign/roster/invitation.h"

#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace roster {

namespace {

// Every column of an invitation, read by invitation_from() and nowhere else.
const std::string select_invitation =
    "SELECT id, campaign_id, team_id, made_at, ended_at,"
    "       (SELECT COUNT(*) FROM participant"
    "         WHERE participant.invitation_id = join_invitation.id) AS came"
    "  FROM join_invitation ";

Invitation invitation_from(const store::Row& row) {
    return {.id = row.id<JoinInvitationId>("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .team = row.id<TeamId>("team_id"),
            .made_at = row.instant("made_at"),
            .ended_at = row.maybe_instant("ended_at"),
            .came = row.number("came")};
}

}  // namespace

std::string invitation_token(store::Session& session, JoinInvitationId invitation) {
    const auto secret = session.one("SELECT value FROM secret WHERE name = 'tokens'");
    check(secret.has_value(), "the secret of tokens was made by the migration");
    constexpr std::size_t digits = 32;  // 128 bits.
    return hmac_sha256_hex(secret->text("value"),
                           "join invitation " + std::to_string(invitation.value))
        .substr(0, digits);
}

std::optional<Invitation> find_join_invitation(store::Session& session, CampaignId campaign,
                                               const std::string& token) {
    if (token.empty()) return {};
    const auto row = session.one(
        select_invitation + "WHERE token_digest = ? AND campaign_id = ? AND ended_at IS NULL",
        sha256_hex(token), campaign);
    if (!row) return {};
    return invitation_from(*row);
}

std::vector<Invitation> open_join_invitations(store::Session& session, CampaignId campaign,
                                              TeamId team) {
    std::vector<Invitation> found;
    for (const auto& row :
         session.all(select_invitation + "WHERE campaign_id = ? AND team_id <=> ?"
                                         "   AND ended_at IS NULL"
                                         " ORDER BY made_at DESC, id DESC LIMIT ?",
                     campaign, team, invitations_max))
        found.push_back(invitation_from(row));
    return found;
}

void insert_join_invitation(store::Transaction& tx, const Invitation& made,
                            const std::string& token) {
    tx.run(
        "INSERT INTO join_invitation (id, campaign_id, team_id, token_digest, made_at)"
        " VALUES (?, ?, ?, ?, ?)",
        made.id, made.campaign, made.team, sha256_hex(token), made.made_at);
}

bool end_join_invitation(store::Transaction& tx, const Invitation& invitation, Instant now) {
    return tx.run(
               "UPDATE join_invitation SET ended_at = ?"
               " WHERE id = ? AND campaign_id = ? AND team_id <=> ? AND ended_at IS NULL",
               now, invitation.id, invitation.campaign, invitation.team) == 1;
}

}  // namespace roster
