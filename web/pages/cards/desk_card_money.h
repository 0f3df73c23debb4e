// The desk's pages about what card providers hold, transfer, dispute, and what fits nothing.
//
// They are the organisation's: finance for every campaign alone gets in.
#pragma once

#include "campaign/language/template.h"
#include "web/app.h"

namespace pages {

http::Response show_payouts(const http::Request&, App&);       // GET  /desk/cards/payouts
http::Response show_payout(const http::Request&, App&);        // GET  /desk/cards/payouts/{payout}
http::Response show_disputes(const http::Request&, App&);      // GET  /desk/cards/disputes
http::Response show_quarantine(const http::Request&, App&);    // GET  /desk/cards/quarantine
http::Response show_monthly(const http::Request&, App&);       // GET  /desk/cards/monthly
http::Response end_monthly(const http::Request&, App&);        // POST /desk/cards/monthly/{series}
http::Response decide_quarantine(const http::Request&, App&);  // POST …/quarantine/{payment}

language::Html card_ways(const http::Request&);  // Links between these pages, for all of them.

}  // namespace pages
