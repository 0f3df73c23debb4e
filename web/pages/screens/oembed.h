// oEmbed: other sites ask for something to show in place of a link to one of our pages.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_oembed(const http::Request&, App&);  // GET /oembed?url=&maxwidth=&format=

}  // namespace pages
