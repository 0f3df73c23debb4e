// One's own account: password, second factor, passkeys, devices, and what happened lately.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_account(const http::Request&, App&);         // GET  /account
http::Response change_own_password(const http::Request&, App&);  // POST /account/password
http::Response end_devices(const http::Request&, App&);          // POST /account/devices

}  // namespace pages
