// What the bank's pages have in common: who gave, why a suggestion is one, what was placed.
#pragma once

#include <string>
#include <vector>

#include "campaign/bank/placing.h"
#include "campaign/bank/suggestion.h"
#include "campaign/language/template.h"
#include "web/app.h"

namespace pages {

std::string donor_text(const giving::Gift&, const std::string& language);
std::string giver_text(const pledges::Pledge&, const std::string& language);
std::string why_text(const bank::Suggestion&, const std::string& language);

// Rows CHOICE (ACTION, FORM_TOKEN, YES, WHY, SCORE, GIFTS section with IDS, KNOWN section with
// HAND_ID, ABOUT section with ABOUT_ACT and ABOUT_ID, FIRST section where it is likely:
// primary_score) and the section NO_CHOICE.
void fill_choices(language::Values&, const http::Request&, App&, const bank::Line&);
// Rows PLACED (AMOUNT, WHO, WHAT, BY, UNDO section (UNDO_ACTION, FORM_TOKEN)).
void fill_placings(language::Values&, const http::Request&, const std::vector<bank::Placing>&);

}  // namespace pages
