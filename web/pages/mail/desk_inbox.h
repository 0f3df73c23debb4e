// The team's inbox: private conversations with participants. Nothing here is ever public.
//
// Whoever may review the words of a campaign may read its conversations.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_all_inbox(const http::Request&, App&);       // GET /desk/inbox
http::Response show_inbox(const http::Request&, App&);           // GET /desk/:campaign/inbox
http::Response open_in_inbox(const http::Request&, App&);        // POST /desk/:campaign/inbox
http::Response show_conversation(const http::Request&, App&);    // GET …/inbox/:conversation
http::Response act_in_conversation(const http::Request&, App&);  // POST …/inbox/:conversation

http::Response show_my_inbox(const http::Request&, App&);      // GET /me/:token/inbox
http::Response write_in_my_inbox(const http::Request&, App&);  // POST /me/:token/inbox

}  // namespace pages
