// Exports: what leaves the house by name, the same for the page and for the command.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/finance/table.h"
#include "campaign/ledger/audit_search.h"
#include "campaign/ledger/totals.h"

namespace finance {

// ledger, gifts, totals, trial-balance, bridge, journal, audit
const std::vector<std::string_view>& all_exports();

struct ExportWish {
    std::string what;
    ledger::Cut cut;
    std::string figure = {};  // Of the ledger: only rows that make it.
    std::string zone = "UTC";
    ledger::AuditSearch audit = {};  // Of the audit; its campaign and days are those of the cut.
};
// Nothing if there is no such export. Refused where accounts of a journal have no number.
std::optional<Table> find_export(store::Session&, const ExportWish&);

}  // namespace finance
