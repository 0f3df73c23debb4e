// Chatter: what the walkers of the demo post from the way, and the campaigns themselves: most of it
// read and public, some of it still waiting for whoever looks at the desk.
#pragma once

#include <string>
#include <vector>

#include "web/demo/stage.h"
#include "web/demo/walkers.h"

namespace demo {

void write_posts(store::Store&, const Stage&, const Walkers&, Instant now);

// One more by this participant, read at once by the moderator; which, the number says.
struct Chat {
    CampaignId campaign;
    ParticipantId participant;
    people::Actor reader;
    std::size_t number = 0;
};
void post_live(store::Store&, const Chat&, Instant now);

}  // namespace demo
