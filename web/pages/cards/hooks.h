// Hooks: where card providers write to.
#pragma once

#include "web/app.h"

namespace pages {

http::Response take_notice(const http::Request&, App&);  // POST /hooks/:provider

}  // namespace pages
