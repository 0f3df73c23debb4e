// Photo: an uploaded picture, developed and kept in at most three widths by their digests.
//
// Invariants:
//   * Its bytes are ours (see darkroom.h), and never change under an address: another picture is
//     another photo.
//   * Nobody sees it before shown_at: only who brought it and who reviews. Whoever has read what it
//     belongs to (a post, a portrait) shows it.
//   * Withdrawn is for good, under every address and for every photo of the same bytes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "campaign/store/database.h"
#include "campaign/words/id.h"

namespace posts {
using PostId = Id<struct PostEntity>;
}
namespace stories {
using StoryId = Id<struct StoryEntity>;
}

namespace pictures {

using PhotoId = Id<struct PhotoEntity>;

struct PhotoSize {
    int width = 0, height = 0;
    std::string digest;
};

struct Photo {
    PhotoId id;
    CampaignId campaign;
    ParticipantId participant;  // Who brought it: a participant, or
    AccountId account;          // a colleague.
    posts::PostId post;         // Where it stands, if in a post,
    stories::StoryId story;     // or what it was brought for, if for a story.
    std::string alt;            // What it shows, for who cannot see it; may be empty.
    bool shows_people = false;  // Somebody can be recognised: it needs a consent.
    Instant made_at;
    std::optional<Instant> shown_at, withdrawn_at;
    std::vector<PhotoSize> sizes;  // The smallest first; one at least.

    // The narrowest that is at least this wide, or the widest there is.
    const PhotoSize& at_least(int width) const;
};

constexpr std::size_t alt_max = 250;
constexpr int photos_listed_max = 500;

std::string photo_path(const PhotoSize&);  // "/photos/3fa4….jpg"
// For an img's srcset: "/photos/a.jpg 320w, /photos/b.jpg 800w".
std::string photo_srcset(const Photo&);

// Storage: photo_sql.cpp.
std::optional<Photo> find_photo(store::Session&, PhotoId);
std::optional<Photo> find_photo_by_key(store::Session&, const std::string& request_key);
std::vector<Photo> find_photos(store::Session&, const std::vector<PhotoId>&);  // In no order.
std::vector<Photo> recent_photos(store::Session&, CampaignId, int limit);      // Newest first.
// In the order of their places; what is withdrawn is not among them. The first are for the eyes of
// who wrote and who reviews, the second for everybody.
std::vector<Photo> photos_of_posts(store::Session&, const std::vector<posts::PostId>&);
std::vector<Photo> public_photos_of_posts(store::Session&, const std::vector<posts::PostId>&,
                                          Instant now);
// Those of them that everybody may see now. In no order: the caller knows where each one stands.
std::vector<Photo> public_photos(store::Session&, const std::vector<PhotoId>&, Instant now);
// Brought for a story and not withdrawn, the oldest first.
std::vector<Photo> photos_of_story(store::Session&, stories::StoryId);
// Goes up whenever a picture of the campaign is shown or taken away.
std::int64_t count_photo_changes(store::Session&, CampaignId);
// Those of them that show people and that no consent covers now: they cannot be public.
std::vector<PhotoId> uncovered_photos(store::Session&, const std::vector<PhotoId>&, Instant now);

// What stands behind an address, and who may see it.
struct PhotoBehind {
    CampaignId campaign;
    ParticipantId participant;
    AccountId account;
    bool is_public = false;     // Somebody has read it, and nothing speaks against it now.
    bool is_gone = false;       // It was public, and is not now.
    bool is_withdrawn = false;  // Not even for who brought it.
};
std::vector<PhotoBehind> photos_behind(store::Session&, const std::string& digest, Instant now);

}  // namespace pictures
