// Health: is the program alive (/healthz), and can it take a gift now (/readyz)?
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_health(const http::Request&, App&);     // Asks nothing but itself.
http::Response show_readiness(const http::Request&, App&);  // 503 while the database is away.

}  // namespace pages
