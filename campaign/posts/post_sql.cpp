#include <algorithm>
#include <array>

#include "campaign/pictures/photo_tables.h"
#include "campaign/posts/post_tables.h"
#include "campaign/words/check.h"

namespace posts {

namespace {

constexpr std::array<std::string_view, 5> state_names{"waiting", "published", "sent_back", "hidden",
                                                      "withdrawn"};

// Every column of a post, read by post_from() and nowhere else.
const std::string select_post =
    "SELECT id, campaign_id, participant_id, author_id, words, shown, state, reason, written_at,"
    "       published_at, decided_by, decided_at, version, is_public"
    "  FROM post ";

// Nothing while a hold hides all posts. Whose page is not public is not heard; a name that nobody
// has read, and who is under age, comes back without a name or an address.
const std::string select_public =
    "SELECT post.id, post.participant_id, post.shown, post.published_at,"
    "       IF(participant.is_minor = 0, participant.slug, '') AS slug,"
    "       IF(participant.is_minor = 0, participant.shown_name, '') AS shown_name"
    "  FROM post LEFT JOIN participant ON participant.id = post.participant_id"
    " WHERE post.is_public = 1 AND (participant.id IS NULL OR participant.is_public = 1)"
    "   AND NOT EXISTS (SELECT 1 FROM hold WHERE hold.held_campaign_id = post.campaign_id"
    "                   AND hold.hides_posts = 1) ";

State state_of(const std::string& name) {
    const auto at = std::ranges::find(state_names, name);
    check(at != state_names.end(), "a post's state is one of the table's words");
    return static_cast<State>(at - state_names.begin());
}

// Photos alone have no words to show.
std::string words_from(const store::Row& row, const char* column) {
    auto words = row.text(column);
    return words == photos_alone ? std::string{} : words;
}

Post post_from(const store::Row& row) {
    return {.id = row.id<PostId>("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .participant = row.id<ParticipantId>("participant_id"),
            .author = row.id<AccountId>("author_id"),
            .words = words_from(row, "words"),
            .shown = words_from(row, "shown"),
            .state = state_of(row.text("state")),
            .reason = row.text("reason"),
            .written_at = row.instant("written_at"),
            .published_at = row.maybe_instant("published_at"),
            .decided_at = row.maybe_instant("decided_at"),
            .decided_by = row.id<AccountId>("decided_by"),
            .version = static_cast<int>(row.number("version")),
            .shows_something = row.flag("is_public")};
}

std::optional<Post> maybe_post(const std::optional<store::Row>& row) {
    if (!row) return {};
    return post_from(*row);
}

std::vector<Post> posts_from(const std::vector<store::Row>& rows) {
    std::vector<Post> found;
    for (const auto& row : rows) found.push_back(post_from(row));
    return found;
}

std::vector<PublicPost> public_from(const std::vector<store::Row>& rows) {
    std::vector<PublicPost> found;
    for (const auto& row : rows)
        found.push_back({.id = row.id<PostId>("id"),
                         .participant = row.id<ParticipantId>("participant_id"),
                         .slug = row.text("slug"),
                         .name = row.text("shown_name"),
                         .words = words_from(row, "shown"),
                         .at = row.instant("published_at")});
    return found;
}

// Empty words are those of a post that was withdrawn, and of no other.
std::string kept_words(const Post& post) {
    return post.words.empty() ? std::string{photos_alone} : post.words;
}

int bounded(int limit) { return std::min(limit, posts_listed_max); }

}  // namespace

std::string_view state_name(State state) { return state_names[static_cast<std::size_t>(state)]; }

std::optional<Post> find_post(store::Session& session, PostId id) {
    return maybe_post(session.one(select_post + "WHERE id = ?", id));
}

std::optional<Post> find_post_by_key(store::Session& session, const std::string& request_key) {
    return maybe_post(session.one(select_post + "WHERE request_key = ?", request_key));
}

std::vector<Post> recent_posts_by(store::Session& session, ParticipantId participant, int limit) {
    return posts_from(session.all(select_post + "WHERE participant_id = ? AND state <> 'withdrawn'"
                                                " ORDER BY written_at DESC, id DESC LIMIT ?",
                                  participant, bounded(limit)));
}

std::vector<Post> recent_posts(store::Session& session, CampaignId campaign, int limit) {
    return posts_from(session.all(
        select_post + "WHERE campaign_id = ? AND state <> 'withdrawn'"
                      "   AND (participant_id IS NULL OR is_public = 1 OR state = 'hidden')"
                      " ORDER BY COALESCE(published_at, written_at) DESC, id DESC LIMIT ?",
        campaign, bounded(limit)));
}

std::vector<Post> posts_to_review(store::Session& session, CampaignId campaign, int limit) {
    return posts_from(session.all(select_post +
                                      "WHERE state = 'waiting' AND (? = 0 OR campaign_id = ?)"
                                      " ORDER BY written_at, id LIMIT ?",
                                  campaign.value, campaign.value, bounded(limit)));
}

std::optional<PublicPost> find_public_post(store::Session& session, CampaignId campaign,
                                           PostId id) {
    const auto found = public_from(
        session.all(select_public + "AND post.campaign_id = ? AND post.id = ?", campaign, id));
    if (found.empty()) return {};
    return found.front();
}

std::vector<PublicPost> recent_public_posts(store::Session& session, CampaignId campaign,
                                            int limit) {
    return public_from(session.all(select_public +
                                       "AND post.campaign_id = ?"
                                       " ORDER BY post.published_at DESC, post.id DESC LIMIT ?",
                                   campaign, bounded(limit)));
}

std::vector<PublicPost> recent_public_posts_by(store::Session& session, ParticipantId participant,
                                               int limit) {
    return public_from(session.all(select_public +
                                       "AND post.participant_id = ?"
                                       " ORDER BY post.published_at DESC, post.id DESC LIMIT ?",
                                   participant, bounded(limit)));
}

std::vector<PublicPost> public_posts_before(store::Session& session, const PostsAsked& asked) {
    if (!asked.before) return recent_public_posts(session, asked.campaign, asked.limit);
    return public_from(session.all(
        select_public + "AND post.campaign_id = ?"
                        " AND (post.published_at < ? OR (post.published_at = ? AND post.id < ?))"
                        " ORDER BY post.published_at DESC, post.id DESC LIMIT ?",
        asked.campaign, *asked.before, *asked.before, asked.before_id, bounded(asked.limit)));
}

Waiting posts_waiting(store::Session& session, CampaignId campaign) {
    const auto row = session.one(
        "SELECT COUNT(*) AS n, MIN(written_at) AS oldest FROM post"
        " WHERE state = 'waiting' AND campaign_id = ?",
        campaign);
    return {row->number("n"), row->maybe_instant("oldest")};
}

Pace pace_of(store::Session& session, ParticipantId participant, Instant since) {
    const auto row = session.one(
        "SELECT COUNT(IF(state = 'waiting', 1, NULL)) AS waiting,"
        "       COUNT(IF(written_at > ?, 1, NULL)) AS since"
        "  FROM post WHERE participant_id = ?",
        since, participant);
    return {row->number("waiting"), row->number("since")};
}

void insert_post(store::Transaction& tx, const Post& made, const std::string& request_key) {
    tx.run(
        "INSERT INTO post (id, campaign_id, participant_id, author_id, words, request_key,"
        "                  written_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        made.id, made.campaign, made.participant, made.author, kept_words(made), request_key,
        made.written_at);
}

bool update_post_words(store::Transaction& tx, const Post& changed, Instant now) {
    return tx.run(
               "UPDATE post SET words = ?, state = ?, reason = '', written_at = ?,"
               "       corrected_by = NULL, words_before = '',"
               "       version = version + 1"
               " WHERE id = ? AND version = ? AND state <> 'withdrawn'",
               kept_words(changed), state_name(changed.state), now, changed.id,
               changed.version) == 1;
}

bool mark_published(store::Transaction& tx, const Move& move, Instant now) {
    pictures::show_photos_of(tx, move.post, now);
    return tx.run(
               "UPDATE post SET state_before = state, shown_before = shown, state = 'published',"
               "       shown = words, reason = '', author_id = COALESCE(?, author_id),"
               "       published_at = COALESCE(published_at, ?), approved_by = ?, decided_by = ?,"
               "       decided_at = ?, version = version + 1"
               " WHERE id = ? AND version = ? AND state = 'waiting'",
               move.author, now, move.decided_by, move.decided_by, now, move.post,
               move.version) == 1;
}

bool mark_sent_back(store::Transaction& tx, const Move& move, Instant now) {
    return tx.run(
               "UPDATE post SET state_before = state, shown_before = shown, state = 'sent_back',"
               "       reason = ?, author_id = COALESCE(?, author_id), decided_by = ?,"
               "       decided_at = ?, version = version + 1"
               " WHERE id = ? AND version = ? AND state = 'waiting'",
               move.reason, move.author, move.decided_by, now, move.post, move.version) == 1;
}

bool mark_hidden(store::Transaction& tx, const Move& move, Instant now) {
    return tx.run(
               "UPDATE post SET state_before = state, shown_before = shown, state = 'hidden',"
               "       shown = '', reason = ?, author_id = COALESCE(?, author_id), decided_by = ?,"
               "       decided_at = ?, version = version + 1"
               " WHERE id = ? AND version = ? AND is_public = 1",
               move.reason, move.author, move.decided_by, now, move.post, move.version) == 1;
}

bool restore_verdict(store::Transaction& tx, const Move& move, Instant since) {
    pictures::unshow_photos_of(tx, move.post);
    return tx.run(
               "UPDATE post SET state = state_before, shown = shown_before, reason = '',"
               "       published_at = IF(shown_before = '', NULL, published_at),"
               "       decided_at = NULL, version = version + 1"
               " WHERE id = ? AND version = ? AND decided_by = ? AND decided_at >= ?"
               "   AND state IN ('published', 'sent_back', 'hidden')",
               move.post, move.version, move.decided_by, since) == 1;
}

bool erase_post(store::Transaction& tx, PostId post) {
    return tx.run(
               "UPDATE post SET state = 'withdrawn', words = '', shown = '', shown_before = '',"
               "       words_before = '', needs_look = 0, state_before = 'withdrawn', reason = '', "
               "version = version + 1"
               " WHERE id = ? AND state <> 'withdrawn'",
               post) == 1;
}

}  // namespace posts
