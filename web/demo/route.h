// Route: the way of the demo's walk, drawn from an invented track.
#pragma once

#include "web/demo/stage.h"

namespace demo {

// Brought by the coordinator, looked at by the organiser, as every route.
void chart_route(store::Store&, const Stage&, Instant now);

}  // namespace demo
