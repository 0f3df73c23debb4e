// Wall: what is public of a campaign's posts, newest first, in pages, for those who stand before
// it.
//
// With a hashtag, only posts that carry it as a tag, looked for among the newest tag_searched_max.
#pragma once

#include "campaign/posts/post.h"

namespace posts {

constexpr int wall_page_max = 60, tag_searched_max = 2'000;
constexpr std::size_t tag_letters_max = 60;

struct WallAsked {
    PostsAsked page;
    std::string tag = {};  // Without its sign; empty: all of them.
};
std::vector<PublicPost> wall_of(store::Session&, const WallAsked&);

// Which are public now, newest first: what a page shows and this does not name is gone.
std::vector<std::int64_t> public_post_ids(store::Session&, CampaignId, int limit);

// "#Ward3" and "ward3" are one tag.
bool carries_tag(std::string_view words, std::string_view tag);

}  // namespace posts
