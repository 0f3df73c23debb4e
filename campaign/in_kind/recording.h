// Recording: a gift in kind is written down, thanked in public, and taken back. All throw Refused.
#pragma once

#include "campaign/in_kind/in_kind.h"
#include "campaign/people/role.h"

namespace in_kind {

// Sent twice, a form is one gift.
InKind record_in_kind(store::Store&, const NewInKind&, const people::Actor&, Instant now);
// By somebody else than who wrote it, and not while everything is held.
void show_thanks(store::Store&, InKindId, const people::Actor&, Instant now);
// The memo is reversed; the row stays.
void take_back_in_kind(store::Store&, InKindId, const people::Actor&, Instant now);

}  // namespace in_kind
