// The desk's stories of one campaign: writing them, reading somebody else's, taking them back.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_desk_stories(const http::Request&, App&);  // GET /desk/:campaign/stories
http::Response begin_desk_story(const http::Request&, App&);   // POST /desk/:campaign/stories
http::Response show_desk_story(const http::Request&, App&);    // GET …/stories/:story
http::Response change_desk_story(const http::Request&, App&);  // POST …/stories/:story
http::Response decide_desk_story(const http::Request&, App&);  // POST …/stories/:story/decision

// The story's page with what is wrong with a picture that was sent.
http::Response show_desk_story_with_picture(const http::Request&, App&, const std::string& wrong);

}  // namespace pages
