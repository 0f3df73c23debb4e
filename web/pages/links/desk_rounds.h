// The desk's page about helpers: who they are, what they hang in which round, and their links.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_rounds(const http::Request&, App&);      // GET /desk/:campaign/helpers
http::Response change_rounds(const http::Request&, App&);    // POST /desk/:campaign/helpers
http::Response draw_round_code(const http::Request&, App&);  // GET …/helpers/:helper/code.svg

}  // namespace pages
