// Dice: what is by chance in the demo, the same in every run: a Mersenne twister with a fixed seed.
//
// Nothing secret comes from here; codes and tokens are drawn by the verbs that make them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "campaign/words/check.h"

namespace demo {

class Dice {
public:
    explicit Dice(std::uint32_t seed) : twister_{seed} {}

    // 0 to below - 1.
    std::int64_t below(std::int64_t limit) {
        check(limit > 0, "dice have at least one side");
        return static_cast<std::int64_t>(twister_() % static_cast<std::uint64_t>(limit));
    }
    std::int64_t between(std::int64_t least, std::int64_t most) {
        return least + below(most - least + 1);
    }
    bool happens(int per_mille) { return below(1000) < per_mille; }

    template <typename Any>
    const Any& one_of(const std::vector<Any>& things) {
        return things[static_cast<std::size_t>(below(static_cast<std::int64_t>(things.size())))];
    }
    // An index, as often as its weight says.
    std::size_t weighted(const std::vector<std::int64_t>& weights) {
        std::int64_t sum = 0;
        for (const auto weight : weights) sum += weight;
        auto left = below(sum);
        std::size_t at = 0;
        while (left >= weights[at]) left -= weights[at++];
        return at;
    }

private:
    std::mt19937 twister_;
};

}  // namespace demo
