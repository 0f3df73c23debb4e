// Standings: who stands at which place, for any number of receivers, kept in memory.
//
// Putting one, finding the place of one and the row at a place cost O(log n) each (an
// order-statistic tree for each measure that was asked for). Equal scores share a place, and the
// next place counts them all: 1, 2, 2, 4. They stand in order of their numbers, which is roughly
// who was there first. Who stands at nothing has no place. Not for several threads.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "campaign/contest/contest.h"

namespace contest {

struct Placed {
    std::int64_t id = 0, place = 0;
    Scores scores;
};

class Standings {
public:
    Standings();
    ~Standings();
    Standings(Standings&&) noexcept;

    void put(std::int64_t id, const Scores&);  // In place of what it stood at before.

    std::size_t size(Measure) const;  // How many have a place.
    // Rows `from`, from + 1, …, at most `limit`.
    std::vector<Placed> rows(Measure, std::size_t from, std::size_t limit) const;
    std::optional<Placed> find(Measure, std::int64_t id) const;
    Scores scores_of(std::int64_t id) const;

private:
    struct Trees;
    std::unique_ptr<Trees> trees_;
};

}  // namespace contest
