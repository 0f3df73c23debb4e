// Hanging: what is told from the street. A poster is up, down or not possible; a spare hangs; two
// have been swapped; one was replaced.
//
// All may be told twice under one key and are done once. All throw Refused with words for whoever
// tells it. Who hung something else meanwhile is not overwritten by what happened before that.
#pragma once

#include "campaign/links/spare.h"
#include "campaign/people/role.h"
#include "campaign/pictures/darkroom.h"

namespace links {

// Teller: who was there. A volunteer by their link, or a colleague.
struct Teller {
    VolunteerId volunteer = {};
    people::Actor actor;
};

struct Told {
    std::string request_key;              // Of the phone or of the form.
    std::optional<Instant> told_at = {};  // By the phone's clock; as bounded by believed().
    std::string note = {}, photo = {};    // photo: bytes, as develop_wall_photo() gave them.
};

// A photo of a wall, developed like every stranger's picture, in one middling size. It is kept with
// what is told, or not at all, and for the desk alone. Throws Refused with a sentence where it is
// no picture.
std::string develop_wall_photo(pictures::Darkroom&, const std::string& bytes);

// Erases photos of walls wall_photo_kept after the poster was taken down, the place left the list
// or the campaign ended. How many.
int forget_wall_photos(store::Store&, Instant now);

// hung, taken_down, not_possible (with a reason as the note) or photo.
void tell_of_place(store::Store&, const Placement&, ActKind, const Told&, const Teller&,
                   Instant now);

// A spare hangs at a wall: a new place of that name, or one on the list for which the spare is now
// the code (the one before leads on).
struct SpareHung {
    CampaignId campaign;
    std::string code;                     // As it was typed.
    std::string name = {}, address = {};  // Of a new place, or
    PlacementId placement = {};           // of one that is there.
};
Placement bind_spare(store::Store&, const SpareHung&, const Told&, const Teller&, Instant now);

// Each of two codes hangs where the other was thought to be. What they brought so far stays with
// the places where they hung by then.
struct Swap {
    CampaignId campaign;
    std::string one, other;  // Codes as they were typed.
};
void swap_codes(store::Store&, const Swap&, const Told&, const Teller&, Instant now);

// Another code for the same place, to be printed; the one before leads on.
Link replace_code(store::Store&, const Placement&, const Told&, const Teller&, Instant now);

}  // namespace links
