// Audit: who did what, in which role, on whose behalf and why. Append only, like the ledger.
//
// Every verb writes its entry inside its own transaction, so that there is no change without one.
#pragma once

#include <string>
#include <vector>

#include "campaign/people/role.h"
#include "campaign/store/database.h"

namespace ledger {

struct AuditEntry {
    people::Actor actor;
    std::string action;        // "gift confirmed", "campaign approved": a past participle.
    std::string subject_type;  // "gift", "campaign", "account", …
    std::int64_t subject_id = 0;
    CampaignId campaign = {};
    std::string reason = {};
    std::string detail = {};  // What changed, for people; never a secret, never an address.
};

void append_audit(store::Transaction&, const AuditEntry&, Instant now);
// What somebody did to their own account: signed in, added a passkey.
void append_own_act(store::Transaction&, AccountId, const std::string& action,
                    const std::string& detail, Instant now);

// One entry as it is read back.
struct AuditRow {
    Instant made_at;
    std::string actor_name, actor_role, on_behalf_of, action, subject_type, reason, detail;
    std::int64_t subject_id = 0;
};

std::vector<AuditRow> recent_audit(store::Session&, CampaignId, int limit);  // 0: of everything.
// About one thing, newest first; audit_of() begins with the oldest.
std::vector<AuditRow> recent_audit_of(store::Session&, const std::string& subject_type,
                                      std::int64_t subject_id, int limit);
std::vector<AuditRow> audit_of(store::Session&, const std::string& subject_type,
                               std::int64_t subject_id, int limit);

}  // namespace ledger
