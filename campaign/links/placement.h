// Placement: one place where one printed thing hangs, with its own code, so that it can be seen
// which walls work.
//
// Invariants:
//   * A placement has one link of its own from the moment it is made, and keeps it.
//   * Names are unique within a campaign: people speak of places by them.
// Ending a placement takes it off the list of what is still to do; its code leads on for ever.
#pragma once

#include <map>
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

// Whether whoever owns the wall agrees. open: nobody has asked yet.
enum class Permission { open, asked, given, refused };
std::string_view permission_name(Permission);
std::optional<Permission> find_permission(std::string_view name);

using VolunteerId = Id<struct VolunteerEntity>;  // Who hangs it: volunteer.h.
using PrintRunId = Id<struct PrintRunEntity>;    // The paper it was printed with: print_run.h.

constexpr std::size_t place_name_max = 120, place_address_max = 200, place_note_max = 200,
                      contact_max = 120, telephone_max = 40, volunteer_name_max = 80;
constexpr int copies_max = 100'000, placements_max = 500, round_max = 99;

// Arrangement: who is asked, who goes there, and by when.
struct Arrangement {
    std::string contact = {}, telephone = {};  // Of whom to ask there.
    Permission permission = Permission::open;
    std::optional<Date> hang_by = {}, take_down_by = {};
    VolunteerId volunteer = {};
    int round = 1;  // Of the volunteer's ways, the first is 1.
};

struct NewPlacement {
    CampaignId campaign;
    std::string name, address = {}, note = {};
    int copies = 1;
    Money cost = {};                   // Of all copies, in the campaign's currency.
    std::string channel = "poster";    // poster, leaflet, strip, bib or bucket
    std::string landing = "campaign";  // campaign or give
    Arrangement arrangement = {};
    std::string volunteer_name = {};  // Of a list: found by this name, or made.
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
    Arrangement arrangement = {};
    PrintRunId run = {};                   // Of the paper that hangs there.
    VersionId printed_version = {};        // The plan as that paper has it; 0: not printed yet.
    std::optional<Instant> state_at = {};  // Since when it hangs or is down, as it was told.
    std::string trouble = {};              // Why it is not possible there; mostly empty.

    bool is_to_hang() const {
        return !ended_at && (state == PlacementState::planned || state == PlacementState::printed);
    }
    bool is_up() const { return !ended_at && state == PlacementState::hung; }
    // Somebody was there and said why not; until that is taken back it is nothing to do.
    bool is_not_possible() const { return is_to_hang() && !trouble.empty(); }
    bool is_to_go() const { return is_to_hang() && trouble.empty(); }
    // Sheets that were printed for it: none while it is only planned.
    int printed_copies() const { return state == PlacementState::planned && !run ? 0 : copies; }
};

// Rules: what is due on this day. What is refused or not possible is not.
bool is_due_to_hang(const Placement&, Date today);
bool is_due_to_come_down(const Placement&, Date today);

// Rule: what is wrong with it, by field.
std::optional<Refusal> placement_objection(const NewPlacement&);

// Strips, bibs and buckets open the form at once; what people read first opens the page.
std::string usual_landing(std::string_view channel);

// A list, pasted or from a CSV file: a place a line, fields divided by semicolons, tabs or commas
// (commas only if the first line has one); quotes as in RFC 4180. A first line of names says which
// column is what, in any order; without one it is list_columns. At most placements_max lines; cost
// is written with `separator`. Several lines that cannot be read are all named, up to a limit.
inline constexpr std::string_view list_columns[] = {
    "name",       "address", "copies",       "cost",   "contact", "telephone",
    "permission", "hang_by", "take_down_by", "helper", "round",   "note"};
constexpr std::size_t wrong_lines_max = 5;
struct WrongLine {
    int line = 0;                     // As people count; 0: the list as a whole.
    std::string sentence;             // For say_with(), with
    std::vector<std::string> values;  // what was typed.
};
struct PlacementLines {
    std::vector<NewPlacement> placements;
    std::vector<WrongLine> wrong;  // In the order of the lines; with one, nothing is to be added.
};
struct PlacementList {
    std::string text;
    CampaignId campaign;
    Currency currency;
    char separator = '.';
    std::vector<std::string> taken = {};  // Names of places that are there already.
    // How the reader's language says them; ours are understood beside them.
    std::map<std::string, Permission> permission_words = {};
};
PlacementLines read_placement_list(const PlacementList&);

// Storage: placement_sql.cpp.
Placement insert_placement(store::Transaction&, const NewPlacement&, Instant now);
std::optional<Placement> find_placement(store::Session&, PlacementId);
std::optional<Placement> find_placement_by_name(store::Session&, CampaignId, std::string_view);
std::vector<Placement> all_placements(store::Session&, CampaignId);  // By name.
// Both change only what is still of that version; false if somebody was faster. Given to another
// helper, what was not possible is to be tried.
bool update_placement(store::Transaction&, const Placement& before, const NewPlacement&);
bool update_placement_state(store::Transaction&, const Placement& before, PlacementState,
                            Instant now);
bool end_placement_row(store::Transaction&, const Placement& before, Instant now);
bool clear_trouble_row(store::Transaction&, const Placement& before);
// As it was told by somebody there: whatever was told later stands. False: something later stands.
struct PlacementTold {
    PlacementId placement;
    PlacementState state = PlacementState::hung;
    std::string trouble = {};
    Instant told_at;
};
bool update_placement_told(store::Transaction&, const PlacementTold&);
// The paper that is printed for it: what was only planned is printed now.
void note_printed(store::Transaction&, PlacementId, PrintRunId, VersionId);
// Of places that hang or are printed and of which nobody has said with which paper.
void note_shown_version(store::Transaction&, PlacementId, VersionId);

}  // namespace links
