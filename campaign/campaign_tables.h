// What the verbs of a campaign write, row by row. Only publishing.cpp calls it.
//
// Every update says in its WHERE what must still be true; false or 0 means that somebody was
// faster.
#pragma once

#include "campaign/campaign.h"

namespace campaign {

struct StateMove {
    CampaignId campaign;
    State from, to;
    std::string reason;
};

struct VersionMove {
    VersionId version;
    VersionState from, to;
    AccountId decided_by = {};
    std::string reason = {};
};

void insert_campaign(store::Transaction&, const Campaign&, CampaignId copied_from);
void insert_fund(store::Transaction&, const Fund&, Instant now);
bool update_campaign_state(store::Transaction&, const StateMove&, Instant now);
void update_shown_version(store::Transaction&, CampaignId, VersionId shown);
void update_rehearsal(store::Transaction&, CampaignId, bool is_on);
// The milestones of an approved plan; what was reached, or was a goal, stays.
void put_milestones(store::Transaction&, CampaignId, const Plan&, Instant now);
void put_milestone(store::Transaction&, CampaignId, const Milestone&, Instant now);
void mark_milestones(store::Transaction&, CampaignId, std::int64_t reached, Instant now);

void insert_version(store::Transaction&, const Version&);
// Only while it is a draft that was never submitted and has this author.
bool update_draft(store::Transaction&, const Version&);
bool move_version(store::Transaction&, const VersionMove&, Instant now);
void replace_versions_before(store::Transaction&, CampaignId, int number);

}  // namespace campaign
