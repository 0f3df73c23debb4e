#include <map>

#include "campaign/posts/post_tables.h"

namespace posts {

namespace {

constexpr int erased_max = 10'000;  // In one round.

}  // namespace

void read_photos_and_cheers(store::Session& session, std::vector<PublicPost>& found, Instant now) {
    if (found.empty()) return;
    std::map<PostId, PublicPost*> by_id;
    std::vector<PostId> ids;
    std::string marks;
    std::vector<store::Value> values;
    for (auto& post : found) {
        by_id[post.id] = &post;
        ids.push_back(post.id);
        marks += marks.empty() ? "?" : ",?";
        values.push_back(store::value_of(post.id));
    }
    for (auto& photo : pictures::public_photos_of_posts(session, ids, now))
        by_id.at(photo.post)->photos.push_back(std::move(photo));
    for (const auto& row :
         session.query("SELECT post_id, SUM(cheers) AS cheers FROM cheer_count WHERE post_id IN (" +
                           marks + ") GROUP BY post_id LIMIT " + std::to_string(posts_listed_max),
                       values))
        by_id.at(row.id<PostId>("post_id"))->cheers = row.number("cheers");
}

bool insert_cheer(store::Transaction& tx, PostId post, const std::string& mark, Instant now) {
    return tx.run("INSERT IGNORE INTO cheer (post_id, mark, cheered_at) VALUES (?, ?, ?)", post,
                  mark, now) == 1;
}

void add_cheer(store::Transaction& tx, PostId post, int slot) {
    tx.run(
        "INSERT INTO cheer_count (post_id, slot, cheers) VALUES (?, ?, 1)"
        " ON DUPLICATE KEY UPDATE cheers = cheers + 1",
        post, slot);
}

int erase_cheers(store::Transaction& tx, Instant before) {
    return tx.run("DELETE FROM cheer WHERE cheered_at < ? LIMIT " + std::to_string(erased_max),
                  before);
}

}  // namespace posts
