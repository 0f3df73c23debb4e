// /desk/forgotten: a link for a new password, by mail. The same answer whoever exists.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_forgotten(const http::Request&, App&);  // GET  /desk/forgotten
http::Response ask_for_link(const http::Request&, App&);    // POST /desk/forgotten

}  // namespace pages
