// The desk's pages about the bank: what waits for a decision, files and what they would bring,
// statements that were booked, and one line with all that it could be.
//
// They are the organisation's: finance for every campaign alone gets in.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_bank(const http::Request&, App&);         // GET  /desk/bank
http::Response bring_bank_file(const http::Request&, App&);   // POST /desk/bank/files
http::Response show_bank_file(const http::Request&, App&);    // GET  /desk/bank/files/{file}
http::Response act_on_bank_file(const http::Request&, App&);  // POST /desk/bank/files/{file}
http::Response show_import(const http::Request&, App&);       // GET  /desk/bank/imports/{import}
http::Response take_back_import(const http::Request&, App&);  // POST /desk/bank/imports/{import}

http::Response show_bank_line(const http::Request&, App&);          // GET  /desk/bank/lines/{line}
http::Response decide_bank_line(const http::Request&, App&);        // POST /desk/bank/lines/{line}
http::Response take_back_bank_placing(const http::Request&, App&);  // POST …/placings/{placing}

void insist_on_finance(const http::Request&);  // Refuses with not_allowed.
people::Actor finance_actor(const http::Request&);

}  // namespace pages
