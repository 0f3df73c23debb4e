// Photos that nothing refers to.
#include "campaign/pictures/photo_tables.h"

namespace pictures {

namespace {

// Whatever may refer to a photo has its line here; a new table adds its own.
const std::string is_unused =
    " photo.shown_at IS NULL AND photo.withdrawn_at IS NULL"
    " AND photo.post_id IS NULL AND photo.story_id IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM portrait WHERE portrait.photo_id = photo.id)"
    " AND NOT EXISTS (SELECT 1 FROM introduction_version AS v WHERE v.photo_id = photo.id)";

}  // namespace

std::vector<PhotoId> unused_photos(store::Session& session, Instant made_before, int limit) {
    std::vector<PhotoId> found;
    for (const auto& row : session.all("SELECT photo.id FROM photo WHERE photo.made_at < ? AND" +
                                           is_unused + " ORDER BY photo.made_at LIMIT ?",
                                       made_before, limit))
        found.push_back(row.id<PhotoId>("id"));
    return found;
}

bool mark_unused_withdrawn(store::Transaction& tx, PhotoId photo, Instant now) {
    return tx.run("UPDATE photo SET withdrawn_at = ? WHERE photo.id = ? AND" + is_unused, now,
                  photo) == 1;
}

void erase_photo(store::Transaction& tx, PhotoId photo) {
    tx.run("DELETE FROM photo_consent WHERE photo_id = ?", photo);
    tx.run("DELETE FROM photo_size WHERE photo_id = ?", photo);
    tx.run("DELETE FROM photo WHERE id = ?", photo);
}

}  // namespace pictures
