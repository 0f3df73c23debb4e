// /desk/organisation: who we are, what is missing, and the bank accounts that two people agree to.
#pragma once

#include "web/app.h"
#include "web/pages/printing/desk_look.h"

namespace pages {

http::Response show_organisation(const http::Request&, App&);  // GET  /desk/organisation
// With a form about our look that could not be kept.
http::Response show_organisation_with(const http::Request&, App&, const LookForm&);
http::Response describe_organisation(const http::Request&, App&);  // POST /desk/organisation
http::Response propose_account(const http::Request&, App&);  // POST /desk/organisation/accounts
// POST /desk/organisation/accounts/:account
http::Response decide_account(const http::Request&, App&);

}  // namespace pages
