// Posters: choosing one at the desk, and taking it as PDF or PNG; a participant's own.
#pragma once

#include "campaign/language/template.h"
#include "web/app.h"

namespace pages {

http::Response show_poster_choice(const http::Request&, App&);  // GET /desk/:campaign/poster
http::Response send_desk_poster(const http::Request&, App&);    // GET …/poster.pdf and .png
// GET /desk/:campaign/placements/:placement/poster.pdf and .png
http::Response send_placement_poster(const http::Request&, App&);
http::Response send_participant_poster(const http::Request&, App&);  // GET /c/…/p/…/poster.pdf
http::Response send_my_poster(const http::Request&, App&);           // GET /me/:token/poster.pdf
// Fills POSTER of somebody's own page (me.html): the looks, and the campaign's own chosen.
void fill_own_poster(language::Values&, const std::string& path, const std::string& own_theme,
                     const std::string& lang);

}  // namespace pages
