// Verifying pledges: each one's sums against the ledger rows of its own and of its gifts. A part of
// verify_ledger().
#pragma once

#include <map>

#include "campaign/ledger/verifying.h"

namespace ledger {

void verify_pledges(store::Session&, Verdict&);
// What is still promised to each participant or team ("participant_id", "team_id").
std::map<std::int64_t, std::int64_t> open_pledges_by(store::Session&, const std::string& column);

}  // namespace ledger
