// The desk's pages about money that goes back: what waits, and the form on a gift's own page.
#pragma once

#include "campaign/giving/refunding.h"
#include "campaign/language/template.h"
#include "web/app.h"

namespace pages {

http::Response show_refunds(const http::Request&, App&);    // GET  /desk/refunds
http::Response decide_refund(const http::Request&, App&);   // POST /desk/refunds/{refund}
http::Response propose_refund(const http::Request&, App&);  // POST /desk/gifts/{gift}/refunds

// The gift's own page: its refunds, and the form for whoever does finance for its campaign.
void fill_refunds(language::Values&, const http::Request&, App&, const giving::Gift&);
std::string refund_state_words(const giving::Refund&, const std::string& language);

}  // namespace pages
