// Subscribing: a series begins with a gift by card, and ends by its donor, the desk, the campaign
// or the provider. What is wanted is kept first; then the provider is told, until it has done it.
#pragma once

#include "campaign/giving/providers/registry.h"
#include "campaign/monthly/series.h"
#include "campaign/people/role.h"

namespace monthly {

// Of a gift by card that was just recorded and is not paid yet. Once: the same one if it is there.
Series open_series(store::Store&, const giving::Gift& first, const std::string& provider,
                   Instant now);

// The donor's button. Stopped, what is paid stays; started again before its day, all is as before.
// Refuses already_decided where it has ended, or is so already.
Series stop_series(store::Store&, SeriesId, const people::Actor&, Instant now);
Series restart_series(store::Store&, SeriesId, const people::Actor&, Instant now);
// One person of finance, with a reason; at once and for good.
Series end_series(store::Store&, SeriesId, const std::string& reason, const people::Actor&,
                  Instant now);

// Tells the provider what is wanted, and follows what it says then. Throws what it throws: the wish
// stays, and the sweep tells it again.
Series carry_out_wish(store::Store&, const providers::Provider&, SeriesId, Instant now);
// Series of campaigns that take no gifts any more are to end; how many.
int end_series_of_closed(store::Store&, Instant now);

constexpr std::size_t end_reason_max = 200;

}  // namespace monthly
