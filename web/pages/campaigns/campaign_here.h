// CampaignHere: the campaign of a desk address, as every page of its desk begins.
#pragma once

#include <string>

#include "campaign/campaign.h"
#include "campaign/people/role.h"
#include "web/app.h"

namespace pages {

// With the wording that people see or, before that, the newest.
struct CampaignHere {
    campaign::Campaign campaign;
    campaign::Version version;

    std::string path() const { return "/desk/" + campaign.slug; }
};
CampaignHere campaign_here(const http::Request&, App&);               // Throws Refused(not_found).
people::Actor actor_here(const http::Request&, const CampaignHere&);  // Who runs it.

}  // namespace pages
