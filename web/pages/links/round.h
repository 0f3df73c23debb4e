// A helper's round, behind the address that only they have: the next place, what to say about it,
// and what to do with a code that was scanned on the way. It works without signal (round.js).
#pragma once

#include <string>

#include "campaign/links/landing.h"
#include "web/app.h"

namespace pages {

http::Response show_round(const http::Request&, App&);  // GET /h/:token
http::Response tell_round(const http::Request&, App&);  // POST /h/:token
// POST /h/:token/leave: a visitor from now on, who goes on to what a code leads to, if one is told.
http::Response leave_round(const http::Request&, App&);

// Whoever scans a code on a phone that has opened a round of this campaign is a helper at work: no
// visitor, and led to their round, which says what that code is. False and empty for everybody
// else, and once that round has ended.
bool is_helper(const http::Request&, App&, CampaignId);
std::string round_of_helper(const http::Request&, App&, const links::Destination&);

constexpr std::size_t round_bytes_max = 14 * 1024 * 1024;  // A form with one picture.

}  // namespace pages
