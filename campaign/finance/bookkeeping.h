// Bookkeeping: our accounts by the numbers that the organisation's own bookkeeping gives them, the
// cost centre of each campaign and fund, and the ledger as journal lines.
//
// What is only promised or said is no business transaction, so memo accounts enter no journal.
// Bags, deposits and quarantine share one number each: their parts are our affair.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/finance/table.h"
#include "campaign/ledger/balances.h"

namespace finance {

constexpr std::size_t account_number_max = 20;

// The account that carries the number: "cash:17" -> "cash". Empty for those of no journal.
std::string numbered_account(std::string_view account);

struct AccountNumber {
    std::string account, number;  // The number is empty where nobody has given one.
};
std::vector<AccountNumber> account_numbers(store::Session&);  // Every account of the ledger.

struct CostCentre {
    CampaignId campaign;
    FundId fund;  // 0: what has none of its own.
    std::string title, fund_name, code;
};
std::vector<CostCentre> cost_centres(store::Session&);

void put_account_number(store::Transaction&, const AccountNumber&, AccountId by, Instant now);
void put_cost_centre(store::Transaction&, const CostCentre&, AccountId by, Instant now);

// Which rows: of a span, or those of one batch.
struct JournalCut {
    ledger::Span span;
    std::int64_t batch = 0;
};
// Accounts of these rows to which nobody has given a number.
std::vector<std::string> unnumbered_accounts(store::Session&, const JournalCut&);
Table journal_table(store::Session&, const JournalCut&);

// Verbs (numbering.cpp). An empty number takes it away.
void number_accounts(store::Store&, const std::vector<AccountNumber>&, const people::Actor&,
                     Instant now);
void name_cost_centres(store::Store&, const std::vector<CostCentre>&, const people::Actor&,
                       Instant now);

}  // namespace finance
