// Portraying: bringing a picture of oneself, taking it back, and the second look before it is
// public. All throw Refused.
#pragma once

#include "campaign/people/role.h"
#include "campaign/roster/portrait.h"

namespace roster {

// The photo was kept for the participant (pictures::keep_photo) and stands nowhere else. One that
// waited or was sent back is replaced; one that is published stays until this one is.
void bring_portrait(store::Store&, const Participant&, pictures::PhotoId, Shows,
                    const people::Actor&, Instant now);

// Every one of them, at once and for good.
void take_portraits_back(store::Store&, const Participant&, const people::Actor&, Instant now);

struct PortraitVerdict {
    pictures::PhotoId photo;
    int seen_version = 0;
    WordsState to = WordsState::published;  // waiting: the earlier verdict is undone.
    std::string reason = {};                // Needed to send back.
};
// Published, it is covered by the participant's own consent, if it shows only them.
void review_portrait(store::Store&, const PortraitVerdict&, const people::Actor&, Instant now);

}  // namespace roster
