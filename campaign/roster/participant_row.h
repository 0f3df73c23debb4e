// How a row becomes a participant: for the files of this folder that hold SQL about them.
//
// Every column is in select_participant and read by participant_from() and nowhere else.
#pragma once

#include "campaign/roster/participant.h"

namespace roster {

extern const std::string select_participant;  // "SELECT … FROM participant "
Participant participant_from(const store::Row&);
std::vector<Participant> participants_from(const std::vector<store::Row>&);

}  // namespace roster
