// Registry: which card providers there are, and those of them that have keys.
//
// A provider is made anew from the keys that are good now, so a new key is used from the next call
// on, in every process. One more provider is one more row of all_kinds().
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "campaign/giving/providers/provider.h"
#include "campaign/store/database.h"

namespace providers {

// By purpose, the newest first; every one of them is good.
using KeyRing = std::map<std::string, std::vector<std::string>>;

// A key as a person enters it.
struct KeyField {
    std::string_view purpose, label, hint;
    std::string_view prefix;  // It begins so; alternatives are separated by spaces.
    bool overlaps = false;    // An older one stays good for a while (messages under way).
};

struct Kind {
    std::string_view name, title;
    std::string_view api;  // Its address, unless the configuration names another.
    std::vector<KeyField> fields;
    std::unique_ptr<Provider> (*make)(const KeyRing&, const std::string& api);
};
const std::vector<Kind>& all_kinds();
const Kind* find_kind(std::string_view name);

// Addresses: where each provider's API is, by name, where it is not where it always is. From the
// configuration alone: nobody at the desk can send a key anywhere.
using Addresses = std::map<std::string, std::string>;

class Registry {
public:
    Registry(store::Session& session, const Addresses& addresses)
        : session_{session}, addresses_{addresses} {}

    // Nothing where there is no such provider, or where one of its keys is missing.
    std::unique_ptr<Provider> find(const std::string& name, Instant now) const;
    std::vector<std::unique_ptr<Provider>> all(Instant now) const;
    KeyRing keys_of(const Kind&, Instant now) const;
    // With these keys, whether or not they are kept; nothing if one is missing.
    std::unique_ptr<Provider> make(const Kind&, const KeyRing&) const;

private:
    store::Session& session_;
    const Addresses& addresses_;
};

}  // namespace providers
