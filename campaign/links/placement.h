// Placement: one place where one printed thing hangs, with its own code, so that it can be seen
// which walls work.
//
// Invariants:
//   * A placement has one link of its own from the moment it is made, and keeps it.
//   * Names are unique within a campaign: people speak of places by them.
// Ending a placement takes it off the list of what is still to do; its code leads on for ever.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "campaign/links/link.h"
#include "campaign/words/money.h"
#include "campaign/words/refusal.h"

namespace links {

enum class PlacementState { planned, printed, hung, taken_down };
std::string_view placement_state_name(PlacementState);
std::optional<PlacementState> find_placement_state(std::string_view name);

constexpr std::size_t place_name_max = 120, place_address_max = 200, place_note_max = 200;
constexpr int copies_max = 100'000, placements_max = 500;

struct NewPlacement {
    CampaignId campaign;
    std::string name, address = {}, note = {};
    int copies = 1;
    Money cost = {};                  // Of all copies, in the campaign's currency.
    std::string channel = "poster";   // poster, leaflet, strip, bib or bucket
    std::string landing = "campaign";  // campaign or give
};

struct Placement {
    PlacementId id;
    CampaignId campaign;
    std::string name, address, note;
    int copies = 1;
    std::int64_t cost = 0;  // Minor units of the campaign's currency.
    PlacementState state = PlacementState::planned;
    Instant made_at;
    std::optional<Instant> ended_at;
    int version = 1;
};

// Rule: what is wrong with it, by field.
std::optional<Refusal> placement_objection(const NewPlacement&);

// Strips, bibs and buckets open the form at once; what people read first opens the page.
std::string usual_landing(std::string_view channel);

// A pasted list: a place a line, "name; address; copies; cost" or the same with tabs or commas
// (commas only if the first line has one; a header line is skipped); quotes as in RFC 4180. At most
// placements_max lines; cost is written with `separator`.
struct PlacementLines {
    std::vector<NewPlacement> placements;
    std::optional<Refusal> refusal;  // Of the first line that cannot be read, naming it.
};
struct PlacementList {
    std::string text;
    CampaignId campaign;
    Currency currency;
    char separator = '.';
};
PlacementLines read_placement_list(const PlacementList&);

// Storage: placement_sql.cpp.
Placement insert_placement(store::Transaction&, const NewPlacement&, Instant now);
std::optional<Placement> find_placement(store::Session&, PlacementId);
std::optional<Placement> find_placement_by_name(store::Session&, CampaignId, std::string_view);
std::vector<Placement> all_placements(store::Session&, CampaignId);  // By name.
// Both change only what is still of that version; false if somebody was faster.
bool update_placement(store::Transaction&, const Placement& before, const NewPlacement&);
bool update_placement_state(store::Transaction&, const Placement& before, PlacementState);
bool end_placement_row(store::Transaction&, const Placement& before, Instant now);

}  // namespace links
