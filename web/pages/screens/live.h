// Live: the event stream of a campaign, the same as JSON for who cannot hold a stream open, and the
// big screen.
#pragma once

#include "web/app.h"

namespace pages {

http::Response follow_state(const http::Request&, App&);
http::Response show_state(const http::Request&, App&);
http::Response show_screen(const http::Request&, App&);  // GET /c/:campaign/screen

}  // namespace pages
