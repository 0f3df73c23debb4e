// Trusting: an organiser trusts a participant's texts. Off by default, with a reason, in the audit.
//
// What a trusted participant writes is public at once and looked at afterwards; never in a hold,
// never where screening found something, and never with anything but words in it: pictures of
// people and official posts are always read first. The post names the organiser as who approved.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/people/role.h"
#include "campaign/posts/post.h"

namespace posts {

struct Trust {
    ParticipantId participant;
    CampaignId campaign;
    std::string reason;
    AccountId given_by;
    Instant given_at;
};

constexpr std::size_t trust_reason_max = 400;
constexpr int trusts_listed_max = 200;

std::optional<Trust> find_trust(store::Session&, ParticipantId);
std::vector<Trust> all_trusts(store::Session&, CampaignId);  // Newest first.

struct NewTrust {
    ParticipantId participant;
    std::string reason;
};
// By an organiser who is not that participant. Throws Refused. Trusted already: nothing changes.
void trust_author(store::Store&, const NewTrust&, const people::Actor&, Instant now);
void end_trust(store::Store&, ParticipantId, const people::Actor&, Instant now);

// Read before a post is written: whose trust makes it public at once, if anybody's.
std::optional<Trust> trust_for(store::Session&, ParticipantId, const std::string& words);
// In the unit that writes the post, which has words and nothing else. In a hold it waits.
void publish_trusted(store::Transaction&, const Post&, const Trust&, Instant now);

// Those that are public and were not looked at yet, oldest first. Campaign 0: of all.
std::vector<Post> posts_to_look_at(store::Session&, CampaignId, int limit);
std::int64_t count_posts_to_look_at(store::Session&, CampaignId);

}  // namespace posts
