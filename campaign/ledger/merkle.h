// Merkle trees as RFC 6962, 2.1 has them: a leaf is hashed with 0x00 before it, a node with 0x01,
// so that no node can be passed off as a leaf; the left side of a split is the largest power of
// two.
#pragma once

#include <string>
#include <vector>

namespace ledger {

// Of leaves in their order, as 64 lower-case hex digits. SHA-256; of nothing, that of no bytes.
std::string merkle_root(const std::vector<std::string>& leaves);

}  // namespace ledger
