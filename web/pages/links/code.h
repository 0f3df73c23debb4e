// Codes: following one, finding one that was typed wrongly, and drawing one for a screen.
#pragma once

#include <optional>

#include "campaign/links/landing.h"
#include "campaign/links/visit.h"
#include "web/app.h"

namespace pages {

http::Response follow_link(const http::Request&, App&);  // GET /:code
http::Response search_code(const http::Request&, App&);  // GET /search?q=
http::Response draw_code(const http::Request&, App&);    // GET /q/:file, K7Q2MX.svg

// A person, somebody of the desk or a helper at work, or what only looks for others: a crawler, a
// preview, HEAD.
links::Sort sort_of(const http::Request&, App&, CampaignId);

// The link that brought somebody to this page (?from=CODE), if it belongs to this campaign. Counts
// the page for it, unless a bot or somebody of the desk asks.
std::optional<links::Link> note_landing(const http::Request&, App&, CampaignId);

// "https://HOST/K7Q2MX", what a code holds: lower-case scheme, upper-case host. And as people read
// it: "wlk.example/K7Q2MX".
std::string code_address(const Config&, std::string_view code);
std::string short_address(const Config&, std::string_view code);

}  // namespace pages
