// Photos by the address of their bytes. Nothing is kept anywhere without asking again, so that a
// picture that was withdrawn is gone with the next look.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_photo(const http::Request&, App&);     // GET /photos/:file
http::Response show_my_photo(const http::Request&, App&);  // GET /me/:token/photos/:file

}  // namespace pages
