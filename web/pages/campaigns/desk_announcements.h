// The desk's announcements of one campaign, and the big button that holds everything in it.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_announcements(const http::Request&, App&);  // GET /desk/:campaign/announcements
http::Response make_announcement(const http::Request&, App&);  // POST /desk/:campaign/announcements
http::Response decide_announcement(const http::Request&,
                                   App&);  // POST …/announcements/:announcement

http::Response hold_campaign(const http::Request&, App&);     // POST /desk/:campaign/hold
http::Response release_campaign(const http::Request&, App&);  // POST /desk/:campaign/hold/end

}  // namespace pages
