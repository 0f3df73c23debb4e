// Heads of figures: neck, face, hair, scarf. A room of its own because hair is most of the work.
#pragma once

#include "print/figure.h"

namespace print {

// In figure units; `collar` is where the neck leaves the shoulders, `lean` in degrees.
void draw_head(Drawing&, const Figure&, Point collar, double lean);
void draw_scarf_drape(Drawing&, const Figure&,
                      Point shoulder);  // Over the top; nothing if no scarf.

}  // namespace print
