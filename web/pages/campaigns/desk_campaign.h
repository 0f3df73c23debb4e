// The desk of campaigns: the list, one campaign with its text and its state, and its approval by a
// second person. What a role may not do is not shown; the verbs refuse it all the same.
#pragma once

#include "web/app.h"

namespace pages {

http::Response list_campaigns(const http::Request&, App&);       // GET /desk/campaigns
http::Response start_campaign(const http::Request&, App&);       // POST /desk/campaigns
http::Response show_desk_campaign(const http::Request&, App&);   // GET /desk/:campaign
http::Response keep_version(const http::Request&, App&);         // POST /desk/:campaign/version
http::Response submit_version(const http::Request&, App&);       // POST /desk/:campaign/submission
http::Response show_approval(const http::Request&, App&);        // GET /desk/:campaign/approval
http::Response decide_version(const http::Request&, App&);       // POST /desk/:campaign/approval
http::Response steer_campaign(const http::Request&, App&);       // POST /desk/:campaign/state
http::Response raise_campaign_goal(const http::Request&, App&);  // POST /desk/:campaign/goal

}  // namespace pages
