// The desk's pages about photos and consents: what a photo shows, whose consent covers it, taking
// it away; and the person's own page, where they take their consent back.
#pragma once

#include "campaign/language/template.h"
#include "campaign/pictures/photo.h"
#include "web/app.h"

namespace pages {

http::Response show_consents(const http::Request&, App&);      // GET /desk/:campaign/consents
http::Response add_consent(const http::Request&, App&);        // POST /desk/:campaign/consents
http::Response end_consent(const http::Request&, App&);        // POST …/consents/:consent/end
http::Response show_desk_photo(const http::Request&, App&);    // GET /desk/:campaign/photos/:photo
http::Response change_desk_photo(const http::Request&, App&);  // POST /desk/:campaign/photos/:photo

http::Response show_own_consent(const http::Request&, App&);  // GET /consent/:token
http::Response end_own_consent(const http::Request&, App&);   // POST /consent/:token

// Photos, each leading to its page; empty if there are none. `desk`: "/desk/walk".
language::Html render_desk_photos(const std::vector<pictures::Photo>&, const std::string& desk,
                                  const std::string& language);

}  // namespace pages
