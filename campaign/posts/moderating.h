// Moderating: the second person's yes or no to a post, and taking it back for a short while.
//
// Nobody decides about their own post: neither its author's account nor, where the participant has
// one, theirs. All throw Refused.
#pragma once

#include "campaign/people/role.h"
#include "campaign/posts/post.h"

namespace posts {

struct Verdict {
    PostId post;
    int seen_version = 0;         // Words changed since then are not published unread.
    State to = State::published;  // Or sent_back with a reason, or hidden: public no more.
    std::string reason = {};
};
void review_post(store::Store&, const Verdict&, const people::Actor&, Instant now);

// A post of a participant that waits: small things are mended and it is public at once; its author
// is told what was changed. An official one waits with the new words for somebody who is neither
// its author nor its corrector.
struct Correction {
    PostId post;
    int seen_version = 0;
    std::string words;
};
void correct_post(store::Store&, const Correction&, const people::Actor&, Instant now);

// How its author had written what a reader corrected, if that is what stands there now.
struct Corrected {
    PostId post;
    std::string words_before;
};
std::vector<Corrected> corrections_of(store::Session&, ParticipantId);

// A trusted author's post was public at once: now somebody has looked at it.
void look_at_post(store::Store&, PostId, int seen_version, const people::Actor&, Instant now);

// By whoever decided, as long as nothing has happened to the post since.
void undo_verdict(store::Store&, PostId, int seen_version, const people::Actor&, Instant now);

constexpr std::chrono::minutes undo_max{10};

}  // namespace posts
