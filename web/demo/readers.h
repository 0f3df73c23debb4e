// Readers: what those who moderate the demo have done, and what they left for whoever looks:
// stories, an announcement, a conversation, an author who is trusted.
#pragma once

#include "web/demo/stage.h"
#include "web/demo/walkers.h"

namespace demo {

void leave_for_readers(store::Store&, const Stage&, const Walkers&, Instant now);

}  // namespace demo
