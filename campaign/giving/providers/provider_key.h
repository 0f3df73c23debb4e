// ProviderKey: a secret that opens a provider's API or proves its messages, and since when.
//
// The newest of a purpose is used for asking. Messages may be signed with any that has not ended:
// so a key is changed without losing one. A value is never shown again once it was entered.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"

namespace providers {

struct ProviderKey {
    std::int64_t id = 0;
    std::string provider, purpose, value;
    AccountId made_by = {};
    Instant made_at = {};
    std::optional<Instant> tried_at = {}, ends_at = {};
};

constexpr std::size_t key_bytes_max = 400;
std::string last_digits(const std::string& value);  // "…x7Qa": to tell two apart.

// Those that are good now, the newest first.
std::vector<ProviderKey> keys_in_use(store::Session&, const std::string& provider, Instant now);
// The keys of a value that was entered before count from now on again.
void insert_key(store::Transaction&, const ProviderKey&);
// Those of this purpose but the one of this value are good until then, and no longer.
void end_other_keys(store::Transaction&, const ProviderKey& kept, Instant until);
void end_key(store::Transaction&, std::int64_t id, Instant now);

}  // namespace providers
