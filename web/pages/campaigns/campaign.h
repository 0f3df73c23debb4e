// The public pages of a campaign: itself in each of its phases, its people and teams, how we count,
// and what belongs to them (picture, colours, calendar).
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_front(const http::Request&, App&);        // GET /
http::Response show_campaign(const http::Request&, App&);     // GET /c/:campaign
http::Response preview_campaign(const http::Request&, App&);  // GET /c/:campaign/preview/:token
http::Response show_participant(const http::Request&, App&);  // GET /c/:campaign/p/:participant
http::Response show_team(const http::Request&, App&);         // GET /c/:campaign/t/:team
http::Response show_numbers(const http::Request&, App&);      // GET /c/:campaign/numbers
http::Response show_hero(const http::Request&, App&);         // GET /c/:campaign/hero.svg
http::Response show_theme(const http::Request&, App&);        // GET /c/:campaign/theme.css
http::Response show_calendar(const http::Request&, App&);     // GET /c/:campaign/calendar.ics

}  // namespace pages
