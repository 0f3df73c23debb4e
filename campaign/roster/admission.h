// Admission: whether somebody who asks to join may, at once or once somebody has said yes.
//
// Rules alone, no SQL. Whoever founds a team is its captain. An invitation to a team lets its
// bearer into a campaign by invitation, too; one to the campaign is the campaign's yes. What the
// desk registers is admitted by that.
#pragma once

#include "campaign/roster/invitation.h"
#include "campaign/roster/joining_rules.h"
#include "campaign/roster/participant.h"

namespace roster {

struct Wish {
    std::optional<Team> team = {};  // One that is there already.
    std::optional<Invitation> invitation = {};
    enum class By { form, desk } by = By::form;
};

struct Admission {
    Says campaign_says = Says::yes, captain_says = Says::yes;
    TeamId team = {}, wanted = {};
};

// Throws Refused with the field "invitation" or "team".
Admission admission_for(const JoiningRules&, const Wish&);
// May this team be asked for in a form, without a link?
bool can_be_asked(const Team&);

}  // namespace roster
