// Wording: what a plan for a statement says to people, in their language.
#pragma once

#include <string>

#include "campaign/bank/importing.h"

namespace bank {

// "12 new lines, 3 are here already."
std::string counts_text(const ImportPlan&, const std::string& language);
// "Opening €100 + lines €50 = closing €150", or that the bank told no two balances.
std::string balance_text(const Statement&, const std::string& language);
std::string trouble_text(const ImportPlan&, Trouble, const std::string& language);
std::string sign_text(Sign, const std::string& language);  // How a line was known again.

}  // namespace bank
