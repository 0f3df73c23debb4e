// The desk's pages about places and links: what hangs where, what it brings, and links to share.
#pragma once

#include <string>

#include "campaign/links/placement.h"
#include "web/pages/campaigns/campaign_here.h"

namespace pages {

http::Response show_placements(const http::Request&, App&);     // GET /desk/:campaign/placements
http::Response add_placement(const http::Request&, App&);       // POST /desk/:campaign/placements
http::Response add_placement_list(const http::Request&, App&);  // POST …/placements/list
constexpr std::size_t placement_list_bytes_max = 512 * 1024;    // With a CSV file.
http::Response show_placement(const http::Request&, App&);      // GET …/placements/:placement
http::Response change_placement(const http::Request&, App&);    // POST …/placements/:placement
http::Response take_off_placement(const http::Request&, App&);  // POST …/:placement/end

http::Response show_share_links(const http::Request&, App&);  // GET /desk/:campaign/links
http::Response add_share_link(const http::Request&, App&);    // POST /desk/:campaign/links
http::Response take_back_link(const http::Request&, App&);    // POST …/links/:link/end

// The placement of the address. Throws Refused(not_found) unless it is this campaign's.
links::Placement placement_here(const http::Request&, App&, const CampaignHere&);

// GET …/placements/:placement/photos/:file
http::Response send_wall_photo(const http::Request&, App&);

std::string when_words(const campaign::Plan&, const std::string& language);
std::string moment_words(Instant, const CampaignHere&, const std::string& language);
std::string arrangement_words(const links::Placement&, App&, const std::string& language);
// "hang by 3 June · take down by 20 June"
std::string days_words(const links::Placement&, const std::string& language);
std::string channel_title(std::string_view channel, const std::string& language);
std::string landing_title(std::string_view landing, const std::string& language);
std::string placement_state_title(links::PlacementState, const std::string& language);
// What stands where a helper's link opened something: that it has ended, and whom to ask.
std::string ended_link_words(App&, const std::string& language);
// "hung", "off the list", "not possible: closed for good"
std::string standing_words(const links::Placement&, const std::string& language);
std::string return_words(std::int64_t raised, std::int64_t cost, const CampaignHere&,
                         const std::string& language);

}  // namespace pages
