#include "campaign/links/placement.h"

#include <algorithm>
#include <array>

#include "campaign/words/text.h"

namespace links {

namespace {

constexpr std::array states{std::pair{PlacementState::planned, std::string_view{"planned"}},
                            std::pair{PlacementState::printed, std::string_view{"printed"}},
                            std::pair{PlacementState::hung, std::string_view{"hung"}},
                            std::pair{PlacementState::taken_down, std::string_view{"taken_down"}}};

constexpr std::array permissions{std::pair{Permission::open, std::string_view{"open"}},
                                 std::pair{Permission::asked, std::string_view{"asked"}},
                                 std::pair{Permission::given, std::string_view{"given"}},
                                 std::pair{Permission::refused, std::string_view{"refused"}}};

Refusal wrong(std::string field, std::string detail) {
    return {Reason::not_a_valid_value, std::move(field), std::move(detail)};
}

}  // namespace

std::string_view placement_state_name(PlacementState state) {
    return std::ranges::find(states, state, [](const auto& row) { return row.first; })->second;
}

std::optional<PlacementState> find_placement_state(std::string_view name) {
    const auto found = std::ranges::find(states, name, [](const auto& row) { return row.second; });
    if (found == states.end()) return {};
    return found->first;
}

std::string_view permission_name(Permission permission) {
    return std::ranges::find(permissions, permission, [](const auto& row) { return row.first; })
        ->second;
}

std::optional<Permission> find_permission(std::string_view name) {
    const auto found =
        std::ranges::find(permissions, name, [](const auto& row) { return row.second; });
    if (found == permissions.end()) return {};
    return found->first;
}

bool is_due_to_hang(const Placement& place, Date today) {
    const auto& plan = place.arrangement;
    return place.is_to_go() && plan.permission != Permission::refused && plan.hang_by &&
           *plan.hang_by <= today;
}

bool is_due_to_come_down(const Placement& place, Date today) {
    return place.is_up() && place.arrangement.take_down_by &&
           *place.arrangement.take_down_by <= today;
}

std::optional<Refusal> placement_objection(const NewPlacement& asked) {
    if (asked.name.empty() || count_code_points(asked.name) > place_name_max)
        return wrong("name", "Give the place a name of at most 120 letters.");
    if (count_code_points(asked.address) > place_address_max)
        return wrong("address", "The address is too long.");
    if (count_code_points(asked.note) > place_note_max)
        return wrong("note", "The note is too long.");
    if (asked.copies < 1 || asked.copies > copies_max)
        return wrong("copies", "Copies are a number from 1 to 100,000.");
    if (asked.cost.minor < 0) return wrong("cost", "The cost is not less than nothing.");
    const auto channel = find_channel(asked.channel);
    if (!channel || channel->medium != Medium::print)
        return wrong("channel", "Choose what hangs there.");
    if (asked.landing != "campaign" && asked.landing != "give")
        return wrong("landing", "Choose what the code opens.");
    const auto& plan = asked.arrangement;
    if (plan.round < 1 || plan.round > round_max)
        return wrong("round", "Rounds are numbered from 1 to 99.");
    if (plan.hang_by && plan.take_down_by && *plan.take_down_by < *plan.hang_by)
        return wrong("take_down_by", "It comes down after it went up.");
    return {};
}

std::string usual_landing(std::string_view channel) {
    return channel == "strip" || channel == "bib" || channel == "bucket" ? "give" : "campaign";
}

}  // namespace links
