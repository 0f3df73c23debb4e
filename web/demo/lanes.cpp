#include "web/demo/lanes.h"

#include <exception>
#include <thread>
#include <vector>

namespace demo {

void run_lanes(const std::function<void(int lane)>& work) {
    std::vector<std::exception_ptr> failures(lanes);
    {
        std::vector<std::jthread> threads;
        for (int lane = 0; lane < lanes; ++lane)
            threads.emplace_back([&, lane] {
                try {
                    work(lane);
                } catch (...) {  // Handed to the thread that waits.
                    failures[static_cast<std::size_t>(lane)] = std::current_exception();
                }
            });
    }
    for (const auto& failure : failures)
        if (failure) std::rethrow_exception(failure);
}

}  // namespace demo
