// AccountFigure: what stands on one account, told as a figure like the others: "account:bank:300".
#pragma once

#include <string>
#include <string_view>

namespace ledger {

// The account of such a figure; empty where it names none. Its value is debits less credits; of
// unplaced, where money waits, credits less debits.
std::string account_of_figure(std::string_view figure);

}  // namespace ledger
