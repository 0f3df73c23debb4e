// The desk's page where finance corrects a gift: who is thanked, campaign and fund, a mistake.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_correction(const http::Request&, App&);  // GET /desk/gifts/:gift/correction
http::Response correct_gift(const http::Request&, App&);     // POST /desk/gifts/:gift/correction

}  // namespace pages
