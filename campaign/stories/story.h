// Story: a long text of the campaign itself, in Markdown: its blog.
//
// A story is one address for ever; its wordings are versions, as those of a campaign's plan.
// Invariants (0010_moderation.sql): what is public was approved by somebody who did not write it;
// a withdrawn story shows nothing until another version of it is approved.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/store/database.h"

namespace stories {

using StoryId = Id<struct StoryEntity>;
using StoryVersionId = Id<struct StoryVersionEntity>;

enum class VersionState { draft, submitted, approved, sent_back, replaced };

struct Words {
    std::string title, summary, body;  // One line, one sentence, Markdown.
    friend bool operator==(const Words&, const Words&) = default;
};

struct Version {
    StoryVersionId id;
    StoryId story;
    int number = 1;
    VersionState state = VersionState::draft;
    Words words;
    AccountId author, decided_by;
    Instant made_at;
    std::optional<Instant> submitted_at, decided_at;
    std::string reason;  // Why it was sent back.
};

struct Story {
    StoryId id;
    CampaignId campaign;
    std::string slug;
    StoryVersionId shown_version;  // Nobody: nothing was public yet.
    AccountId made_by;
    Instant made_at;
    std::optional<Instant> published_at, updated_at, withdrawn_at;

    bool is_public() const { return shown_version && !withdrawn_at; }
};

// A story as everybody may read it.
struct PublicStory {
    std::string slug;
    Words words;
    Instant published_at, updated_at;
    StoryId id;
};

constexpr std::size_t title_max = 120, summary_max = 300, body_max = 16'000, body_lines_max = 600,
                      reason_max = 400;
constexpr int stories_listed_max = 61, versions_listed_max = 50;

// Storage: story_sql.cpp.
std::optional<Story> find_story(store::Session&, CampaignId, std::string_view slug);
std::optional<Story> find_story_by_id(store::Session&, StoryId);
std::optional<Story> find_story_by_key(store::Session&, const std::string& request_key);
std::vector<Story> recent_stories(store::Session&, CampaignId, int limit);  // For the desk.
std::optional<Version> find_version(store::Session&, StoryVersionId);
std::vector<Version> recent_versions(store::Session&, StoryId, int limit);  // Newest first.
// Submitted, oldest first. Campaign 0: of all.
std::vector<Version> versions_to_review(store::Session&, CampaignId, int limit);

std::optional<PublicStory> find_public_story(store::Session&, CampaignId, std::string_view slug);
// Newest first; published before (or at the same moment with a smaller id than) the last one seen.
struct StoriesAsked {
    CampaignId campaign;
    std::optional<Instant> before = {};
    StoryId before_id = {};
    int limit = 10;
};
std::vector<PublicStory> public_stories(store::Session&, const StoriesAsked&);

}  // namespace stories
