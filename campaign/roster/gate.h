// Gate: everything that is read before somebody joins, and whether they may.
#pragma once

#include "campaign/roster/admission.h"
#include "campaign/roster/enrolling.h"

namespace roster {

struct Gate {
    std::optional<Team> team;
    Admission admission;
    std::optional<Invitation> invitation;
    bool founds = false;  // The team is made with its first member.
};
// Throws Refused with the field that is in the way.
Gate gate_for(store::Session&, const NewParticipant&, Instant now);

// An address that tells nothing about the person: 30 random bits in small letters and digits.
std::string random_slug();

}  // namespace roster
