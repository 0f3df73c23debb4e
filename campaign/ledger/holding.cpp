#include "campaign/ledger/holding.h"

#include <algorithm>

namespace ledger {

namespace {

const std::string cash = "cash";

std::vector<Holding> taken_in_order(std::vector<Holding> held, std::int64_t minor) {
    std::vector<Holding> parts;
    for (const auto& one : held) {
        const auto taken = std::min(one.minor, minor);
        if (taken <= 0) continue;  // Rows from before told nothing apart: less than nothing stays.
        parts.push_back({one.method, taken});
        minor -= taken;
    }
    if (minor == 0) return parts;
    const auto found = std::ranges::find(parts, cash, &Holding::method);
    if (found == parts.end())
        parts.push_back({cash, minor});
    else
        found->minor += minor;
    return parts;
}

}  // namespace

std::vector<Holding> parts_moved(const std::vector<Holding>& held, std::int64_t minor) {
    auto order = held;
    std::ranges::stable_partition(order, [&](const Holding& one) { return one.method != cash; });
    // Cash and cheques come on two lines of the statement, or on one.
    std::ranges::stable_partition(order, [&](const Holding& one) { return one.minor == minor; });
    return taken_in_order(std::move(order), minor);
}

std::vector<Holding> parts_missing(const std::vector<Holding>& held, std::int64_t minor) {
    auto order = held;
    std::ranges::stable_partition(order, [&](const Holding& one) { return one.method == cash; });
    return taken_in_order(std::move(order), minor);
}

}  // namespace ledger
