// Lanes: the demo's work is done side by side, so that its commits share the disk.
#pragma once

#include <functional>

namespace demo {

constexpr int lanes = 10;

// Tells how much of the work is done, in per cent; only ever called by one thread at a time.
using Progress = std::function<void(int percent)>;

// Runs work(lane) for every lane at once; throws what the first failed one threw.
void run_lanes(const std::function<void(int lane)>& work);

}  // namespace demo
