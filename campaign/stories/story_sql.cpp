#include <algorithm>
#include <array>

#include "campaign/stories/story.h"
#include "campaign/words/check.h"

namespace stories {

namespace {

constexpr std::array<std::string_view, 5> state_names{"draft", "submitted", "approved", "sent_back",
                                                      "replaced"};

const std::string select_story =
    "SELECT id, campaign_id, slug, shown_version_id, made_by, made_at, published_at, updated_at,"
    "       withdrawn_at"
    "  FROM story ";

const std::string select_version =
    "SELECT v.id, v.story_id, v.number, v.state, v.title, v.summary, v.body, v.author_id,"
    "       v.made_at, v.submitted_at, v.decided_by, v.decided_at, v.reason"
    "  FROM story_version v ";

const std::string select_public =
    "SELECT story.id, story.slug, story.published_at, story.updated_at, v.title, v.summary, v.body"
    "  FROM story JOIN story_version v ON v.id = story.shown_version_id"
    " WHERE story.is_public = 1 AND v.state = 'approved' AND story.campaign_id = ? ";

VersionState state_of(const std::string& name) {
    const auto at = std::ranges::find(state_names, name);
    check(at != state_names.end(), "a story's state is one of the table's words");
    return static_cast<VersionState>(at - state_names.begin());
}

Words words_from(const store::Row& row) {
    return {row.text("title"), row.text("summary"), row.text("body")};
}

Story story_from(const store::Row& row) {
    return {.id = row.id<StoryId>("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .slug = row.text("slug"),
            .shown_version = row.id<StoryVersionId>("shown_version_id"),
            .made_by = row.id<AccountId>("made_by"),
            .made_at = row.instant("made_at"),
            .published_at = row.maybe_instant("published_at"),
            .updated_at = row.maybe_instant("updated_at"),
            .withdrawn_at = row.maybe_instant("withdrawn_at")};
}

Version version_from(const store::Row& row) {
    return {.id = row.id<StoryVersionId>("id"),
            .story = row.id<StoryId>("story_id"),
            .number = static_cast<int>(row.number("number")),
            .state = state_of(row.text("state")),
            .words = words_from(row),
            .author = row.id<AccountId>("author_id"),
            .decided_by = row.id<AccountId>("decided_by"),
            .made_at = row.instant("made_at"),
            .submitted_at = row.maybe_instant("submitted_at"),
            .decided_at = row.maybe_instant("decided_at"),
            .reason = row.text("reason")};
}

PublicStory public_from(const store::Row& row) {
    return {.slug = row.text("slug"),
            .words = words_from(row),
            .published_at = row.instant("published_at"),
            .updated_at = row.instant("updated_at"),
            .id = row.id<StoryId>("id")};
}

std::optional<Story> maybe_story(const std::optional<store::Row>& row) {
    if (!row) return {};
    return story_from(*row);
}

std::vector<Version> versions_from(const std::vector<store::Row>& rows) {
    std::vector<Version> found;
    for (const auto& row : rows) found.push_back(version_from(row));
    return found;
}

}  // namespace

std::optional<Story> find_story(store::Session& session, CampaignId campaign,
                                std::string_view slug) {
    return maybe_story(
        session.one(select_story + "WHERE campaign_id = ? AND slug = ?", campaign, slug));
}

std::optional<Story> find_story_by_id(store::Session& session, StoryId id) {
    return maybe_story(session.one(select_story + "WHERE id = ?", id));
}

std::optional<Story> find_story_by_key(store::Session& session, const std::string& request_key) {
    return maybe_story(session.one(select_story + "WHERE request_key = ?", request_key));
}

std::vector<Story> recent_stories(store::Session& session, CampaignId campaign, int limit) {
    std::vector<Story> found;
    for (const auto& row :
         session.all(select_story + "WHERE campaign_id = ? ORDER BY made_at DESC, id DESC LIMIT ?",
                     campaign, std::min(limit, stories_listed_max)))
        found.push_back(story_from(row));
    return found;
}

std::optional<Version> find_version(store::Session& session, StoryVersionId id) {
    const auto row = session.one(select_version + "WHERE v.id = ?", id);
    if (!row) return {};
    return version_from(*row);
}

std::vector<Version> recent_versions(store::Session& session, StoryId story, int limit) {
    return versions_from(
        session.all(select_version + "WHERE v.story_id = ? ORDER BY v.number DESC LIMIT ?", story,
                    std::min(limit, versions_listed_max)));
}

std::vector<Version> versions_to_review(store::Session& session, CampaignId campaign, int limit) {
    return versions_from(session.all(
        select_version + "JOIN story ON story.id = v.story_id WHERE v.state = 'submitted'"
                         "   AND (? = 0 OR story.campaign_id = ?)"
                         " ORDER BY v.submitted_at, v.id LIMIT ?",
        campaign.value, campaign.value, std::min(limit, versions_listed_max)));
}

std::optional<PublicStory> find_public_story(store::Session& session, CampaignId campaign,
                                             std::string_view slug) {
    const auto row = session.one(select_public + "AND story.slug = ?", campaign, slug);
    if (!row) return {};
    return public_from(*row);
}

std::vector<PublicStory> public_stories(store::Session& session, const StoriesAsked& asked) {
    const std::string order = " ORDER BY story.published_at DESC, story.id DESC LIMIT ?";
    const auto limit = std::min(asked.limit, stories_listed_max);
    const auto rows =
        asked.before
            ? session.all(select_public +
                              "AND (story.published_at < ?"
                              "     OR (story.published_at = ? AND story.id < ?))" +
                              order,
                          asked.campaign, *asked.before, *asked.before, asked.before_id, limit)
            : session.all(select_public + order, asked.campaign, limit);
    std::vector<PublicStory> found;
    for (const auto& row : rows) found.push_back(public_from(row));
    return found;
}

}  // namespace stories
