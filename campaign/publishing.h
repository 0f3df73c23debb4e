// Publishing: what one does with a campaign, from the first draft to its end.
//
// Invariants:
//   * What is public was approved by somebody who is not its author; SQL holds this too.
//   * A plan that was once submitted is never changed: a further edit is a new version, so nobody
//     approves what they have not read.
//   * Every act is in the audit, with who, in which role, and why.
// All throw Refused; the caller has asked whether the role covers it.
#pragma once

#include "campaign/campaign.h"
#include "campaign/people/role.h"

namespace campaign {

struct NewCampaign {
    std::string slug;  // Empty: made from the title.
    Kind kind = Kind::walk;
    Currency currency = {};
    Plan plan;
    CampaignId copied_from = {};
};

// A draft with its first version, a fund, its tallies and a token for the private preview.
Campaign draft_campaign(store::Store&, const NewCampaign&, const people::Actor&, Instant now);

struct NewCopy {
    CampaignId from;
    std::string title, slug;
    Date starts_on, ends_on;
};
// Text, facts, goal, theme and account of another campaign, with new dates. No gifts, no people.
Campaign copy_campaign(store::Store&, const NewCopy&, const people::Actor&, Instant now);

struct PlanChange {
    CampaignId campaign;
    Plan plan;
    int seen_number = 0;  // The number of the version it was edited from; 0: do not compare.
};
// The draft is changed, or a new version begun. Refuses while one waits for approval.
Version edit_plan(store::Store&, const PlanChange&, const people::Actor&, Instant now);
// Hands the newest draft to a second person.
Version submit_plan(store::Store&, CampaignId, const people::Actor&, Instant now);
// Takes a submitted version back, to go on writing.
void withdraw_plan(store::Store&, CampaignId, const people::Actor&, Instant now);
// A new version that differs in its goal alone and is submitted at once.
struct GoalRaise {
    CampaignId campaign;
    std::int64_t goal = 0;
};
Version raise_goal(store::Store&, const GoalRaise&, const people::Actor&, Instant now);

enum class Verdict { approve, send_back };
struct Decision {
    VersionId version;
    Verdict verdict = Verdict::approve;
    std::string reason = {};  // Needed to send back.
};
// By somebody who is not the author. A former, smaller goal becomes a milestone.
void decide_plan(store::Store&, const Decision&, const people::Actor&, Instant now);

struct StateChange {
    CampaignId campaign;
    State to = State::paused;  // approved: resume.
    std::string reason = {};   // Shown on the campaign's page; not needed to resume or close.
};
void change_state(store::Store&, const StateChange&, const people::Actor&, Instant now);

enum class Rehearsal { on, off };
void set_rehearsal(store::Store&, CampaignId, Rehearsal, const people::Actor&, Instant now);

// Dates the milestones that `raised` has reached; a reached one keeps its date. To be called after
// a gift was confirmed.
void reach_milestones(store::Store&, CampaignId, std::int64_t raised, Instant now);

}  // namespace campaign
