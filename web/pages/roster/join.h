// Joining a campaign: the form, alone or for several at once, and what comes of it.
#pragma once

#include "campaign/roster/participant.h"
#include "web/app.h"

namespace pages {

http::Response show_join(const http::Request&, App&);         // GET /c/:campaign/join
http::Response take_participant(const http::Request&, App&);  // POST /c/:campaign/participants

http::Response show_join_together(const http::Request&, App&);  // GET /c/:campaign/join/together
http::Response take_party(const http::Request&, App&);          // POST /c/:campaign/join/together
// For a day, whoever filled in the form: everybody's private address, and their cards to print.
http::Response show_party(const http::Request&, App&);        // GET …/join/together/:key
http::Response send_party_cards(const http::Request&, App&);  // GET …/join/together/:key/cards.pdf

}  // namespace pages
