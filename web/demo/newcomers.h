// Newcomers: those of the demo whose joining shows a rule at work: somebody under age, somebody
// without e-mail, a team whose captain is asked first, a page that a coordinator has yet to admit.
#pragma once

#include "web/demo/walkers.h"

namespace demo {

// Every open campaign gets its guidelines and those who post later have said yes to them.
void lay_down_rules(store::Store&, const Stage&);
void say_yes_to_guidelines(store::Store&, ParticipantId, Instant at);
void join_newcomers(store::Store&, const Stage&, const Walkers&, Instant now);

}  // namespace demo
