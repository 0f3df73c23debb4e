// Races: the rules, groups and races of the demo's contest, and the scores of everybody in it.
#pragma once

#include "web/demo/stage.h"
#include "web/demo/walkers.h"

namespace demo {

void hold_contests(store::Store&, const Stage&, const Walkers&, Instant now);

}  // namespace demo
