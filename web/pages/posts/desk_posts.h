// The desk's page about posts of one campaign: what is public, hiding it, and official posts.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_desk_posts(const http::Request&, App&);      // GET /desk/:campaign/posts
http::Response write_official_post(const http::Request&, App&);  // POST /desk/:campaign/posts
http::Response bring_desk_photo(const http::Request&, App&);     // POST /desk/:campaign/photos
http::Response change_desk_post(const http::Request&, App&);     // POST /desk/:campaign/posts/:post

}  // namespace pages
