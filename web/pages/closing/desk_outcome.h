// The desk's page about the result of a campaign that is over, and the report for the board.
#pragma once

#include "campaign/finance/outcome.h"
#include "web/app.h"
#include "web/pages/campaigns/campaign_here.h"

namespace pages {

http::Response show_outcome(const http::Request&, App&);    // GET /desk/:campaign/result
http::Response decide_outcome(const http::Request&, App&);  // POST /desk/:campaign/result
http::Response send_report(const http::Request&, App&);     // GET /desk/:campaign/result.pdf

// Two pages for the board, in the reader's language; signer: who signs it just now, or empty.
std::string board_report(const http::Request&, App&, const CampaignHere&, const finance::Outcome&,
                         const std::string& signer);

}  // namespace pages
