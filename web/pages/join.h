// Joining a campaign: the form, and what comes of it.
#pragma once

#include "campaign/roster/participant.h"
#include "web/app.h"

namespace pages {

http::Response show_join(const http::Request&, App&);         // GET /c/:campaign/join
http::Response take_participant(const http::Request&, App&);  // POST /c/:campaign/participants

}  // namespace pages
