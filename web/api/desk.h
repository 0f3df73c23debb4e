// The API of the desk: what a token's role may do for a campaign, by the same verbs as the pages.
//
// Who may is decided by the route table before a handler runs; who acts is the maker of the token,
// so that nobody is the second person to their own act. Handlers read, do and answer, no more.
#pragma once

#include "campaign/people/role.h"
#include "web/app.h"
#include "web/pages/giving/give.h"

namespace api {

http::Response show_token(const http::Request&, App&);           // GET /api/v1/desk/token
http::Response list_desk_campaigns(const http::Request&, App&);  // GET /api/v1/desk/campaigns
// Below /api/v1/desk/campaigns/:campaign:
http::Response list_desk_gifts(const http::Request&, App&);       // GET  /gifts
http::Response show_desk_gift(const http::Request&, App&);        // GET  /gifts/:gift
http::Response enter_desk_gift(const http::Request&, App&);       // POST /gifts
http::Response decide_desk_gift(const http::Request&, App&);      // POST /gifts/:gift/decision
http::Response mark_desk_arrival(const http::Request&, App&);     // POST /gifts/:gift/arrival
http::Response prove_desk_gift(const http::Request&, App&);       // POST /gifts/:gift/proof
http::Response list_promises(const http::Request&, App&);         // GET  /promises
http::Response show_desk_totals(const http::Request&, App&);      // GET  /totals
http::Response list_desk_placements(const http::Request&, App&);  // GET  /placements
http::Response add_desk_placement(const http::Request&, App&);    // POST /placements
http::Response list_desk_links(const http::Request&, App&);       // GET  /links
http::Response add_desk_link(const http::Request&, App&);         // POST /links
http::Response list_words(const http::Request&, App&);            // GET  /review
http::Response decide_words(const http::Request&, App&);          // POST /review

people::Actor desk_actor(const http::Request&, people::Duty, CampaignId);

}  // namespace api
