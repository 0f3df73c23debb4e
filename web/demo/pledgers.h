// Pledgers: people who promise to give later: on a day, in parts, and for each lap of a walker.
#pragma once

#include "web/demo/walkers.h"

namespace demo {

// In the walk: some are due, some late, some paid in part; one list of laps is billed, one waits
// for its second person.
void promise_for_later(store::Store&, const Stage&, const Walkers&, const Cast&, Instant now);

}  // namespace demo
