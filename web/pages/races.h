// Races: a participant challenges another one; both see how it stands.
#pragma once

#include "campaign/contest/challenge.h"
#include "campaign/language/template.h"
#include "web/app.h"

namespace live {
struct State;
}

namespace pages {

http::Response show_races(const http::Request&, App&);   // GET /me/:token/races
http::Response change_race(const http::Request&, App&);  // POST /me/:token/races

// Section RACES with rows RACE, of those that run or are over, for a public page; none without any.
void fill_public_races(language::Values&, const http::Request&, App&, const live::State&,
                       const std::string& type, std::int64_t id);

}  // namespace pages
