#include "campaign/roster/admission.h"

namespace roster {

namespace {

Says campaign_says(const JoiningRules& rules, const Wish& wish) {
    const bool is_invited = wish.invitation.has_value();
    switch (rules.who_joins) {
        case Joins::open:
            return Says::yes;
        case Joins::approval:
            return is_invited && !wish.invitation->team ? Says::yes : Says::waiting;
        case Joins::invitation:
            if (is_invited) return Says::yes;
            throw Refused{{Reason::not_allowed, "invitation",
                           "One joins by invitation here. Ask for a link, and open it."}};
    }
    return Says::waiting;
}

void ask_the_team(Admission& admission, const Wish& wish) {
    const auto& team = *wish.team;
    const bool is_invited = wish.invitation && wish.invitation->team == team.id;
    if (team.joins == Joins::open || is_invited || wish.by == Wish::By::desk) {
        admission.team = team.id;
        return;
    }
    if (team.joins == Joins::invitation)
        throw Refused{{Reason::not_allowed, "team",
                       "This team is joined by invitation. Ask its captain for a link."}};
    admission.wanted = team.id;
    admission.captain_says = Says::waiting;
}

}  // namespace

Admission admission_for(const JoiningRules& rules, const Wish& wish) {
    Admission admission;
    if (wish.by == Wish::By::form) admission.campaign_says = campaign_says(rules, wish);
    if (wish.team) ask_the_team(admission, wish);
    return admission;
}

bool can_be_asked(const Team& team) {
    return !team.shown.empty() && team.joins != Joins::invitation;
}

}  // namespace roster
