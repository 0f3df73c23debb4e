// /desk: what to do today.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_today(const http::Request&, App&);

}  // namespace pages
