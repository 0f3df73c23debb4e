// Joining a campaign, and a participant's private page: their link, code, poster, gifts and words.
// It opens by its private address, and for the account that holds it.
#pragma once

#include "campaign/roster/participant.h"
#include "web/app.h"

namespace pages {

http::Response show_join(const http::Request&, App&);         // GET /c/:campaign/join
http::Response take_participant(const http::Request&, App&);  // POST /c/:campaign/participants
http::Response show_me(const http::Request&, App&);           // GET /me/:token
http::Response change_me(const http::Request&, App&);         // POST /me/:token
http::Response show_my_pages(const http::Request&, App&);     // GET /me, for who is signed in

// Whose page this is: by the private token of /me/{token}, or by its number for the account that
// holds it (/me/pages/{number}). Refuses with not_found.
roster::Participant own_participant(const http::Request&, App&);
std::string own_page_path(const http::Request&);  // "/me/…", as it was asked for.

}  // namespace pages
