// The second factor: given or set up by somebody halfway inside, renewed by somebody inside.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_second(const http::Request&, App&);    // GET  /sign-in/second
http::Response change_second(const http::Request&, App&);  // POST /sign-in/second
// GET and POST /account/authenticator: a new app instead of the old one, or a first one.
http::Response show_authenticator(const http::Request&, App&);
http::Response change_authenticator(const http::Request&, App&);
// GET /sign-in/second/code.svg, /account/authenticator/code.svg: the pending secret to scan.
http::Response draw_secret(const http::Request&, App&);

}  // namespace pages
