// /privacy and /imprint: who we are and what we keep, for everybody. /logo: our picture.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_privacy(const http::Request&, App&);
http::Response show_logo(const http::Request&, App&);

}  // namespace pages
