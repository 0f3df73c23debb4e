// Sharing: the links of share buttons, so that a page's owner sees which of them bring people.
//
// One link for each page, where it was shared from, and button; made when somebody first presses
// it, so that looking at a page writes nothing and a thousand visitors make no thousand links.
#pragma once

#include "campaign/links/link.h"

namespace links {

// own: by the participant, from their private page; page: by a visitor of the public one; thanks:
// by a donor who was just thanked.
enum class SharedFrom { own, page, thanks };
std::string_view shared_from_name(SharedFrom);

// ShareSpot: which page is shared (a participant's, a team's, else the campaign's), and from where.
struct ShareSpot {
    CampaignId campaign;
    ParticipantId participant = {};
    TeamId team = {};
    SharedFrom from = SharedFrom::page;
};

// May this channel have a link of a share button?
bool is_share_channel(std::string_view channel);

// "p123/own/facebook". Pure.
std::string share_key_of(const ShareSpot&, std::string_view channel);
Link find_or_make_share_link(store::Store&, const ShareSpot&, std::string_view channel,
                             Instant now);

}  // namespace links
