// Trusted authors of one campaign: whose texts are public at once, who said so, and why.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_trust(const http::Request&, App&);    // GET /desk/:campaign/trusted
http::Response change_trust(const http::Request&, App&);  // POST /desk/:campaign/trusted

}  // namespace pages
