#include "campaign/giving/providers/provider_key.h"

namespace providers {

std::string last_digits(const std::string& value) {
    constexpr std::size_t shown = 4, long_enough = 12;
    if (value.size() < long_enough) return "…";
    return "…" + value.substr(value.size() - shown);
}

std::vector<ProviderKey> keys_in_use(store::Session& session, const std::string& provider,
                                     Instant now) {
    constexpr int keys_max = 40;
    std::vector<ProviderKey> keys;
    for (const auto& row :
         session.all("SELECT id, provider, purpose, value, made_by, made_at, tried_at, ends_at"
                     " FROM provider_key WHERE provider = ? AND (ends_at IS NULL OR ends_at > ?)"
                     " ORDER BY made_at DESC, id DESC LIMIT ?",
                     provider, now, keys_max))
        keys.push_back({row.number("id"), row.text("provider"), row.text("purpose"),
                        row.text("value"), row.id<AccountId>("made_by"), row.instant("made_at"),
                        row.maybe_instant("tried_at"), row.maybe_instant("ends_at")});
    return keys;
}

void insert_key(store::Transaction& tx, const ProviderKey& key) {
    tx.run(
        "INSERT INTO provider_key (id, provider, purpose, value, made_by, made_at, tried_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE made_by = VALUES(made_by),"
        " made_at = VALUES(made_at), tried_at = VALUES(tried_at), ends_at = NULL",
        key.id, key.provider, key.purpose, key.value, key.made_by, key.made_at, key.tried_at);
}

void end_other_keys(store::Transaction& tx, const ProviderKey& kept, Instant until) {
    tx.run(
        "UPDATE provider_key SET ends_at = ? WHERE provider = ? AND purpose = ? AND value <> ?"
        " AND (ends_at IS NULL OR ends_at > ?)",
        until, kept.provider, kept.purpose, kept.value, until);
}

void end_key(store::Transaction& tx, std::int64_t id, Instant now) {
    tx.run("UPDATE provider_key SET ends_at = ? WHERE id = ?", now, id);
}

}  // namespace providers
