#include "web/http/meter.h"

#include <algorithm>
#include <functional>
#include <thread>

namespace http {

void Meter::note(const Seen& seen) {
    const auto mine = std::hash<std::thread::id>{}(std::this_thread::get_id()) % drawers;
    auto& drawer = drawers_[mine];
    const auto us = seen.took.count();
    const auto bucket = static_cast<std::size_t>(std::ranges::lower_bound(bucket_ends_us, us) -
                                                 bucket_ends_us.begin());
    const std::lock_guard lock{drawer.mutex};
    ++drawer.counts.answers[{seen.route, seen.method, seen.status}];
    auto& timed = drawer.counts.times[{seen.route, seen.lane}];
    ++timed.buckets[bucket], ++timed.count, timed.sum_us += us;
}

Meter::Counts Meter::counts() const {
    Counts all;
    for (const auto& drawer : drawers_) {
        const std::lock_guard lock{drawer.mutex};
        for (const auto& [what, count] : drawer.counts.answers) all.answers[what] += count;
        for (const auto& [place, timed] : drawer.counts.times) {
            auto& sum = all.times[place];
            for (std::size_t i = 0; i < timed.buckets.size(); ++i)
                sum.buckets[i] += timed.buckets[i];
            sum.count += timed.count, sum.sum_us += timed.sum_us;
        }
    }
    return all;
}

}  // namespace http
