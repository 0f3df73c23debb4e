// Balances: what stands on each account of the chart between two days, and what the books say in
// one line: the bridge of each campaign and fund, and a digest over every row.
//
// Sums of ledger rows, nothing cached. Days are booked days, inclusive.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/ledger/figures.h"

namespace ledger {

// Which rows. No `from`: from the first row on.
struct Span {
    Currency currency;
    std::optional<Date> from = {}, until = {};
    CampaignId campaign = {};  // 0: all, and rows of nobody.
};

// Debits and credits within the span; opening: debits less credits before it. Minor units.
struct Balance {
    std::int64_t closing() const { return opening + debits - credits; }
    std::string account;
    std::int64_t opening = 0, debits = 0, credits = 0;
};
constexpr int accounts_max = 100'000;
std::vector<Balance> trial_balance(store::Session&, const Span&);  // By account.

// The bridge of one campaign and fund; both empty: the organisation's own line.
struct BridgeLine {
    std::string campaign, title, fund;
    Figures figures;
};
std::vector<BridgeLine> bridges_of(store::Session&, const Span&);

std::vector<Currency> currencies_used(store::Session&);
std::optional<Date> first_booked_day(store::Session&);

// Head: how far the ledger had come at the end of a day, and a digest over all rows until then.
struct Head {
    TransferId last;
    std::int64_t rows = 0;
    std::string digest;
};
Head ledger_head(store::Session&, Date until);

}  // namespace ledger
