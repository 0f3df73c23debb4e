#include "web/pages/campaigns/campaign_here.h"

namespace pages {

CampaignHere campaign_here(const http::Request& request, App& app) {
    auto& session = app.store.session();
    const auto campaign = campaign::find_campaign(session, request.param("campaign"));
    if (!campaign) throw Refused{{Reason::not_found}};
    auto version = campaign::find_shown_version(session, *campaign);
    if (!version) version = campaign::recent_versions(session, campaign->id, 1).at(0);
    return {*campaign, *version};
}

people::Actor actor_here(const http::Request& request, const CampaignHere& here) {
    return people::actor_of(*request.visitor, people::Duty::run_campaign, here.campaign.id,
                            request.id);
}

}  // namespace pages
