// The desk's pages about what is shown: screens, overlay and widget to copy, gifts first; and the
// contest: its rules, its groups and its result.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_desk_shown(const http::Request&, App&);    // GET /desk/:campaign/shown
http::Response put_gifts_first(const http::Request&, App&);    // POST /desk/:campaign/shown
http::Response show_desk_contest(const http::Request&, App&);  // GET /desk/:campaign/contest
http::Response change_contest(const http::Request&, App&);     // POST /desk/:campaign/contest
http::Response change_groups(const http::Request&, App&);      // POST …/contest/groups
http::Response conclude_contest(const http::Request&, App&);   // POST …/contest/result

}  // namespace pages
