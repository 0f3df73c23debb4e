// Papers: receipts that donors of the demo have asked for, and things that were given.
#pragma once

#include "web/demo/stage.h"

namespace demo {

void write_papers(store::Store&, const Stage&, Instant now);

}  // namespace demo
