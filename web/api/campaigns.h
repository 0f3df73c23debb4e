// The public API of campaigns: what anybody may know of them, of those who take part, and of gifts.
//
// Amounts are in minor units, errors are problems (RFC 9457), lists come in pages.
#pragma once

#include <memory>

#include "web/app.h"
#include "web/live/state.h"

namespace api {

http::Response list_campaigns(const http::Request&, App&);     // GET /api/v1/campaigns
http::Response show_campaign(const http::Request&, App&);      // GET …/campaigns/:campaign
http::Response show_figures(const http::Request&, App&);       // GET …/:campaign/figures
http::Response list_milestones(const http::Request&, App&);    // GET …/:campaign/milestones
http::Response list_gifts(const http::Request&, App&);         // GET …/:campaign/gifts
http::Response take_gift(const http::Request&, App&);          // POST …/:campaign/gifts
http::Response show_own_gift(const http::Request&, App&);      // GET /api/v1/gifts/:token
http::Response list_participants(const http::Request&, App&);  // GET …/:campaign/participants
http::Response show_participant(const http::Request&, App&);   // GET …/participants/:participant
http::Response list_teams(const http::Request&, App&);         // GET …/:campaign/teams
http::Response show_team(const http::Request&, App&);          // GET …/:campaign/teams/:team
http::Response show_ranking(const http::Request&, App&);       // GET …/:campaign/ranking
http::Response list_posts(const http::Request&, App&);         // GET …/:campaign/posts

// What is public of the campaign of this address; throws Refused(not_found).
std::shared_ptr<const live::State> state_here(const http::Request&, App&);

}  // namespace api
