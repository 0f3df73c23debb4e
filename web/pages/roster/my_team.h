// The team of somebody who takes part: joining, leaving, and what a captain decides.
//
// Behind the private address, like everything of /me.
#pragma once

#include "campaign/language/template.h"
#include "campaign/roster/participant.h"
#include "web/app.h"

namespace pages {

http::Response show_my_team(const http::Request&, App&);          // GET /me/:token/team
http::Response change_my_team(const http::Request&, App&);        // POST /me/:token/team
http::Response accept_my_guidelines(const http::Request&, App&);  // POST /me/:token/guidelines

// How it stands with a page: waits, was declined, is down, and with whom it walks. For me.html.
language::Html standing_html(const http::Request&, App&, const roster::Participant&);
// What is to be said yes to before the first post; nothing once that is done.
void fill_guidelines(language::Values& section, const http::Request&, App&,
                     const roster::Participant&);
bool owes_guidelines(App&, const roster::Participant&);

}  // namespace pages
