// /desk/{slug}/in-kind: things that were given, their value as a memo, and the public thanks.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_in_kind(const http::Request&, App&);    // GET  /desk/:campaign/in-kind
http::Response record_in_kind(const http::Request&, App&);  // POST /desk/:campaign/in-kind
http::Response decide_in_kind(const http::Request&, App&);  // POST …/in-kind/:thing

}  // namespace pages
