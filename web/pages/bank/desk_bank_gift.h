// The form on a bank line by which money that nobody promised becomes a new gift.
#pragma once

#include "campaign/bank/accepting.h"
#include "campaign/language/template.h"
#include "web/app.h"

namespace pages {

// The section NEW_GIFT of a line in, as it was typed or with the name that the line bears: ACTION,
// FORM_TOKEN, NAME, EMAIL, WHO, REASON, SHOWN section, OPEN section, rows FUND (FUND_ID, FUND_NAME,
// CHOSEN section) and OFFERED (TEXT).
void fill_new_gift(language::Values&, const http::Request&, App&, const bank::Line&);
// What was typed there. Refuses with a sentence to be shown.
bank::NewLineGift read_new_gift(const http::Request&, App&);

}  // namespace pages
