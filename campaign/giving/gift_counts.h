// How many gifts there are, by state and method: for those who watch the program.
#pragma once

#include <string>
#include <vector>

#include "campaign/store/database.h"

namespace giving {

struct GiftCount {
    std::string state, method;
    std::int64_t count = 0;
};
std::vector<GiftCount> count_gifts(store::Session&);

}  // namespace giving
