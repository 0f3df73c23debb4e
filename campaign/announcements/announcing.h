// Announcing: write an announcement, say yes to somebody else's, end it. All throw Refused.
//
// During a hold only emergencies come through. Sent twice, a form is one announcement.
#pragma once

#include "campaign/announcements/announcement.h"
#include "campaign/people/role.h"

namespace announcements {

struct NewAnnouncement {
    CampaignId campaign;
    Severity severity = Severity::info;
    std::string words;
    Instant until;
    std::string request_key;
    std::string alone_reason = {};  // Not empty: an organiser shows an emergency alone, now.
};
Announcement announce(store::Store&, const NewAnnouncement&, const people::Actor&, Instant now);

// Of somebody who did not write it; of an emergency that was shown alone: the second look.
struct Yes {
    AnnouncementId announcement;
    int seen_version = 0;
};
void approve_announcement(store::Store&, const Yes&, const people::Actor&, Instant now);

struct No {
    AnnouncementId announcement;
    int seen_version = 0;
    std::string reason = {};
};
// One that waits, with a reason.
void send_announcement_back(store::Store&, const No&, const people::Actor&, Instant now);
// One that is shown, or waits. By somebody who did not write it, it is the second look as well.
// Again is harmless.
void end_announcement(store::Store&, AnnouncementId, const people::Actor&, Instant now);

}  // namespace announcements
