// Keeping: an upload becomes a photo. Throws Refused(not_a_valid_value, "photo") with a sentence.
#pragma once

#include "campaign/pictures/darkroom.h"
#include "campaign/pictures/photo.h"

namespace pictures {

struct NewPhoto {
    CampaignId campaign;
    ParticipantId participant = {};  // Who brings it: one of these two.
    AccountId account = {};
    stories::StoryId story = {};  // What it is brought for, if for a story.
    std::string bytes;
    std::string alt = {};
    bool shows_people = false;
    std::string request_key;  // Of the form and the place in it.
};

// One request key is one photo: sent again, the earlier one is the answer.
Photo keep_photo(store::Store&, Darkroom&, const NewPhoto&, Instant now);

}  // namespace pictures
