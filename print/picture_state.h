// What a Picture holds. For canvas.cpp and picture.cpp only.
#pragma once

#include <cairomm/cairomm.h>

#include "print/picture.h"

namespace print {

struct Picture::State {
    Cairo::RefPtr<Cairo::ImageSurface> surface;
};

}  // namespace print
