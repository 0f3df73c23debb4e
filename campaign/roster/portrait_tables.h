// What the verbs of portraits write, row by row. Only portraying.cpp calls it.
#pragma once

#include "campaign/roster/portrait.h"

namespace roster {

void insert_portrait(store::Transaction&, const Portrait&);

// From the state and version that were read; false if somebody was faster.
struct PortraitMove {
    const Portrait& portrait;
    PortraitState to;
    AccountId decided_by = {};
    std::string reason = {};
    Instant at;
};
bool move_portrait(store::Transaction&, const PortraitMove&);

}  // namespace roster
