// Where a campaign is shown beyond its own page: wall, ranking, stream overlay, and the widget for
// pages of others. The big screen is in live.h.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_wall(const http::Request&, App&);     // GET /c/:campaign/wall
http::Response show_ranking(const http::Request&, App&);  // GET /c/:campaign/ranking
http::Response show_overlay(const http::Request&, App&);  // GET /c/:campaign/overlay
http::Response show_widget(const http::Request&, App&);   // GET /embed/c/:campaign

// The code of a channel that shows the campaign: "screen", "overlay", "widget".
std::string shown_code(const http::Request&, App&, CampaignId, const std::string& channel);

}  // namespace pages
