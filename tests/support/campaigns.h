// Campaigns for tests: made with the product's own verbs, on a database with three colleagues.
//
// Coordinator 1 writes, coordinator 2 approves, finance 3 books; bank account 1 is active.
#pragma once

#include "campaign/campaign.h"
#include "campaign/people/role.h"

people::Actor test_author();
people::Actor test_approver();
people::Actor test_finance();

void add_test_colleagues(store::Store&);  // Once per database, before the campaigns.
campaign::Plan test_plan();               // 1 to 30 June 2027 in Berlin, 20,000.00 as the goal.
campaign::Campaign draft_test_campaign(store::Store&, const std::string& slug);
// Approved by the second person; open on test_now() if the plan's window holds it.
campaign::Campaign open_test_campaign(store::Store&, const std::string& slug);
