// Signing in to the desk, and choosing a password through a one-time address.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_sign_in(const http::Request&, App&);  // GET  /desk/sign-in
http::Response enter_desk(const http::Request&, App&);    // POST /desk/sign-in
http::Response leave_desk(const http::Request&, App&);    // POST /desk/sign-out
// /desk/first/:token for the first organiser, /desk/invitation/:token for everybody else.
http::Response show_invitation(const http::Request&, App&);
http::Response accept_invitation(const http::Request&, App&);

}  // namespace pages
