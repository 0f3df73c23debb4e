// /desk/{slug}/pledges and …/laps: what was pledged, how it is paid, and the laps that bill it.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_pledges(const http::Request&, App&);      // GET  /desk/:campaign/pledges
http::Response type_pledge(const http::Request&, App&);       // POST /desk/:campaign/pledges
http::Response show_desk_pledge(const http::Request&, App&);  // GET  …/pledges/:pledge
http::Response act_on_pledge(const http::Request&, App&);     // POST …/pledges/:pledge
http::Response show_laps(const http::Request&, App&);         // GET  /desk/:campaign/laps
http::Response type_laps(const http::Request&, App&);         // POST /desk/:campaign/laps
http::Response show_lap_batch(const http::Request&, App&);    // GET  …/laps/:batch
http::Response decide_laps(const http::Request&, App&);       // POST …/laps/:batch

}  // namespace pages
