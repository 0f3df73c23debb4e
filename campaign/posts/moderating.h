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

// By whoever decided, as long as nothing has happened to the post since.
void undo_verdict(store::Store&, PostId, int seen_version, const people::Actor&, Instant now);

constexpr std::chrono::minutes undo_max{10};

}  // namespace posts
