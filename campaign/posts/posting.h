// Posting: what the author of a post does with it: write, write anew, take it back.
//
// A participant writes on their own page, a coordinator for the campaign. All throw Refused.
#pragma once

#include "campaign/people/role.h"
#include "campaign/posts/post.h"

namespace posts {

struct NewPost {
    CampaignId campaign;
    ParticipantId participant = {};              // Nobody: official, by the actor's account.
    std::string words;                           // May be empty where there are photos.
    std::string request_key;                     // Of the form when it was rendered.
    std::vector<pictures::PhotoId> photos = {};  // Brought by the same, in their order.
};

// One request key is one post: sent again, the earlier one is the answer.
Post write_post(store::Store&, const NewPost&, const people::Actor&, Instant now);

// Whose post it has to be: a participant's, or (official) that of the actor's account.
struct PostChange {
    PostId post;
    ParticipantId participant = {};
    std::string words = {};
    int seen_version = 0;
    std::vector<pictures::PhotoId> more_photos = {};
    std::vector<pictures::PhotoId> fewer_photos = {};  // Withdrawn at once, read or not.
};
// What was approved stays public until the new words were read, too.
Post rewrite_post(store::Store&, const PostChange&, const people::Actor&, Instant now);
// At any time, and its words are gone. Again is harmless.
Post withdraw_post(store::Store&, const PostChange&, const people::Actor&, Instant now);

constexpr int waiting_max = 10, posts_a_day_max = 60;  // Of one participant.

}  // namespace posts
