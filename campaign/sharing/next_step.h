// NextStep: the one thing that is worth trying next, chosen by simple and honest rules.
//
// Pure. Nothing is promised: what worked is said with its figures, and there is one suggestion at a
// time, so that it can be done.
#pragma once

#include <cstdint>
#include <string>

namespace sharing {

enum class Step {
    give_first,     // Nobody has given yet: pages that start at zero stay at zero.
    tell_one,       // Nothing was shared yet: send it to one person.
    hand_in,        // Cash is waiting to be counted, and there is a day.
    thank,          // Somebody is to be thanked.
    nearly_there,   // A little is missing to the goal.
    again,          // One channel brought the most: use it again.
    bring_a_friend  // People see the page: ask somebody to take part.
};

struct Standing {
    bool takes_gifts = true, takes_people = true;
    std::int64_t gifts = 0, raised = 0, goal = 0;  // Minor units; goal 0: none.
    std::int64_t visits = 0;                       // By their links, by people.
    std::int64_t to_thank = 0, cash_waiting = 0;
    std::string best_channel = {};  // The one that raised, or else brought the most.
};

constexpr std::int64_t nearly_percent = 80;

Step next_step(const Standing&);

}  // namespace sharing
