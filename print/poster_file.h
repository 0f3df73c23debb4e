// PosterFile: many posters in one PDF, each as often as it is wanted, in the order of the round in
// which they are hung.
#pragma once

#include "print/poster.h"

namespace print {

struct PosterSheets {
    PosterOrder order;
    int copies = 1;
};

constexpr int poster_file_sheets_max = 100;  // check()ed: a longer run is several files.

// All on the paper of the first. Where one may not be released, none of it is, and `warnings` of
// the outcome begin with the label of each that is at fault.
Poster render_poster_file(const std::vector<PosterSheets>&);

}  // namespace print
