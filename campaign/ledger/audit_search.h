// AuditSearch: the audit trail by who, what, when and about what, newest first, page by page.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/ledger/audit.h"

namespace ledger {

struct AuditSearch {
    std::string actor = {};    // A part of a colleague's name.
    std::string action = {};   // A part of what was done: "confirmed".
    std::string subject = {};  // Its sort: "gift".
    std::int64_t subject_id = 0;
    std::optional<Instant> from = {}, until = {};  // until: not included.
    CampaignId campaign = {};                      // 0: all.
};

struct AuditFound : AuditRow {
    std::int64_t id = 0;
    std::string campaign;  // Its slug.
};

// Older than that entry (0: from the newest).
std::vector<AuditFound> search_audit(store::Session&, const AuditSearch&, std::int64_t before,
                                     int limit);
std::vector<std::string> audited_subjects(store::Session&);
std::vector<std::string> audited_actions(store::Session&);

}  // namespace ledger
