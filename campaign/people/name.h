// The name of a colleague, as it stands beside what they did.
#pragma once

#include <string>

#include "campaign/store/database.h"

namespace people {

std::string name_of(store::Session&, AccountId);  // Empty for nobody.

}  // namespace people
