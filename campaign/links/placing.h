// Placing: putting places on the list, each with a link of its own, and saying how they stand; and
// making and retiring the links of share buttons.
//
// Each verb writes its audit and says no by throwing Refused: not_a_valid_value with the field,
// not_found, or already_decided where somebody changed the same place meanwhile.
#pragma once

#include <vector>

#include "campaign/links/placement_act.h"
#include "campaign/people/role.h"

namespace links {

struct Placed {
    Placement placement;
    Link link;
};

// All or none; a name that is there already is refused with its words. Helpers who are named and
// not there yet are made.
std::vector<Placed> add_placements(store::Store&, const std::vector<NewPlacement>&,
                                   const people::Actor&, Instant now);
// Channel and landing belong to the link and stay; `before` is what the person saw.
void edit_placement(store::Store&, const Placement& before, const NewPlacement&,
                    const people::Actor&, Instant now);
// Of a place that was not possible this says as well that it is now.
void set_placement_state(store::Store&, const Placement& before, PlacementState,
                         const people::Actor&, Instant now);
// It is possible after all; how it stands otherwise stays.
void clear_trouble(store::Store&, const Placement& before, const people::Actor&, Instant now);
void end_placement(store::Store&, const Placement& before, const people::Actor&, Instant now);

Link add_link(store::Store&, const NewLink&, const people::Actor&, Instant now);
// The campaign's one link of this channel that belongs to no place: its own poster's, the screen's.
Link find_or_add_link(store::Store&, const NewLink&, const people::Actor&, Instant now);
// For one that was given out by mistake: from then on its code says so kindly.
void end_link(store::Store&, const Link&, const people::Actor&, Instant now);

}  // namespace links
