// The desk's pages about money: cash and its second person, transfers, totals and their rows.
#pragma once

#include "web/app.h"
#include "web/pages/giving/give.h"

namespace pages {

http::Response show_cash(const http::Request&, App&);       // GET /desk/:campaign/cash
http::Response enter_cash(const http::Request&, App&);      // POST /desk/:campaign/cash
http::Response decide_cash(const http::Request&, App&);     // POST /desk/:campaign/cash/:gift
http::Response show_transfers(const http::Request&, App&);  // GET /desk/:campaign/arrivals
http::Response mark_arrival(const http::Request&, App&);    // POST /desk/:campaign/arrivals/:gift
http::Response prove_gift(const http::Request&, App&);      // POST /desk/:campaign/proofs/:gift

http::Response show_totals(const http::Request&, App&);      // GET /desk/totals
http::Response show_rows(const http::Request&, App&);        // GET /desk/totals/rows
http::Response show_desk_gift(const http::Request&, App&);   // GET /desk/gifts/:gift
http::Response address_receipt(const http::Request&, App&);  // POST …/:gift/receipt-data
http::Response export_totals(const http::Request&, App&);    // GET /desk/totals.csv
http::Response export_rows(const http::Request&, App&);      // GET /desk/totals/rows.csv

// The desk may enter what was handed in before a storm or after the end: late by the day it was
// given, not by the day it is typed.
giving::Terms terms_at_desk(const Giving&, Instant given_at);
BankAccountId account_in_use(App&, const Giving&);  // Where this campaign's transfers go.

}  // namespace pages
