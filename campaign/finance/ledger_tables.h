// Ledger and gifts as tables, page by page: the same columns on the pages' exports and on the
// command's.
#pragma once

#include "campaign/finance/table.h"
#include "campaign/ledger/balances.h"
#include "campaign/ledger/totals.h"

namespace finance {

// Their rows are read while they are written: the session must outlive them.
Table ledger_table(store::Session&, const ledger::Cut&, const std::string& figure);
Table gift_table(store::Session&, CampaignId);  // 0: of every campaign.
Table totals_table(store::Session&, const ledger::Cut&);
Table trial_balance_table(store::Session&, const ledger::Span&);
Table bridge_table(store::Session&, const ledger::Span&);  // Of each campaign and fund.

}  // namespace finance
