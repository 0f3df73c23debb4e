// Pledge pages: promising to give later, and the page of one pledge for its donor.
#pragma once

#include "campaign/pledges/pledge.h"
#include "web/pages/giving/give.h"

namespace pages {

http::Response show_pledge_form(const http::Request&, App&);   // GET  /c/:campaign/pledge
http::Response take_pledge(const http::Request&, App&);        // POST /c/:campaign/pledges
http::Response show_pledge(const http::Request&, App&);        // GET  /pledge/:token
http::Response change_pledge(const http::Request&, App&);      // POST /pledge/:token
http::Response show_pledge_code(const http::Request&, App&);   // GET  /pledge/:token/code.svg
http::Response show_pledge_proof(const http::Request&, App&);  // GET  …/proof/:proof
http::Response take_pledge_proof(const http::Request&, App&);  // POST the same: the button

}  // namespace pages
