// Keying: entering the keys of a card provider, and ending them.
//
// A key is tried at the provider before it is kept. The one before it is used no more, but where
// messages may still be under way that were signed with it, it proves them for three days.
#pragma once

#include <map>

#include "campaign/giving/providers/provider_key.h"
#include "campaign/giving/providers/registry.h"
#include "campaign/people/role.h"

namespace giving {

constexpr std::chrono::hours overlap{72};  // As long as providers repeat a message.

// By purpose. Refuses with the field's purpose and a sentence when one cannot be a key, when one is
// missing, and when the provider says no.
void enter_keys(store::Store&, const providers::Registry&, const providers::Kind&,
                const std::map<std::string, std::string>& typed, const people::Actor&, Instant now);
void end_key(store::Store&, const providers::Kind&, std::int64_t id, const people::Actor&,
             Instant now);

}  // namespace giving
