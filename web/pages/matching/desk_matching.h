// The desk's page about matching gifts: sponsors' pools are proposed, agreed to, ended and settled.
#pragma once

#include <map>
#include <string>

#include "campaign/matching/pool.h"
#include "web/app.h"
#include "web/html/beside.h"

namespace pages {

http::Response show_pools(const http::Request&, App&);   // GET /desk/:campaign/matching
http::Response offer_pool(const http::Request&, App&);   // POST /desk/:campaign/matching
http::Response decide_pool(const http::Request&, App&);  // POST …/matching/:pool: yes, no, its end
// POST …/matching/:pool/money: what finance says: paid, settled, given back.
http::Response move_pool_money(const http::Request&, App&);

// The form of a new pool as it was typed, and what was wrong with it.
struct PoolForm {
    std::map<std::string, std::string> typed = {};
    Wrong wrong = {};
    matching::NewPool asked = {};
};
PoolForm empty_pool_form(const std::string& zone, Instant now);
PoolForm read_pool_form(const http::Request&, CampaignId, Currency, const std::string& zone);
void fill_pool_form(language::Values&, const PoolForm&);

}  // namespace pages
