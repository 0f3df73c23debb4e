// "Never write to me again": what the recipient of an appeal may say, with one click and for good.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_no_mail(const http::Request&, App&);  // GET /no-mail/:token, changes nothing
http::Response take_no_mail(const http::Request&, App&);  // POST, also one click of RFC 8058

}  // namespace pages
