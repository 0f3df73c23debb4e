// /desk/mails: what was written, what waits, what could not be delivered; each mail as text and as
// HTML. Who reads a sign-in, an invitation or a password link could act as its recipient: those are
// shown in a demo only.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_mails(const http::Request&, App&);      // GET  /desk/mails
http::Response show_mail(const http::Request&, App&);       // GET  /desk/mails/{mail}
http::Response show_mail_html(const http::Request&, App&);  // GET  /desk/mails/{mail}/html
http::Response mail_again(const http::Request&, App&);      // POST /desk/mails/{mail}

std::string mail_kind_words(const std::string& kind, const std::string& language);
std::string mail_state_words(const std::string& state, const std::string& language);

}  // namespace pages
