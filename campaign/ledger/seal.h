// Seal: a Merkle root over rows of the ledger and the audit, chained to the seal before.
//
// A leaf is what a row was when it was written, in the transaction that wrote it. So a row without
// a leaf was added behind our back, a leaf without its row tells which one was removed, and a row
// that differs from its leaf was changed, even if its own hash was made to fit. Whoever changes the
// leaves as well must make every seal anew from there on, and then the hash that was sent out, or
// stands in a closed month or a backup, is in the chain no more.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"

namespace ledger {

enum class Source { transfer = 1, audit = 2 };

struct Leaf {
    Source source;
    std::int64_t row = 0;  // Its id.
    std::string row_hash;
};

struct Seal {
    std::int64_t number = 0;  // Counts from 1; 0: before the first.
    Instant sealed_at;
    std::int64_t leaves = 0;
    std::string root, previous, hash;  // 64 hex digits; the first seal's previous is zeros.
};

constexpr int leaves_per_seal_max = 4096;

// SHA-256 over the other fields, joined by the unit separator (0x1F).
std::string seal_hash_of(const Seal&);
Seal seal_after(const Seal& last, const std::vector<Leaf>&, Instant now);
Seal no_seal();  // What the first one follows.

// Storage: seal_sql.cpp. Leaves are written by append_transfers() and append_audit() alone.
void insert_leaves(store::Transaction&, const std::vector<Leaf>&);
void insert_seal(store::Transaction&, const Seal&);  // Throws store::Duplicate if another stands.
// Puts the leaves under the seal; returns how many it found without one.
int seal_leaves(store::Transaction&, std::int64_t seal, Source, const std::vector<Leaf>&);
std::optional<Seal> last_seal(store::Session&);
std::optional<Seal> find_seal(store::Session&, const std::string& hash);
std::vector<Seal> seals_after(store::Session&, std::int64_t number, int limit);
// In the order in which they are hashed: the ledger's first, then the audit's, each by id.
std::vector<Leaf> leaves_of(store::Session&, std::int64_t seal);
std::vector<Leaf> unsealed_leaves(store::Session&, int limit);
std::int64_t count_unsealed(store::Session&);
// Of one source, by id, above `after` and up to `until`.
std::vector<Leaf> leaves_between(store::Session&, Source, std::int64_t after, std::int64_t until,
                                 int limit);

}  // namespace ledger
