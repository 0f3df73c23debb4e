// What passers-by do with a post: play its video, cheer. No account, no cookie.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_video(const http::Request&, App&);  // GET /c/:campaign/posts/:post/video
http::Response take_cheer(const http::Request&, App&);  // POST /c/:campaign/posts/:post/cheers

}  // namespace pages
