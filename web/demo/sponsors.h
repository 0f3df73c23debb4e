// Sponsors: one who doubles gifts to the demo's walk these days.
#pragma once

#include "web/demo/stage.h"

namespace demo {

void match_some_gifts(store::Store&, const Stage&, Instant now);

}  // namespace demo
