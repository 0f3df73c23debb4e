// Ending: whether a campaign is over, and which day was its last: the planned one, or the day on
// which a person closed it before.
#pragma once

#include "campaign/campaign.h"

namespace campaign {

// Past its window, closed or cancelled: its result can be stated. Late gifts may still come.
bool is_over(const Campaign&, const Version&, Instant now);

// The day on which somebody closed it before its last day, in its own time zone; else nothing.
std::optional<Date> closed_early_on(store::Session&, const Campaign&, const Plan&);

}  // namespace campaign
