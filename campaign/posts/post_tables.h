// What the verbs of posts write, row by row. Only posting.cpp and moderating.cpp call it.
//
// Updates say in their WHERE which version was read; false means that somebody was faster.
#pragma once

#include "campaign/posts/post.h"

namespace posts {

struct Move {
    PostId post;
    int version = 0;
    AccountId decided_by;
    AccountId author;  // Of the participant, if they have an account by now; else nobody.
    std::string reason = {};
};

void insert_post(store::Transaction&, const Post&, const std::string& request_key);
bool update_post_words(store::Transaction&, const Post& changed, Instant now);
bool mark_published(store::Transaction&, const Move&, Instant now);
bool mark_sent_back(store::Transaction&, const Move&, Instant now);
bool mark_hidden(store::Transaction&, const Move&, Instant now);
// By the same person, since a moment.
bool restore_verdict(store::Transaction&, const Move&, Instant since);
bool erase_post(store::Transaction&, PostId);

bool insert_cheer(store::Transaction&, PostId, const std::string& mark, Instant now);
void add_cheer(store::Transaction&, PostId, int slot);
int erase_cheers(store::Transaction&, Instant before);

}  // namespace posts
