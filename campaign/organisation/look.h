// Look: the organisation's colours and logo, for its paper and its pages.
//
// Colours are kept as they were asked for; whoever paints with them sees to it that letters stay
// readable. Empty means the theme's own.
#pragma once

#include <string>

#include "campaign/store/database.h"

namespace organisation {

struct Look {
    std::string main_colour = {}, accent_colour = {};  // "#0B6472", or empty.
    std::string logo = {};                             // Digest of its picture, or empty.
    int version = 0;                                   // Of the organisation's row.
};

Look find_look(store::Session&);
// False if somebody changed the organisation since the version that the look carries.
bool update_look(store::Transaction&, const Look&);

}  // namespace organisation
