// Health: is the program alive (/healthz), can it take a gift now (/readyz), and its figures for
// Prometheus (/metrics).
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_health(const http::Request&, App&);     // Asks nothing but itself.
http::Response show_readiness(const http::Request&, App&);  // 503 while the database is away.
http::Response show_metrics(const http::Request&, App&);    // For this machine alone, else 404.

}  // namespace pages
