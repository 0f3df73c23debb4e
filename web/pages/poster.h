// Posters: choosing one at the desk, and taking it as PDF or PNG; a participant's own.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_poster_choice(const http::Request&, App&);  // GET /desk/:campaign/poster
http::Response send_desk_poster(const http::Request&, App&);    // GET …/poster.pdf and .png
// GET /desk/:campaign/placements/:placement/poster.pdf and .png
http::Response send_placement_poster(const http::Request&, App&);
http::Response send_participant_poster(const http::Request&, App&);  // GET /c/…/p/…/poster.pdf
http::Response send_my_poster(const http::Request&, App&);           // GET /me/:token/poster.pdf

}  // namespace pages
