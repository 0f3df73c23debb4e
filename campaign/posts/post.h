// Post: a short text by a participant or, official, by the campaign; always dated, always plain.
//
// Invariants (each a constraint in 0006_posts.sql):
//   * What is public (shown) was approved by somebody who did not write it.
//   * An edit waits to be read while the approved words stay; hidden and withdrawn ones show
//     nothing, and a withdrawn post keeps no words at all.
//   * One form is one post, however often it is sent.
//   * Its photos are public with it, from the verdict on (campaign/pictures/photo.h). Photos alone
//     are a post, too: its words are then one sign that stands for an object.
// A video is whose address stands in the words (campaign/words/video_link.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/campaign.h"
#include "campaign/pictures/photo.h"
#include "campaign/store/database.h"
#include "campaign/words/refusal.h"

namespace posts {

using PostId = Id<struct PostEntity>;

enum class State { waiting, published, sent_back, hidden, withdrawn };
std::string_view state_name(State);

struct Post {
    PostId id;
    CampaignId campaign;
    ParticipantId participant;  // Nobody: an official post.
    AccountId author;           // The account of who wrote it, where there is one.
    std::string words, shown;
    State state = State::waiting;
    std::string reason;  // Why it was sent back or hidden.
    Instant written_at;
    std::optional<Instant> published_at, decided_at;
    AccountId decided_by;
    int version = 1;  // Counts every change: what was read is what is published.
    bool shows_something = false;

    bool is_official() const { return !participant; }
    bool is_public() const { return shows_something; }
};

constexpr std::size_t words_max = 500, lines_max = 16, reason_max = 400;
constexpr std::size_t photos_max = 10;
constexpr std::string_view photos_alone = "\uFFFC";  // Object replacement character.
constexpr int posts_listed_max = 101;  // One more than a page, to know whether there is more.

// Pure: are posts taken now? Not by drafts, and not after the end.
std::optional<Refusal> post_objection(const campaign::Campaign&, const campaign::Version&,
                                      Instant now);

// A post as strangers may see it.
struct PublicPost {
    PostId id;
    ParticipantId participant;  // Nobody: the campaign itself speaks.
    std::string slug, name;     // Of the participant's page; a name nobody has read is empty.
    std::string words;
    Instant at;
    std::vector<pictures::Photo> photos = {};  // These two by read_photos_and_cheers().
    std::int64_t cheers = 0;
};

// Storage: post_sql.cpp. Lists come newest first, unless they wait: those come oldest first.
std::optional<Post> find_post(store::Session&, PostId);
std::optional<Post> find_post_by_key(store::Session&, const std::string& request_key);
std::vector<Post> recent_posts_by(store::Session&, ParticipantId,
                                  int limit);                               // For their own eyes.
std::vector<Post> recent_posts(store::Session&, CampaignId, int limit);     // For the desk.
std::vector<Post> posts_to_review(store::Session&, CampaignId, int limit);  // 0: of all.

std::optional<PublicPost> find_public_post(store::Session&, CampaignId, PostId);
std::vector<PublicPost> recent_public_posts(store::Session&, CampaignId, int limit);
std::vector<PublicPost> recent_public_posts_by(store::Session&, ParticipantId, int limit);

// What stands with the words: photos that may be seen now, and how many cheered.
void read_photos_and_cheers(store::Session&, std::vector<PublicPost>&, Instant now);

// One page of all that is public: what was published before (or at the same moment with a smaller
// id than) the last one seen.
struct PostsAsked {
    CampaignId campaign;
    std::optional<Instant> before = {};
    PostId before_id = {};
    int limit = 20;
};
std::vector<PublicPost> public_posts_before(store::Session&, const PostsAsked&);

struct Waiting {
    std::int64_t count = 0;
    std::optional<Instant> oldest;
};
Waiting posts_waiting(store::Session&, CampaignId);

// How many of a participant's posts wait, and how many came since.
struct Pace {
    std::int64_t waiting = 0, since = 0;
};
Pace pace_of(store::Session&, ParticipantId, Instant since);

}  // namespace posts
