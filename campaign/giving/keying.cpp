#include "campaign/giving/keying.h"

#include <algorithm>

#include "campaign/ledger/audit.h"
#include "campaign/outside/http_client.h"
#include "campaign/words/refusal.h"

namespace giving {

namespace {

using providers::KeyField;

Refused wrong(std::string_view field, std::string sentence) {
    return Refused{{Reason::not_a_valid_value, std::string{field}, std::move(sentence)}};
}

bool begins_right(const std::string& value, std::string_view prefixes) {
    if (prefixes.empty()) return true;
    while (!prefixes.empty()) {
        const auto space = prefixes.find(' ');
        if (value.starts_with(prefixes.substr(0, space))) return true;
        prefixes.remove_prefix(space == prefixes.npos ? prefixes.size() : space + 1);
    }
    return false;
}

void refuse_bad(const KeyField& field, const std::string& value) {
    const auto is_plain = [](char c) { return c > ' ' && c < 0x7f; };
    if (value.size() > providers::key_bytes_max || !std::ranges::all_of(value, is_plain))
        throw wrong(field.purpose, "This cannot be a key. Copy it again, without spaces.");
    if (!begins_right(value, field.prefix))
        throw wrong(field.purpose, "This is another kind of key: this one begins with " +
                                       std::string{field.prefix} + ".");
}

void try_at_provider(const providers::Registry& registry, const providers::Kind& kind,
                     const providers::KeyRing& ring, std::string_view field) {
    std::string trouble;
    try {
        trouble = registry.make(kind, ring)->try_keys();
    } catch (const outside::Unreachable&) {
        trouble = "The provider cannot be reached now. Nothing was changed; please try again.";
    } catch (const providers::NotTaken& no) {
        trouble = std::string{"The provider says: "} + no.what();
    }
    if (!trouble.empty()) throw wrong(field, trouble);
}

}  // namespace

void enter_keys(store::Store& store, const providers::Registry& registry,
                const providers::Kind& kind, const std::map<std::string, std::string>& typed,
                const people::Actor& actor, Instant now) {
    auto ring = registry.keys_of(kind, now);
    std::vector<providers::ProviderKey> fresh;
    for (const auto& field : kind.fields) {
        const std::string purpose{field.purpose};
        const auto found = typed.find(purpose);
        if (found == typed.end() || found->second.empty()) {
            if (!ring.contains(purpose)) throw wrong(purpose, "This one is needed, too.");
            continue;
        }
        refuse_bad(field, found->second);
        ring[purpose].insert(ring[purpose].begin(), found->second);
        fresh.push_back({new_number(now), std::string{kind.name}, purpose, found->second,
                         actor.account, now, now});
    }
    if (fresh.empty()) throw wrong(kind.fields.front().purpose, "Enter the key that is new.");
    try_at_provider(registry, kind, ring, fresh.front().purpose);
    store.in_transaction([&](store::Transaction& tx) {
        for (const auto& key : fresh) {
            const auto field = std::ranges::find(kind.fields, key.purpose, &KeyField::purpose);
            providers::insert_key(tx, key);
            providers::end_other_keys(tx, key, field->overlaps ? now + overlap : now);
            ledger::append_audit(tx,
                                 {actor,
                                  "card key entered",
                                  "provider_key",
                                  key.id,
                                  {},
                                  "",
                                  key.provider + " " + key.purpose},
                                 now);
        }
    });
}

void end_key(store::Store& store, const providers::Kind& kind, std::int64_t id,
             const people::Actor& actor, Instant now) {
    const auto keys = providers::keys_in_use(store.session(), std::string{kind.name}, now);
    const auto found = std::ranges::find(keys, id, &providers::ProviderKey::id);
    if (found == keys.end()) throw Refused{{Reason::not_found}};
    store.in_transaction([&](store::Transaction& tx) {
        providers::end_key(tx, id, now);
        ledger::append_audit(tx,
                             {actor,
                              "card key ended",
                              "provider_key",
                              id,
                              {},
                              "",
                              found->provider + " " + found->purpose},
                             now);
    });
}

}  // namespace giving
