// Stories of a campaign as everybody reads them: the list, one story, and the feed (Atom, RFC
// 4287).
#pragma once

#include "campaign/language/template.h"
#include "web/app.h"

namespace live {
struct State;
}

namespace pages {

http::Response list_stories(const http::Request&, App&);  // GET /c/:campaign/stories
http::Response show_story(const http::Request&, App&);    // GET /c/:campaign/stories/:story
http::Response show_feed(const http::Request&, App&);     // GET /c/:campaign/stories.atom

// On the campaign's page: a section STORIES with its newest ones, if there are any.
void fill_newest_stories(language::Values&, const http::Request&, App&, const live::State&);

}  // namespace pages
