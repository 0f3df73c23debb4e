// Names that tell people apart where one has to be chosen: money must not go to a namesake.
#pragma once

#include <string>
#include <vector>

#include "campaign/roster/participant.h"

namespace roster {

// In their order: "João Ibáñez", or "João Ibáñez (8xhcze)", with the end of the page's address,
// where another of these has the same name.
std::vector<std::string> names_apart(const std::vector<Participant>&);

}  // namespace roster
