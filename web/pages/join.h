// Joining a campaign, and a participant's private page: their link, code, poster, gifts and words.
#pragma once

#include "campaign/roster/participant.h"
#include "web/app.h"

namespace pages {

http::Response show_join(const http::Request&, App&);         // GET /c/:campaign/join
http::Response take_participant(const http::Request&, App&);  // POST /c/:campaign/participants
http::Response show_me(const http::Request&, App&);           // GET /me/:token
http::Response change_me(const http::Request&, App&);         // POST /me/:token

}  // namespace pages
