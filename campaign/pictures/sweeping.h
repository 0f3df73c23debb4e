// Sweeping: photos that were brought and never put anywhere are forgotten, rows and bytes.
//
// A form that was never sent, a post given up: after a week nobody comes back for its photos. What
// anything refers to stays, whatever became of that; so does what was public once.
#pragma once

#include <chrono>

#include "campaign/pictures/photo.h"

namespace pictures {

constexpr std::chrono::days unused_kept{7};
constexpr int swept_at_once_max = 200;

int sweep_unused_photos(store::Store&, Instant now);  // How many.

}  // namespace pictures
