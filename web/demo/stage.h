// Stage: where the demo plays: an organisation, its colleagues and four campaigns.
//
// Three campaigns are open and approved by a second person; a fourth waits for that.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "campaign/campaign.h"
#include "campaign/giving/gift.h"
#include "campaign/people/role.h"
#include "campaign/store/database.h"
#include "web/demo/cast.h"

namespace demo {

struct Colleague {
    people::Actor actor;
    std::string email, password;
};

struct Colleagues {
    Colleague organiser, coordinator, moderator, finance, volunteer, walker;
    std::vector<const Colleague*> all() const {
        return {&organiser, &coordinator, &moderator, &finance, &volunteer, &walker};
    }
};

// Show: one campaign and how lively it is.
struct Show {
    campaign::Campaign campaign;
    giving::Terms terms;
    Instant opened_at;
    int gifts = 0;
    int rush = 0;         // 0: as many gifts every day; above: more towards the end; below: fewer.
    int credited = 0;     // Per mille of gifts that somebody is thanked for.
    int participants = 0;
};

struct Stage {
    Colleagues colleagues;
    BankAccountId bank_account;
    std::vector<Show> shows;
};

Stage set_stage(store::Store&, Instant now);
// The goal that was flown past is raised, and a second person approves it.
void raise_goal_of(store::Store&, const Stage&, Instant at);
constexpr int goal_raised_days_ago = 18;

}  // namespace demo
