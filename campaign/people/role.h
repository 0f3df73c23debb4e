// Roles: who may do what, for one campaign or for all; and Actor, who did it, for audit and ledger.
//
// A Grant with campaign 0 covers every campaign. The organiser may do all that one person may do
// alone; nobody, organiser or not, is the second person to their own act.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/words/id.h"
#include "campaign/words/instant.h"

namespace people {

enum class Role { participant, volunteer, auditor, moderator, finance, coordinator, organiser };

std::string_view role_name(Role);  // As stored and as shown: "finance".
std::optional<Role> find_role(std::string_view name);
const std::vector<Role>& all_roles();

struct Grant {
    Role role;
    CampaignId campaign;  // 0: every campaign.
};

// Duty: what a page or an act asks for.
enum class Duty {
    enter_cash,       // volunteer, coordinator, finance, organiser
    register_people,  // volunteer, coordinator, organiser: pages for people without e-mail
    review_words,     // moderator, coordinator, organiser
    run_campaign,     // coordinator, organiser: drafts, placements, posters, approvals
    do_finance,       // finance, organiser: confirm, arrivals, exports
    read_finance,     // auditor too
    organise,         // organiser: organisation, colleagues
    see_desk,         // anybody with a role but participant
};

bool role_covers(Role, Duty);
// Who decides about money or people proves it with a second factor.
bool role_needs_factor(Role);
// Who may sign in with a code that was mailed, and needs no password.
bool role_may_use_code(Role);

// Step: what is still to be done before somebody is signed in.
enum class Step { done, give_factor, set_up_factor };

// Visitor: the person behind a session, with their rights as they stand at this request. Somebody
// halfway (step is not done) has no rights at all.
struct Visitor {
    AccountId account;
    std::string name, email, form_token;
    std::vector<Grant> grants = {};
    bool is_demo = false;
    Step step = Step::done;
    bool has_authenticator = false;
    Instant seen_at = {};

    // May they, for this campaign (0: for any campaign at all)?
    bool may(Duty, CampaignId) const;
    // For every campaign, and not just one: the organisation's own pages.
    bool may_everywhere(Duty) const;
    // The role under which they do it, for the audit.
    Role role_for(Duty, CampaignId) const;
};

// Actor: who does a thing, as written beside it for ever. A donor or the program has no account.
struct Actor {
    AccountId account;
    std::string role;  // "finance", "donor", "program"
    std::string request_id = {};
    std::string on_behalf_of = {};
};

Actor actor_of(const Visitor&, Duty, CampaignId, std::string_view request_id);
Actor donor_actor(std::string_view request_id);
Actor program_actor();

}  // namespace people
