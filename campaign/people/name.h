// The name of a colleague, as it stands beside what they did, and the language they are written
// to in.
#pragma once

#include <string>

#include "campaign/store/database.h"

namespace people {

std::string name_of(store::Session&, AccountId);  // Empty for nobody.
std::string language_of(store::Session&, AccountId);

}  // namespace people
