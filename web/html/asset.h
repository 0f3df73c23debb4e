// Assets: style sheets, scripts, fonts and pictures that travel inside the program.
//
// An address with ?v= is of exactly these bytes and may be kept for a year; one without (a font
// named in a style sheet) for a day.
#pragma once

#include <string>
#include <string_view>

#include "web/app.h"

namespace pages {

// "css/site.css" -> "/assets/css/site.css?v=0123456789ab". check()s that it exists.
std::string asset_href(std::string_view name);

http::Response show_asset(const http::Request&, App&);  // GET /assets/*file

}  // namespace pages
