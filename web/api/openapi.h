// The description of the API for programs (OpenAPI 3.1): web/api/openapi.json, with our address put
// in. A test holds it to the route table, both ways, and answers to its schemas.
#pragma once

#include "web/app.h"

namespace api {

http::Response show_openapi(const http::Request&, App&);  // GET /openapi.json

}  // namespace api
