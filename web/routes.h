// Routes: every address of the site in one table, with who may. The first match wins.
#pragma once

#include <span>

#include "web/http/router.h"

std::span<const http::Route> all_routes();
std::string_view short_link_route();

// Does this route rest while gifts go first?
bool may_rest(http::Method, std::string_view route);  // Of the codes on paper.
