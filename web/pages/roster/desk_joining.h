// The desk's pages about those who take part: who may join, teams and their captains, guidelines,
// and pages that are made at the desk for people without e-mail.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_joining(const http::Request&, App&);    // GET /desk/:campaign/joining
http::Response change_joining(const http::Request&, App&);  // POST /desk/:campaign/joining

http::Response show_registration(const http::Request&, App&);  // GET /desk/:campaign/registration
http::Response register_person(const http::Request&, App&);    // POST /desk/:campaign/registration
// GET /desk/:campaign/registration/:participant/card.pdf
http::Response send_member_card(const http::Request&, App&);

}  // namespace pages
