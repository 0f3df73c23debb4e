// The desk's pages about batches: rows that go to the bookkeeping together, with control totals.
#pragma once

#include "web/app.h"

namespace pages {

http::Response list_batches(const http::Request&, App&);  // GET /desk/batches
http::Response add_batch(const http::Request&, App&);     // POST /desk/batches
http::Response show_batch(const http::Request&, App&);    // GET /desk/batches/:batch
http::Response change_batch(const http::Request&, App&);  // POST /desk/batches/:batch
http::Response send_journal(const http::Request&, App&);  // GET /desk/batches/:batch/journal.csv

}  // namespace pages
