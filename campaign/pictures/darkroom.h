// Darkroom: develops uploaded pictures in a process of their own, a few at a time.
//
// Invariants:
//   * Not one byte of a stranger's picture is decoded in this process.
//   * At most `at_once_max` pictures are developed and `waiting_max` wait; more are refused, so
//   that
//     those who bring pictures cannot keep gifts waiting.
//   * A decoder that breaks, hangs or grows takes only its own process with it.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string_view>

#include "campaign/pictures/rendition.h"

namespace pictures {

class Darkroom {
public:
    static constexpr int at_once_max = 2, waiting_max = 4;

    // The largest first. Throws Refused(not_a_valid_value, "photo") with a sentence for people, or
    // Refused(too_many_attempts) when too many wait.
    std::vector<Rendition> develop(std::string_view bytes, Use = Use::pages);

private:
    class Turn;

    std::mutex mutex_;
    std::condition_variable free_;
    int busy_ = 0, waiting_ = 0;
};

}  // namespace pictures
