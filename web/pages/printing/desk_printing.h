// The desk's page about print runs and costs, and the one file of a run.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_printing(const http::Request&, App&);    // GET /desk/:campaign/printing
http::Response change_printing(const http::Request&, App&);  // POST /desk/:campaign/printing
http::Response send_print_file(const http::Request&, App&);  // GET …/printing/:run/:file

}  // namespace pages
