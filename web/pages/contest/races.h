// Races: a participant challenges another one, a captain another team; both see how it stands.
//
// Behind the private address, like everything of /me. Of a team's races every member sees how they
// stand; its captain alone asks, says yes or no, and gives one up.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_races(const http::Request&, App&);        // GET /me/:token/races
http::Response change_race(const http::Request&, App&);       // POST /me/:token/races
http::Response show_team_races(const http::Request&, App&);   // GET /me/:token/team/races
http::Response change_team_race(const http::Request&, App&);  // POST /me/:token/team/races

}  // namespace pages
