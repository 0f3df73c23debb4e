#include "campaign/ledger/merkle.h"

#include <bit>
#include <span>

#include "campaign/words/token.h"

namespace ledger {

namespace {

constexpr char leaf_mark = '\x00', node_mark = '\x01';

std::string bytes_of(const std::string& hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
        bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    return bytes;
}

std::string root_of(std::span<const std::string> leaves) {
    if (leaves.size() == 1) return sha256_hex(leaf_mark + leaves.front());
    const auto left = std::bit_floor(leaves.size() - 1);
    return sha256_hex(node_mark + bytes_of(root_of(leaves.first(left))) +
                      bytes_of(root_of(leaves.subspan(left))));
}

}  // namespace

std::string merkle_root(const std::vector<std::string>& leaves) {
    return leaves.empty() ? sha256_hex("") : root_of(leaves);
}

}  // namespace ledger
