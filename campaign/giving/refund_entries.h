// Refund entries: the ledger rows of a refund that goes out by bank, and of one taken back. Pure.
#pragma once

#include "campaign/giving/refund.h"
#include "campaign/ledger/transfer.h"

namespace giving {

// What stands of a gift, part by part, by its own rows: income less what was returned.
std::vector<Line> lines_standing(const std::vector<ledger::Transfer>& written);
// Event 9, approved: what is left of the gift falls by it, the gift's own line first.
std::vector<ledger::NewTransfer> rows_when_refund_approved(const Gift&,
                                                           const std::vector<Line>& standing,
                                                           const Refund&);
// Event 9, executed by bank: refund_due -> unplaced. `written`: the gift's rows so far; those that
// approved it say which parts they are, else (it was to go by card) they begin with the gift's own.
struct RefundPaid {
    std::int64_t placing = 0;
    Date bank_date;
};
std::vector<ledger::NewTransfer> rows_when_refund_paid(const Gift&, const std::vector<Line>&,
                                                       const std::vector<ledger::Transfer>& written,
                                                       const Refund&, const RefundPaid&);
// "refund:17:9a": how the effect keys of a refund's own rows begin.
std::string refund_key(RefundId);

// Names the row that each reversal reverses, where one of them is its very other side.
void name_reversed(std::vector<ledger::NewTransfer>&, const std::vector<ledger::Transfer>& written);

}  // namespace giving
