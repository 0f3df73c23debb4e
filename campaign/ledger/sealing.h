// Sealing: puts what was written since under new seals, whoever of us comes first.
#pragma once

#include "campaign/ledger/seal.h"

namespace ledger {

// Makes seals until nothing waits, or so many; returns how many leaves they hold. Several programs
// may do it at once: a seal of a number is made once, and the other looks again at its next round.
std::int64_t seal_rows(store::Store&, Instant now, int seals_max = 64);

// Writes the day's mail with the last seal, once a day, whoever of us does it. Kept outside, it
// shows later that nothing before it was changed (`ledger verify --seal`).
void send_seal(store::Store&, const std::string& to, Instant now);

}  // namespace ledger
