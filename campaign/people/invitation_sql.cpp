#include "campaign/people/invitation.h"
#include "campaign/words/token.h"

namespace people {

namespace {

using Purpose = Invitation::Purpose;

std::string purpose_text(Purpose purpose) {
    switch (purpose) {
        case Purpose::first:
            return "first";
        case Purpose::invite:
            return "invite";
        case Purpose::renew:
            return "renew";
    }
    return {};
}

Purpose purpose_from(const std::string& text) {
    if (text == "first") return Purpose::first;
    return text == "renew" ? Purpose::renew : Purpose::invite;
}

const std::string columns = "purpose, email, name, role, campaign_id, account_id, made_by";

std::optional<Invitation> invitation_from(const store::Row& row) {
    const auto role = find_role(row.text("role"));
    if (!role) return {};
    return Invitation{purpose_from(row.text("purpose")),
                      row.text("email"),
                      row.text("name"),
                      *role,
                      row.id<CampaignId>("campaign_id"),
                      row.id<AccountId>("account_id"),
                      row.id<AccountId>("made_by")};
}

}  // namespace

std::string insert_invitation(store::Transaction& tx, const Invitation& made, Instant now) {
    tx.run("DELETE FROM invitation WHERE used_at IS NULL AND purpose = ? AND email = ?",
           purpose_text(made.purpose), made.email);
    auto token = random_token();
    tx.run(
        "INSERT INTO invitation (token_digest, purpose, email, name, role, campaign_id,"
        " account_id, made_by, made_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        sha256_hex(token), purpose_text(made.purpose), made.email, made.name, role_name(made.role),
        made.campaign.value, made.account, made.made_by, now,
        now + std::chrono::hours{24 * invitation_days});
    return token;
}

std::optional<Invitation> find_invitation(store::Session& session, const std::string& token,
                                          Instant now) {
    const auto row = session.one("SELECT " + columns +
                                     " FROM invitation WHERE token_digest = ?"
                                     " AND used_at IS NULL AND expires_at > ?",
                                 sha256_hex(token), now);
    return row ? invitation_from(*row) : std::nullopt;
}

std::vector<OpenInvitation> open_invitations(store::Session& session, Instant now) {
    std::vector<OpenInvitation> open;
    for (const auto& row :
         session.all("SELECT token_digest, made_at, expires_at, " + columns +
                         " FROM invitation WHERE used_at IS NULL AND expires_at > ?"
                         " AND purpose = 'invite' ORDER BY made_at DESC, token_digest LIMIT ?",
                     now, invitations_listed_max))
        if (auto invitation = invitation_from(row))
            open.push_back({row.text("token_digest"), std::move(*invitation),
                            row.instant("made_at"), row.instant("expires_at")});
    return open;
}

bool end_invitation(store::Transaction& tx, const std::string& digest) {
    return tx.run("DELETE FROM invitation WHERE token_digest = ? AND used_at IS NULL", digest) == 1;
}

void end_invitations_of(store::Transaction& tx, AccountId account) {
    tx.run("DELETE FROM invitation WHERE account_id = ? AND used_at IS NULL", account);
}

bool use_invitation(store::Transaction& tx, const std::string& token, Instant now) {
    return tx.run(
               "UPDATE invitation SET used_at = ? WHERE token_digest = ? AND used_at IS NULL"
               " AND expires_at > ?",
               now, sha256_hex(token), now) == 1;
}

}  // namespace people
