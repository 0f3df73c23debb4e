// Signing in without a password: an address, then six digits or a link from a mail.
//
// Every address is answered the same. Opening the link only shows a button, because mail scanners
// open links too.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_sign_in_address(const http::Request&, App&);  // GET  /sign-in
http::Response ask_for_code(const http::Request&, App&);          // POST /sign-in
http::Response show_sign_in_code(const http::Request&, App&);     // GET  /sign-in/code
http::Response enter_by_code(const http::Request&, App&);         // POST /sign-in/code
http::Response show_sign_in_link(const http::Request&, App&);     // GET  /sign-in/link/:token
http::Response enter_by_link(const http::Request&, App&);         // POST /sign-in/link/:token

}  // namespace pages
