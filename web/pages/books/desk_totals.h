// Selection: which part of the ledger a finance page is about, as its address says.
#pragma once

#include <string>

#include "campaign/ledger/totals.h"
#include "web/app.h"

namespace pages {

struct Selection {
    std::string only;  // A campaign's slug, or empty for all that this person may read.
    ledger::Cut cut;
};

// Throws Refused(not_found) for a campaign that this person may not read.
Selection read_selection(const http::Request&, App&);
std::string selection_query(const Selection&);  // "?only=…&by=…"
std::string figure_title(const std::string& figure, const std::string& language);

}  // namespace pages
