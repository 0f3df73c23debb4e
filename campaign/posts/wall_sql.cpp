#include <algorithm>

#include "campaign/posts/wall.h"
#include "campaign/words/hashtag.h"

namespace posts {

namespace {

std::string small(std::string_view text) {
    std::string letters{text};
    for (auto& c : letters)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return letters;
}

}  // namespace

bool carries_tag(std::string_view words, std::string_view tag) {
    const auto wanted = "#" + small(tag);
    return std::ranges::any_of(pieces_of(words), [&](const Piece& piece) {
        return piece.is_tag && small(piece.text) == wanted;
    });
}

std::vector<PublicPost> wall_of(store::Session& session, const WallAsked& asked) {
    auto page = asked.page;
    const auto wanted = static_cast<std::size_t>(std::min(page.limit, wall_page_max));
    if (asked.tag.empty()) return public_posts_before(session, page);
    std::vector<PublicPost> found;
    page.limit = posts_listed_max;
    for (int searched = 0; searched < tag_searched_max; searched += page.limit) {
        const auto some = public_posts_before(session, page);
        for (const auto& post : some)
            if (found.size() < wanted && carries_tag(post.words, asked.tag)) found.push_back(post);
        if (found.size() >= wanted || some.size() < static_cast<std::size_t>(page.limit)) break;
        page.before = some.back().at, page.before_id = some.back().id;
    }
    return found;
}

std::vector<std::int64_t> public_post_ids(store::Session& session, CampaignId campaign, int limit) {
    std::vector<std::int64_t> ids;
    for (const auto& row : session.all(
             "SELECT post.id FROM post"
             "  LEFT JOIN participant ON participant.id = post.participant_id"
             " WHERE post.campaign_id = ? AND post.is_public = 1 AND participant.left_at IS NULL"
             " ORDER BY post.published_at DESC, post.id DESC LIMIT ?",
             campaign, std::min(limit, wall_page_max)))
        ids.push_back(row.number("id"));
    return ids;
}

}  // namespace posts
