// Printing: a run of the printer with its spares, and what channels cost.
//
// Each verb writes its audit and says no by throwing Refused. A run may be asked for twice under
// one key and is made once; so may a cost.
#pragma once

#include "campaign/links/print_run.h"
#include "campaign/people/role.h"

namespace links {

// Places that were only planned are printed from now on; spares get their codes and numbers.
PrintRun make_print_run(store::Store&, const NewPrintRun&, const people::Actor&, Instant now);
// What is known later: the bill, the printer, the day.
void correct_print_run(store::Store&, const PrintRun& before, const PrintRun& after,
                       const people::Actor&, Instant now);

struct NewChannelCost {
    CampaignId campaign;
    std::string channel, what;
    Money cost;
    Date paid_on;
    std::string request_key;
};
void add_channel_cost(store::Store&, const NewChannelCost&, const people::Actor&, Instant now);
void end_channel_cost(store::Store&, const ChannelCost&, const people::Actor&, Instant now);

}  // namespace links
