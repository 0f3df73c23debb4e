// HashedAudit: an entry of the audit as the verifier walks it: the hash that the row carries, and
// the one of what stands in it now.
#pragma once

#include <string>
#include <vector>

#include "campaign/store/database.h"

namespace ledger {

struct HashedAudit {
    std::int64_t id = 0;
    std::string action, row_hash, hash_of_row;
};

// In order of id, after `last`, at most `limit`.
std::vector<HashedAudit> audit_after(store::Session&, std::int64_t last, int limit);

}  // namespace ledger
