// Figures: the four figures and the bridge, as formulas over ledger rows.
//
// D(x), K(x) are the debits and credits of account x:
//   pledged    = D(promised) - K(promised)
//   entered    = D(declared) - K(declared)
//   confirmed  = sum over kinds of [K(income) - D(income)] - [D(returned) - K(returned)]
//   raised     = the same, of rows that count toward the goal
//   banked     = D - K over bank and unplaced
//   on_the_way = D - K over clearing, payout, cash, transit, float, refund_due, dispute_held,
//                quarantine, advance
//   costs      = D - K over cost:…
//   outside    = D - K over outside (rows of the organisation only)
// The bridge, true by construction: confirmed = banked + on_the_way + costs (+ outside).
#pragma once

#include <cstdint>
#include <string>

#include "campaign/ledger/transfer.h"

namespace ledger {

// Amounts in minor units of one currency.
struct Figures {
    std::int64_t pledged = 0, entered = 0, confirmed = 0, raised = 0;
    std::int64_t banked = 0, on_the_way = 0, costs = 0, outside = 0;
    std::int64_t gifts = 0;  // Confirmed gifts with something left of them.

    bool bridge_holds() const { return confirmed == banked + on_the_way + costs + outside; }
    Figures& operator+=(const Figures&);
    friend bool operator==(const Figures&, const Figures&) = default;
};

Figures figures_of_row(const NewTransfer&);  // What one row adds.
Figures figures_of_rows(const std::vector<NewTransfer>&);

// What one debited unit of an account adds to a figure: 1, -1 or 0; credited, the opposite.
int weight_of(std::string_view figure, std::string_view account);

// The SQL of each formula, to be summed over rows of table transfer: "SUM(<this>)".
std::string figure_sql(std::string_view figure);
extern const std::string sum_figures_sql;  // "SUM(…) AS pledged, SUM(…) AS entered, …"

Figures figures_from(const store::Row&);  // Of a query that selected sum_figures_sql.

}  // namespace ledger
