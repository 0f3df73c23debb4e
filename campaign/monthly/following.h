// Following: what a provider says of a series becomes gifts of ours.
//
// A message says only *look again*. What is true now is asked of the provider, and what is missing
// is done: the gift of every paid month (once for each invoice, in one unit of work with its
// payment), its ledger rows by the same function as all card money, the state, a mail to the donor.
// So messages may come in any order and any number of times, or never: the sweep ends here, too.
#pragma once

#include "campaign/giving/receiving.h"
#include "campaign/monthly/series.h"

namespace monthly {

// Throws what the provider throws; what was done until then stands. `told`: the id of a
// subscription that somebody named, for a series that does not know its own yet.
Series follow_series(store::Store&, const providers::Provider&, SeriesId, const std::string& told,
                     Instant now);
// Follows the series that a message is about; nothing if it is about none of ours.
std::optional<Series> hear_of_series(store::Store&, const providers::Provider&,
                                     const providers::Notice&, Instant now);
// Of a payment that names its series: which of its gifts it paid for.
void name_gift(store::Session&, GiftId, providers::Payment& seen);

// Series of which nobody told, and wishes that no provider has heard yet.
giving::Round sweep_series(store::Store&, const providers::Registry&, Instant now);

}  // namespace monthly
