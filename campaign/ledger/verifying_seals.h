// Verifying rows: every row of the ledger and the audit against its own hash and its leaf, and the
// leaves against the chain of seals. So the row is named that was changed, removed or added behind
// our back. Parts of verify_ledger(); they read in pages.
#pragma once

#include "campaign/ledger/verifying.h"

namespace ledger {

void object(Verdict&, const std::string& difference);  // Up to Verdict::differences_max of them.

void verify_rows(store::Session&, const Progress&, Verdict&);
void verify_audit(store::Session&, Verdict&);
void verify_seals(store::Session&, Verdict&);

}  // namespace ledger
