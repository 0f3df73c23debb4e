// Bringing: somebody joins by another participant's link, and that is written down.
#pragma once

#include "campaign/sharing/referral.h"

namespace sharing {

// After they joined, with the code that they came by (may be empty or nonsense). Does nothing where
// the code is no other participant's, and harms nothing when done twice.
void note_bringing(store::Store&, const roster::Participant& joined, std::string_view code,
                   Instant now);

}  // namespace sharing
