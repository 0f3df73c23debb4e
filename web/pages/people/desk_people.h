// /desk/people: colleagues are invited, their roles changed and ended.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_people(const http::Request&, App&);          // GET  /desk/people
http::Response invite_colleague(const http::Request&, App&);     // POST /desk/people
http::Response change_held_role(const http::Request&, App&);     // POST /desk/people/roles
http::Response reset_colleague(const http::Request&, App&);      // POST /desk/people/factors
http::Response end_open_invitation(const http::Request&, App&);  // POST /desk/people/invitations
http::Response make_password_link(const http::Request&, App&);   // POST /desk/people/links

}  // namespace pages
