// Ledger and gifts as CSV, row by row: the same columns on the page's export and on the command's.
#pragma once

#include <string>

#include "campaign/giving/gift.h"
#include "campaign/ledger/totals.h"

namespace finance {

std::string ledger_csv_header();
std::string ledger_csv_line(const ledger::ExplainedRow&);

std::string gift_csv_header();
std::string gift_csv_line(const giving::Gift&);

}  // namespace finance
