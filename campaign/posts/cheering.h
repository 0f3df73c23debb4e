// Cheering: a passer-by is glad about a post. No account, no name: one mark, that says nothing.
#pragma once

#include "campaign/posts/post.h"

namespace posts {

// `mark`: 32 hex digits that are the same for the same browser, or the same address in this hour.
// A mark counts once for a post; again is harmless. Throws Refused(not_found) unless it is public.
void cheer_post(store::Store&, PostId, const std::string& mark, Instant now);

// What a mark is made of; the post is part of it, so that marks of two posts tell nothing together.
std::string cheer_mark(PostId, std::string_view what_is_the_same);

constexpr std::size_t mark_length = 32;
constexpr int cheer_slots = 8, cheers_max = 1'000'000;  // Of one post, as it is shown.

// Housekeeping: after 30 days marks go; the sum stays.
int forget_cheers(store::Store&, Instant now);

}  // namespace posts
