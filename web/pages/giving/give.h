// Give: the form of a gift, its taking, and the page of one gift for its donor.
#pragma once

#include "campaign/campaign.h"
#include "campaign/giving/giving.h"
#include "web/app.h"

namespace pages {

http::Response show_give(const http::Request&, App&);       // GET /c/:campaign/give
http::Response take_gift(const http::Request&, App&);       // POST /c/:campaign/gifts
http::Response show_gift(const http::Request&, App&);       // GET /g/:token
http::Response change_gift(const http::Request&, App&);     // POST /g/:token
http::Response show_proof(const http::Request&, App&);      // GET  /g/{token}/proof/{proof}
http::Response take_proof(const http::Request&, App&);      // POST the same: the button
http::Response show_gift_code(const http::Request&, App&);  // GET /g/:token/code.svg

std::string method_words(const std::string& method, const std::string& language);

// Everything that is known of a campaign when somebody gives to it.
struct Giving {
    campaign::Campaign campaign;
    campaign::Version version;
    giving::Terms terms;
};
// Throws Refused(not_found) where nothing is public at that address.
Giving find_giving(const http::Request&, App&);
Giving giving_to(const http::Request&, App&, const campaign::Campaign&);

}  // namespace pages
