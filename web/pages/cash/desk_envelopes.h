// The desk's pages about envelopes: labels to print, taking one in, its slip and its sheet.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_envelopes(const http::Request&, App&);      // GET  /desk/{slug}/envelopes
http::Response act_on_envelopes(const http::Request&, App&);    // POST the same
http::Response send_labels(const http::Request&, App&);         // GET  …/envelopes/labels.pdf
http::Response find_envelope_page(const http::Request&, App&);  // GET /desk/envelopes/{code}
http::Response show_envelope(const http::Request&, App&);       // GET  …/envelopes/{envelope}
http::Response act_on_envelope(const http::Request&, App&);     // POST the same
http::Response show_slip(const http::Request&, App&);  // GET  …/envelopes/{envelope}/slip

}  // namespace pages
