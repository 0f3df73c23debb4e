// CampaignDesk: one campaign as the desk's pages see it; what its page and its acts share.
#pragma once

#include "campaign/campaign.h"
#include "campaign/phase.h"
#include "web/pages/campaigns/campaign_words.h"
#include "web/pages/campaigns/plan_form.h"

namespace pages {

// One campaign at the desk: what people see of it, and its newest version.
struct CampaignDesk {
    const http::Request& request;
    App& app;
    campaign::Campaign campaign;
    campaign::Version newest;
    std::optional<campaign::Version> shown;

    const std::string& language() const { return request.language; }
    const campaign::Version& version() const { return shown ? *shown : newest; }
    campaign::Phase phase() const { return campaign::phase_of(campaign, version(), request.now); }
    std::string path() const { return "/desk/" + campaign.slug; }
    bool is_waiting() const { return newest.state == campaign::VersionState::submitted; }
    bool is_own() const { return newest.author == request.visitor->account; }
    bool may_run() const { return request.visitor->may(people::Duty::run_campaign, campaign.id); }
    std::string preview() const {
        return campaign_path(campaign) + "/preview/" + campaign.preview_token;
    }
    people::Actor actor() const {
        return people::actor_of(*request.visitor, people::Duty::run_campaign, campaign.id,
                                request.id);
    }
};

CampaignDesk desk_of(const http::Request&, App&);  // Throws Refused(not_found).
// The page, with a form as it was typed and what went wrong (empty: nothing).
http::Response show_desk_of(const CampaignDesk&, const PlanForm&, const std::string& failed);

}  // namespace pages
