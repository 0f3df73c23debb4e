// /desk/organisation: who we are, what is missing, and the bank accounts that two people agree to.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_organisation(const http::Request&, App&);      // GET  /desk/organisation
http::Response describe_organisation(const http::Request&, App&);  // POST /desk/organisation
http::Response propose_account(const http::Request&, App&);  // POST /desk/organisation/accounts
// POST /desk/organisation/accounts/:account
http::Response decide_account(const http::Request&, App&);

}  // namespace pages
