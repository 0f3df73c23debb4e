#include "campaign/posts/cheering.h"

#include <random>

#include "campaign/posts/post_tables.h"
#include "campaign/words/check.h"
#include "campaign/words/token.h"

namespace posts {

namespace {

constexpr auto marks_kept = std::chrono::days{30};

}  // namespace

std::string cheer_mark(PostId post, std::string_view what_is_the_same) {
    return hmac_sha256_hex(std::to_string(post.value), what_is_the_same).substr(0, mark_length);
}

void cheer_post(store::Store& store, PostId id, const std::string& mark, Instant now) {
    check(mark.size() == mark_length, "a cheer's mark is of one length");
    const auto post = find_post(store.session(), id);
    if (!post || !post->is_public()) throw Refused{{Reason::not_found}};
    static thread_local std::minstd_rand random{std::random_device{}()};
    const auto slot = std::uniform_int_distribution<int>{0, cheer_slots - 1}(random);
    store.in_transaction([&](store::Transaction& tx) {
        if (insert_cheer(tx, id, mark, now)) add_cheer(tx, id, slot);
    });
}

int forget_cheers(store::Store& store, Instant now) {
    return store.in_transaction(
        [&](store::Transaction& tx) { return erase_cheers(tx, now - marks_kept); });
}

}  // namespace posts
