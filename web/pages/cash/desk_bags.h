// The desk's pages about bags: where every bag is, one bag and its way, counting it, the bank.
#pragma once

#include "web/app.h"

namespace pages {

http::Response show_bags(const http::Request&, App&);          // GET  /desk/{slug}/bags
http::Response act_on_bags(const http::Request&, App&);        // POST the same
http::Response show_bag(const http::Request&, App&);           // GET  /desk/{slug}/bags/{bag}
http::Response act_on_bag(const http::Request&, App&);         // POST the same
http::Response close_counted_bag(const http::Request&, App&);  // POST …/bags/{bag}/closure
http::Response show_count(const http::Request&, App&);         // GET  …/bags/{bag}/count
http::Response take_count(const http::Request&, App&);         // POST the same

http::Response show_deposits(const http::Request&, App&);    // GET  /desk/{slug}/deposits
http::Response act_on_deposits(const http::Request&, App&);  // POST the same
http::Response act_on_deposit(const http::Request&, App&);   // POST …/deposits/{deposit}

}  // namespace pages
