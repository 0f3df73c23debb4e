// Feed: tells the viewers of a campaign what it looks like now.
//
// A change in this process wakes it; it carries no data, so losing a wake-up harms nothing.
#pragma once

#include <string>

#include "web/live/viewers.h"

namespace live {

class Feed {
public:
    explicit Feed(Viewers& viewers) : viewers_{viewers} {}

    Viewers& viewers() { return viewers_; }

private:
    Viewers& viewers_;
};

}  // namespace live
