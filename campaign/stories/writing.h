// Writing: what one does with a story: begin it, write it anew, hand it in; what somebody else
// does: say yes or no; and taking it out of the world.
//
// Sent twice, a form is one story. Nothing is approved in a hold. All throw Refused.
#pragma once

#include "campaign/people/role.h"
#include "campaign/stories/story.h"
#include "campaign/words/refusal.h"

namespace stories {

// Pure: what is wrong with the words, by field.
std::optional<Refusal> words_objection(const Words&);

struct NewStory {
    CampaignId campaign;
    Words words;
    std::string request_key;
};
Story begin_story(store::Store&, const NewStory&, const people::Actor&, Instant now);

// A draft of one's own is written on; after a submission, or by somebody else, it is a new version.
struct StoryChange {
    StoryId story;
    Words words;
    int seen_number = 0;  // Of the version that was being edited.
};
Version rewrite_story(store::Store&, const StoryChange&, const people::Actor&, Instant now);

void submit_story(store::Store&, StoryId, const people::Actor&, Instant now);
void take_story_back(store::Store&, StoryId, const people::Actor&, Instant now);

struct StoryDecision {
    StoryVersionId version;
    bool approves = false;
    std::string reason = {};  // Needed to send back.
};
void decide_story(store::Store&, const StoryDecision&, const people::Actor&, Instant now);

// Gone from every page and the feed. Again is harmless.
void withdraw_story(store::Store&, StoryId, const std::string& reason, const people::Actor&,
                    Instant now);

}  // namespace stories
