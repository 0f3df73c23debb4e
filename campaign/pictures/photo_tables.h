// What verbs write about photos, row by row; the verbs of posts and portraits show and hide theirs.
#pragma once

#include "campaign/pictures/photo.h"

namespace pictures {

void insert_photo(store::Transaction&, const Photo&, const std::string& request_key);
// Publicly visible from now on; again is harmless. Throws Refused if it is withdrawn, or shows
// people and no consent covers it.
void show_photo(store::Transaction&, PhotoId, Instant now);
void mark_photo_unseen(store::Transaction&, PhotoId);  // Back to waiting, or no more.
// Whoever has a page of these campaigns open is to look again.
void note_photo_change(store::Transaction&, CampaignId);
// For good, with every photo of the same bytes; how many.
int mark_photo_withdrawn(store::Transaction&, PhotoId, Instant now);
bool mark_photo_dropped(store::Transaction&, PhotoId, Instant now);  // This one alone.
bool update_photo_words(store::Transaction&, PhotoId, const std::string& alt);
bool mark_people(store::Transaction&, PhotoId, int shows_people);

// A photo takes its place in a post, once, brought by whoever writes; false if it cannot.
struct PhotoClaim {
    PhotoId photo;
    posts::PostId post;
    int place = 0;
    ParticipantId participant;  // One of these two.
    AccountId account;
};
bool claim_photo(store::Transaction&, const PhotoClaim&);
// With the verdict about their post, at its moment. Throws Refused if one of them shows people and
// no consent covers it.
void show_photos_of(store::Transaction&, posts::PostId, Instant decided_at);
void unshow_photos_of(store::Transaction&, posts::PostId);  // What the last verdict showed.
void withdraw_photos_of(store::Transaction&, posts::PostId, Instant now);

// Brought before that moment and used nowhere: unused_sql.cpp, where each table that refers to
// photos has its line. mark_… is false if something refers to it by now.
std::vector<PhotoId> unused_photos(store::Session&, Instant made_before, int limit);
bool mark_unused_withdrawn(store::Transaction&, PhotoId, Instant now);
void erase_photo(store::Transaction&, PhotoId);  // With its sizes; the bytes go on their own.

}  // namespace pictures
