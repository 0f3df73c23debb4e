// PlacementAct: what happened to a place, as it was told by who was there or at the desk.
//
// Invariants:
//   * An act is never changed, but for its photo, which is erased in its time; one that was told
//     twice by the same phone is one act.
//   * told_at is when it happened, by the phone's clock, but never in the future and never older
//     than told_back_max: a phone in a basement tells later.
#pragma once

#include "campaign/links/volunteer.h"

namespace links {

enum class ActKind { hung, taken_down, not_possible, bound, swapped, replaced, photo };
std::string_view act_name(ActKind);
std::optional<ActKind> find_act(std::string_view name);

struct PlacementAct {
    std::int64_t id = 0;
    CampaignId campaign;
    PlacementId placement, other = {};  // other: with which it was swapped.
    ActKind kind = ActKind::hung;
    VolunteerId volunteer = {};  // Who told it: one of these two.
    AccountId account = {};
    std::string note = {}, photo = {};  // photo: the digest of a picture, or empty.
    Instant told_at, made_at;
    std::string request_key = {};
};

constexpr std::chrono::days told_back_max{14};
constexpr int acts_listed_max = 100;
// How long a photo is kept after the poster is down or the campaign is over.
constexpr std::chrono::days wall_photo_kept{90};
constexpr int wall_photos_forgotten_max = 500;  // At once.

// As bounded: between told_back_max ago and now.
Instant believed(std::optional<Instant> told_at, Instant now);

// Storage: placement_act_sql.cpp.
void insert_act(store::Transaction&, const PlacementAct&);
std::optional<PlacementAct> find_act_by_key(store::Session&, const std::string& request_key);
std::vector<PlacementAct> acts_of_placement(store::Session&, PlacementId);  // Newest first.
// Whether a picture of this digest was taken at that place.
bool is_photo_of(store::Session&, PlacementId, const std::string& digest);
// Photos of posters that came down, of places that left the list and of campaigns that were over
// before a moment. At most wall_photos_forgotten_max.
struct WallPhoto {
    std::int64_t act = 0;
    std::string digest;
};
std::vector<WallPhoto> wall_photos_to_forget(store::Session&, Instant over_before);
// Bytes that something else shows stay. False: it was erased before.
bool erase_wall_photo(store::Transaction&, const WallPhoto&);

// Where a code hung before it was moved.
struct Stay {
    LinkId link;
    PlacementId placement;
    Instant from_at, until_at;
    std::int64_t pages = 0;
};
struct LinkNow {  // What is to be known of a link that is moved: since when it hangs here, and
                  // more.
    Link link;
    Instant since;
    std::int64_t pages = 0;  // Shown since then.
};
LinkNow link_now(store::Session&, const Link&);
void insert_stay(store::Transaction&, const Stay&, CampaignId);
// False: it does not hang there any more.
bool move_link(store::Transaction&, const Link&, const Placement& to);

}  // namespace links
