// OldPaper: what is printed with a date that holds no more, and still hangs.
#pragma once

#include "campaign/campaign.h"
#include "campaign/links/placement.h"

namespace links {

// Rule: do these two plans say another when or where to who stands before the paper?
bool is_other_when(const campaign::Plan& printed, const campaign::Plan& now);

bool has_old_date(store::Session&, const Placement&, const campaign::Plan& now);
// Printed or hanging, with what it says there.
struct OldPaper {
    Placement placement;
    campaign::Plan printed;
};
std::vector<OldPaper> all_old_paper(store::Session&, CampaignId, const campaign::Plan& now);

// What stands on the paper behind a code, where it says another when or where than now.
std::optional<campaign::Plan> find_old_plan(store::Session&, const Link&,
                                            const campaign::Plan& now);

}  // namespace links
