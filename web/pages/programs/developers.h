// The page for developers: examples that run as they stand, against this very site.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_developers(const http::Request&, App&);  // GET /developers

}  // namespace pages
