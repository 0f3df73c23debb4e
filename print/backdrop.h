// Backdrop: what lies between the sky and the ground that people stand on, for each theme its own.
#pragma once

#include "print/canvas.h"
#include "print/scenery.h"

namespace print {

// Everything but hills, which illustration.cpp draws.
Drawing draw_backdrop(const Theme&, const Stage&, Dice&);
bool has_hills(const Theme&);
// What grows on the nearest of them: heather with standing stones, or flowers; or nothing.
Drawing draw_growth(const Theme&, const Stage&, const Ridge& near_hill, Dice);

// White letters stay readable on any picture: the sky's colour lies over it as far as they go.
Drawing veil_over(const Rect&, double words_end, const Theme&);

Drawing draw_harbour(const Theme&, const Stage&, Dice&);
Drawing draw_skyline(const Theme&, const Stage&, Dice&);
Drawing draw_blossom(const Theme&, const Stage&, Dice&);
Drawing draw_starlight(const Theme&, const Stage&, Dice&);
Drawing draw_balloons(const Theme&, const Stage&, Dice&);

}  // namespace print
