// The desk's pages about programs: tokens that let them in, and hooks that tell them what happens.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_desk_api(const http::Request&, App&);  // GET /desk/api
http::Response make_token(const http::Request&, App&);     // POST /desk/api/tokens
http::Response end_token(const http::Request&, App&);      // POST /desk/api/tokens/:token/end
http::Response add_hook(const http::Request&, App&);       // POST /desk/api/hooks
http::Response show_hook(const http::Request&, App&);      // GET /desk/api/hooks/:hook
http::Response change_hook(const http::Request&, App&);    // POST /desk/api/hooks/:hook

std::string event_words(std::string_view kind);  // In English: "A gift was confirmed".

}  // namespace pages
