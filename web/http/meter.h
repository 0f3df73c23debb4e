// Meter: how many requests were answered how, and how long they took, by route and lane.
//
// What is counted is bounded by the route table: an address that has no route counts as "none", a
// method that is none of ours is refused before. Any thread may note; threads rarely meet, because
// each notes in one of several drawers.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string_view>
#include <vector>

#include "web/http/guard.h"
#include "web/http/message.h"

namespace http {

// Upper ends of the histogram's buckets, in microseconds.
constexpr std::array<std::int64_t, 11> bucket_ends_us{5'000,     10'000,    25'000,    50'000,
                                                      100'000,   250'000,   500'000,   1'000'000,
                                                      2'500'000, 5'000'000, 10'000'000};

struct Seen {
    std::string_view route;  // The pattern in the route table; empty: none matched.
    Method method;
    int status;
    LaneName lane;
    std::chrono::microseconds took;
};

class Meter {
public:
    void note(const Seen&);

    struct Timed {
        std::array<std::uint64_t, bucket_ends_us.size() + 1> buckets{};  // Not cumulative.
        std::uint64_t count = 0;
        std::int64_t sum_us = 0;
    };
    struct Answers {
        std::string_view route;
        Method method;
        int status;
        auto operator<=>(const Answers&) const = default;
    };
    struct Place {
        std::string_view route;
        LaneName lane;
        auto operator<=>(const Place&) const = default;
    };
    struct Counts {
        std::map<Answers, std::uint64_t> answers;
        std::map<Place, Timed> times;
    };
    Counts counts() const;

private:
    struct alignas(64) Drawer {
        mutable std::mutex mutex;
        Counts counts;
    };
    static constexpr std::size_t drawers = 16;
    std::array<Drawer, drawers> drawers_;
};

}  // namespace http
