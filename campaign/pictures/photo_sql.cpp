#include <algorithm>

#include "campaign/pictures/photo_tables.h"
#include "campaign/words/check.h"
#include "campaign/words/refusal.h"

namespace pictures {

namespace {

// Every column of a photo and of one of its sizes, read by photos_from() and nowhere else.
const std::string select_photo =
    "SELECT photo.id, photo.campaign_id, photo.participant_id, account_id, post_id, story_id, alt,"
    "       shows_people, made_at, shown_at, withdrawn_at, width, height, digest"
    "  FROM photo JOIN photo_size ON photo_size.photo_id = photo.id ";

Photo photo_from(const store::Row& row) {
    return {.id = row.id<PhotoId>("id"),
            .campaign = row.id<CampaignId>("campaign_id"),
            .participant = row.id<ParticipantId>("participant_id"),
            .account = row.id<AccountId>("account_id"),
            .post = row.id<posts::PostId>("post_id"),
            .story = row.id<stories::StoryId>("story_id"),
            .alt = row.text("alt"),
            .shows_people = row.flag("shows_people"),
            .made_at = row.instant("made_at"),
            .shown_at = row.maybe_instant("shown_at"),
            .withdrawn_at = row.maybe_instant("withdrawn_at"),
            .sizes = {}};
}

std::vector<Photo> photos_from(const std::vector<store::Row>& rows) {
    std::vector<Photo> found;
    for (const auto& row : rows) {
        if (found.empty() || found.back().id != row.id<PhotoId>("id"))
            found.push_back(photo_from(row));
        found.back().sizes.push_back({static_cast<int>(row.number("width")),
                                      static_cast<int>(row.number("height")), row.text("digest")});
    }
    return found;
}

// Somebody agreed to it, and none of those who can be recognised has taken that back or let it run
// out. One `?`: now.
const std::string is_covered =
    "(shows_people = 0 OR"
    "  (EXISTS (SELECT 1 FROM photo_consent WHERE photo_consent.photo_id = photo.id)"
    "   AND NOT EXISTS (SELECT 1 FROM photo_consent"
    "                     JOIN consent ON consent.id = photo_consent.consent_id"
    "                    WHERE photo_consent.photo_id = photo.id"
    "                      AND (revoked_at IS NOT NULL OR until_at <= ?)))) ";

const std::string sizes_listed_max = std::to_string(3 * photos_listed_max);

struct Marked {
    std::string marks;  // "?,?,?"
    std::vector<store::Value> values;
};
template <typename AnyId>
Marked marked(const std::vector<AnyId>& ids) {
    Marked found;
    for (const auto& id : ids) {
        if (found.values.size() == photos_listed_max) break;
        found.marks += found.marks.empty() ? "?" : ",?";
        found.values.push_back(store::value_of(id));
    }
    return found;
}

[[noreturn]] void refuse_uncovered() {
    throw Refused{{Reason::not_a_valid_value, "photo",
                   "A photo shows people, and no consent of theirs is on record. Record it, or "
                   "withdraw the photo."}};
}

std::optional<Photo> maybe_photo(const std::vector<store::Row>& rows) {
    auto found = photos_from(rows);
    if (found.empty()) return {};
    return std::move(found.front());
}

}  // namespace

const PhotoSize& Photo::at_least(int width) const {
    check(!sizes.empty(), "a photo has a size");
    const auto found = std::ranges::find_if(
        sizes, [&](const auto& size) { return std::max(size.width, size.height) >= width; });
    return found == sizes.end() ? sizes.back() : *found;
}

std::string photo_path(const PhotoSize& size) { return "/photos/" + size.digest + ".jpg"; }

std::string photo_srcset(const Photo& photo) {
    std::string set;
    for (const auto& size : photo.sizes)
        set +=
            (set.empty() ? "" : ", ") + photo_path(size) + ' ' + std::to_string(size.width) + 'w';
    return set;
}

std::optional<Photo> find_photo(store::Session& session, PhotoId id) {
    return maybe_photo(session.all(select_photo + "WHERE photo.id = ? ORDER BY width LIMIT 3", id));
}

std::optional<Photo> find_photo_by_key(store::Session& session, const std::string& request_key) {
    return maybe_photo(
        session.all(select_photo + "WHERE request_key = ? ORDER BY width LIMIT 3", request_key));
}

std::vector<Photo> find_photos(store::Session& session, const std::vector<PhotoId>& ids) {
    auto [marks, values] = marked(ids);
    if (values.empty()) return {};
    return photos_from(session.query(select_photo + "WHERE photo.id IN (" + marks +
                                         ") ORDER BY photo.id, width LIMIT " + sizes_listed_max,
                                     values));
}

std::vector<Photo> recent_photos(store::Session& session, CampaignId campaign, int limit) {
    return photos_from(
        session.all(select_photo +
                        "JOIN (SELECT id AS newest FROM photo WHERE campaign_id = ?"
                        "        AND withdrawn_at IS NULL ORDER BY made_at DESC, id DESC LIMIT ?)"
                        "  AS latest ON latest.newest = photo.id"
                        " ORDER BY made_at DESC, photo.id DESC, width LIMIT " +
                        sizes_listed_max,
                    campaign, std::min(limit, photos_listed_max)));
}

std::vector<Photo> photos_of_posts(store::Session& session,
                                   const std::vector<posts::PostId>& posts) {
    auto [marks, values] = marked(posts);
    if (values.empty()) return {};
    return photos_from(
        session.query(select_photo + "WHERE withdrawn_at IS NULL AND post_id IN (" + marks +
                          ") ORDER BY post_id, place, photo.id, width LIMIT " + sizes_listed_max,
                      values));
}

std::vector<Photo> public_photos_of_posts(store::Session& session,
                                          const std::vector<posts::PostId>& posts, Instant now) {
    auto [marks, values] = marked(posts);
    if (values.empty()) return {};
    values.push_back(store::value_of(now));
    return photos_from(session.query(select_photo +
                                         "WHERE withdrawn_at IS NULL AND shown_at IS NOT NULL"
                                         "  AND post_id IN (" +
                                         marks + ") AND " + is_covered +
                                         " ORDER BY post_id, place, photo.id, width LIMIT " +
                                         sizes_listed_max,
                                     values));
}

std::vector<Photo> public_photos(store::Session& session, const std::vector<PhotoId>& ids,
                                 Instant now) {
    auto [marks, values] = marked(ids);
    if (values.empty()) return {};
    values.push_back(store::value_of(now));
    return photos_from(session.query(
        select_photo + "WHERE withdrawn_at IS NULL AND shown_at IS NOT NULL AND photo.id IN (" +
            marks + ") AND " + is_covered + " ORDER BY photo.id, width LIMIT " + sizes_listed_max,
        values));
}

std::vector<Photo> photos_of_story(store::Session& session, stories::StoryId story) {
    return photos_from(session.all(select_photo +
                                       "WHERE withdrawn_at IS NULL AND story_id = ?"
                                       " ORDER BY made_at, photo.id, width LIMIT " +
                                       sizes_listed_max,
                                   story));
}

std::vector<PhotoId> uncovered_photos(store::Session& session, const std::vector<PhotoId>& ids,
                                      Instant now) {
    auto [marks, values] = marked(ids);
    if (values.empty()) return {};
    values.push_back(store::value_of(now));
    std::vector<PhotoId> found;
    for (const auto& row :
         session.query("SELECT id FROM photo WHERE id IN (" + marks + ") AND NOT " + is_covered +
                           " LIMIT " + std::to_string(photos_listed_max),
                       values))
        found.push_back(row.id<PhotoId>("id"));
    return found;
}

std::vector<PhotoBehind> photos_behind(store::Session& session, const std::string& digest,
                                       Instant now) {
    std::vector<PhotoBehind> found;
    for (const auto& row :
         session.all("SELECT photo.campaign_id, photo.participant_id, photo.account_id,"
                     "       shown_at IS NOT NULL AND photo.withdrawn_at IS NULL"
                     "         AND (photo.post_id IS NULL OR (post.is_public = 1 AND NOT EXISTS"
                     "           (SELECT 1 FROM hold WHERE held_campaign_id = photo.campaign_id"
                     "            AND hides_posts = 1)))"
                     "         AND (photo.story_id IS NULL OR story.is_public = 1)"
                     "         AND (participant.id IS NULL OR participant.is_public = 1) AND " +
                         is_covered +
                         "   AS is_public,"
                         "   photo.withdrawn_at IS NOT NULL OR shown_at IS NOT NULL AS was_public,"
                         "   photo.withdrawn_at IS NOT NULL AS is_withdrawn"
                         "  FROM photo_size JOIN photo ON photo.id = photo_size.photo_id"
                         "  LEFT JOIN post ON post.id = photo.post_id"
                         "  LEFT JOIN story ON story.id = photo.story_id"
                         "  LEFT JOIN participant ON participant.id = photo.participant_id"
                         " WHERE digest = ? ORDER BY is_public DESC, photo.id LIMIT 20",
                     now, digest))
        found.push_back({.campaign = row.id<CampaignId>("campaign_id"),
                         .participant = row.id<ParticipantId>("participant_id"),
                         .account = row.id<AccountId>("account_id"),
                         .is_public = row.flag("is_public"),
                         .is_gone = !row.flag("is_public") && row.flag("was_public"),
                         .is_withdrawn = row.flag("is_withdrawn")});
    return found;
}

std::int64_t count_photo_changes(store::Session& session, CampaignId campaign) {
    const auto row =
        session.one("SELECT changes FROM photo_change WHERE campaign_id = ?", campaign);
    return row ? row->number("changes") : 0;
}

void insert_photo(store::Transaction& tx, const Photo& photo, const std::string& request_key) {
    tx.run(
        "INSERT INTO photo (id, campaign_id, participant_id, account_id, story_id, alt,"
        "                   shows_people, request_key, made_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        photo.id, photo.campaign, photo.participant, photo.account, photo.story, photo.alt,
        photo.shows_people, request_key, photo.made_at);
    for (const auto& size : photo.sizes)
        tx.run("INSERT INTO photo_size (photo_id, width, height, digest) VALUES (?, ?, ?, ?)",
               photo.id, size.width, size.height, size.digest);
}

void note_photo_change(store::Transaction& tx, CampaignId campaign) {
    tx.run(
        "INSERT INTO photo_change (campaign_id, changes) VALUES (?, 1)"
        " ON DUPLICATE KEY UPDATE changes = changes + 1",
        campaign);
}

void show_photo(store::Transaction& tx, PhotoId photo, Instant now) {
    const auto showable =
        tx.lock("SELECT photo.id FROM photo WHERE id = ? AND withdrawn_at IS NULL AND " +
                    is_covered + " FOR UPDATE",
                photo, now);
    if (!showable) refuse_uncovered();
    tx.run("UPDATE photo SET shown_at = COALESCE(shown_at, ?) WHERE id = ?", now, photo);
}

void mark_photo_unseen(store::Transaction& tx, PhotoId photo) {
    tx.run("UPDATE photo SET shown_at = NULL WHERE id = ?", photo);
}

int mark_photo_withdrawn(store::Transaction& tx, PhotoId photo, Instant now) {
    return tx.run(
        "UPDATE photo SET withdrawn_at = ?"
        " WHERE withdrawn_at IS NULL AND id IN"
        "       (SELECT same.photo_id FROM photo_size AS same"
        "          JOIN photo_size AS mine ON mine.digest = same.digest WHERE mine.photo_id = ?)",
        now, photo);
}

bool mark_photo_dropped(store::Transaction& tx, PhotoId photo, Instant now) {
    return tx.run("UPDATE photo SET withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL", now,
                  photo) == 1;
}

bool update_photo_words(store::Transaction& tx, PhotoId photo, const std::string& alt) {
    return tx.run("UPDATE photo SET alt = ? WHERE id = ?", alt, photo) == 1;
}

bool mark_people(store::Transaction& tx, PhotoId photo, int shows_people) {
    return tx.run("UPDATE photo SET shows_people = ? WHERE id = ?", shows_people, photo) == 1;
}

bool claim_photo(store::Transaction& tx, const PhotoClaim& claim) {
    return tx.run(
               "UPDATE photo SET post_id = ?, place = ?"
               " WHERE id = ? AND post_id IS NULL AND story_id IS NULL AND withdrawn_at IS NULL"
               "   AND shown_at IS NULL AND NOT EXISTS"
               "       (SELECT 1 FROM portrait WHERE portrait.photo_id = photo.id)"
               "   AND NOT EXISTS"
               "       (SELECT 1 FROM introduction_version AS v WHERE v.photo_id = photo.id)"
               "   AND participant_id <=> ? AND (participant_id IS NOT NULL OR account_id = ?)"
               "   AND campaign_id = (SELECT campaign_id FROM post WHERE post.id = ?)",
               claim.post, claim.place, claim.photo, claim.participant, claim.account,
               claim.post) == 1;
}

void show_photos_of(store::Transaction& tx, posts::PostId post, Instant decided_at) {
    const auto uncovered =
        tx.lock("SELECT photo.id FROM photo WHERE post_id = ? AND withdrawn_at IS NULL AND NOT " +
                    is_covered + " LIMIT 1 FOR UPDATE",
                post, decided_at);
    if (uncovered) refuse_uncovered();
    tx.run(
        "UPDATE photo SET shown_at = ?"
        " WHERE post_id = ? AND shown_at IS NULL AND withdrawn_at IS NULL",
        decided_at, post);
}

void unshow_photos_of(store::Transaction& tx, posts::PostId post) {
    tx.run(
        "UPDATE photo SET shown_at = NULL WHERE post_id = ?"
        "   AND shown_at = (SELECT decided_at FROM post WHERE post.id = photo.post_id)",
        post);
}

void withdraw_photos_of(store::Transaction& tx, posts::PostId post, Instant now) {
    tx.run("UPDATE photo SET withdrawn_at = ? WHERE post_id = ? AND withdrawn_at IS NULL", now,
           post);
}

}  // namespace pictures
