// The JSON API of campaigns and their gifts: amounts in minor units, errors as problems (RFC 9457).
#pragma once

#include "web/app.h"

namespace api {

http::Response show_campaign(const http::Request&, App&);  // GET /api/v1/campaigns/:campaign
http::Response take_gift(const http::Request&, App&);      // POST /api/v1/campaigns/:campaign/gifts

}  // namespace api
