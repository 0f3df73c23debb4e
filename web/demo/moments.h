// Moments: when people give and visit: on Sundays more than on Tuesdays, at nobody's four o'clock.
#pragma once

#include "campaign/words/instant.h"
#include "web/demo/dice.h"

namespace demo {

// A moment of a day and an hour as people live them. rush above 0 puts more towards the end, below
// 0 more towards the beginning.
Instant draw_moment(Dice&, Instant from, Instant until, int rush);

// The next working morning of finance, some working days after.
Instant working_morning(Dice&, Instant after, int days_later);

}  // namespace demo
