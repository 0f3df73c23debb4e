#include "campaign/ledger/audit.h"
#include "campaign/ledger/hashed_audit.h"
#include "campaign/ledger/seal.h"
#include "campaign/words/token.h"

namespace ledger {

namespace {

const std::string select_audit =
    "SELECT a.made_at, COALESCE(p.name, '') AS actor_name, a.actor_role, a.on_behalf_of, a.action,"
    " a.subject_type, a.subject_id, a.reason, a.detail"
    " FROM audit a LEFT JOIN account p ON p.id = a.actor_id ";

std::vector<AuditRow> audit_from(const std::vector<store::Row>& rows) {
    std::vector<AuditRow> entries;
    for (const auto& row : rows)
        entries.push_back({row.instant("made_at"), row.text("actor_name"), row.text("actor_role"),
                           row.text("on_behalf_of"), row.text("action"), row.text("subject_type"),
                           row.text("reason"), row.text("detail"), row.number("subject_id")});
    return entries;
}

std::string audit_hash_of(std::int64_t id, const AuditEntry& entry, Instant made_at) {
    constexpr char between = '\x1f';
    std::string canonical;
    for (const auto& field :
         {std::to_string(id), sql_text(made_at), std::to_string(entry.actor.account.value),
          entry.actor.role, entry.actor.on_behalf_of, entry.action, entry.subject_type,
          std::to_string(entry.subject_id), std::to_string(entry.campaign.value), entry.reason,
          entry.detail, entry.actor.request_id})
        canonical += field + between;
    return sha256_hex(canonical);
}

}  // namespace

void append_audit(store::Transaction& tx, const AuditEntry& entry, Instant now) {
    const auto id = new_number(now);
    const auto row_hash = audit_hash_of(id, entry, now);
    tx.run(
        "INSERT INTO audit (id, made_at, actor_id, actor_role, on_behalf_of, action,"
        " subject_type, subject_id, campaign_id, reason, detail, request_id, row_hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        id, now, entry.actor.account, entry.actor.role, entry.actor.on_behalf_of, entry.action,
        entry.subject_type, entry.subject_id, entry.campaign, entry.reason, entry.detail,
        entry.actor.request_id, row_hash);
    insert_leaves(tx, {{Source::audit, id, row_hash}});
}

void append_own_act(store::Transaction& tx, AccountId account, const std::string& action,
                    const std::string& detail, Instant now) {
    append_audit(tx,
                 {.actor = {account, "account"},
                  .action = action,
                  .subject_type = "account",
                  .subject_id = account.value,
                  .detail = detail},
                 now);
}

std::vector<AuditRow> recent_audit(store::Session& session, CampaignId campaign, int limit) {
    if (!campaign)
        return audit_from(
            session.all(select_audit + "ORDER BY a.made_at DESC, a.id DESC LIMIT ?", limit));
    return audit_from(session.all(select_audit + "WHERE a.campaign_id = ?"
                                                 " ORDER BY a.made_at DESC, a.id DESC LIMIT ?",
                                  campaign, limit));
}

std::vector<AuditRow> recent_audit_of(store::Session& session, const std::string& subject_type,
                                      std::int64_t subject_id, int limit) {
    return audit_from(session.all(select_audit + "WHERE a.subject_type = ? AND a.subject_id = ?"
                                                 " ORDER BY a.made_at DESC, a.id DESC LIMIT ?",
                                  subject_type, subject_id, limit));
}

std::vector<AuditRow> audit_of(store::Session& session, const std::string& subject_type,
                               std::int64_t subject_id, int limit) {
    return audit_from(session.all(select_audit + "WHERE a.subject_type = ? AND a.subject_id = ?"
                                                 " ORDER BY a.made_at, a.id LIMIT ?",
                                  subject_type, subject_id, limit));
}

std::vector<HashedAudit> audit_after(store::Session& session, std::int64_t last, int limit) {
    std::vector<HashedAudit> entries;
    for (const auto& row :
         session.all("SELECT id, made_at, actor_id, actor_role, on_behalf_of, action, subject_type,"
                     " subject_id, campaign_id, reason, detail, request_id, row_hash FROM audit"
                     " WHERE id > ? ORDER BY id LIMIT ?",
                     last, limit)) {
        AuditEntry entry;
        entry.actor = {row.id<AccountId>("actor_id"), row.text("actor_role"),
                       row.text("request_id"), row.text("on_behalf_of")};
        entry.action = row.text("action"), entry.subject_type = row.text("subject_type");
        entry.subject_id = row.number("subject_id");
        entry.campaign = row.id<CampaignId>("campaign_id");
        entry.reason = row.text("reason"), entry.detail = row.text("detail");
        const auto id = row.number("id");
        entries.push_back({id, entry.action, row.text("row_hash"),
                           audit_hash_of(id, entry, row.instant("made_at"))});
    }
    return entries;
}

}  // namespace ledger
