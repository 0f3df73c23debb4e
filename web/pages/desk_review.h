// The queue of words that wait for a person: names and messages of gifts, pages of participants,
// names of teams. Oldest first; nobody reads their own.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_all_reviews(const http::Request&, App&);  // GET /desk/review
http::Response show_reviews(const http::Request&, App&);      // GET /desk/:campaign/review
http::Response decide_review(const http::Request&, App&);     // POST /desk/:campaign/review

}  // namespace pages
