// The form for joining: what was typed, read and filled in again with what is wrong beside it.
//
// Alone (join.cpp) and for several at once (join_together.cpp) share the team, the invitation and
// what is asked about somebody under age.
#pragma once

#include <map>
#include <string>

#include "campaign/language/template.h"
#include "campaign/roster/enrolling.h"
#include "campaign/roster/invitation.h"
#include "campaign/roster/joining_rules.h"
#include "web/app.h"
#include "web/live/state.h"

namespace pages {

// What there is to choose from, read before the form is.
struct JoinPlace {
    const http::Request& request;
    App& app;
    const live::State& state;
    roster::JoiningRules rules;
    std::string token = {};  // Of the invitation in the address or the form.
    std::optional<roster::Invitation> invitation = {};
    std::optional<roster::Team> inviting_team = {};

    std::string path() const { return "/c/" + state.campaign.slug; }
};
JoinPlace join_place(const http::Request&, App&, const live::State&);
// Why nobody can join here now, in the reader's language; empty if one can.
std::string closed_words(const JoinPlace&);

// The team, the link and the key, which a form has once.
struct JoinChoice {
    std::string new_team, key, link;
    TeamId team = {};
};
JoinChoice read_join_choice(const http::Request&, std::map<std::string, std::string>& wrong);
// TEAMS (TEAM rows), FOUNDING, INVITED, RULE, KEPT and what a form carries along.
void fill_join_choice(language::Values&, const JoinPlace&, const JoinChoice&);

// "Under 16 years old", and what a guardian says yes to.
void fill_guardian_words(language::Values&, const JoinPlace&);

// Empty text is no goal. Says beside "goal" what cannot be read.
std::int64_t read_goal(const http::Request&, const campaign::Campaign&, const std::string& typed,
                       const std::string& field, std::map<std::string, std::string>& wrong);

}  // namespace pages
