#include "campaign/links/placement.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "campaign/words/text.h"

namespace links {

namespace {

constexpr std::array states{std::pair{PlacementState::planned, std::string_view{"planned"}},
                            std::pair{PlacementState::printed, std::string_view{"printed"}},
                            std::pair{PlacementState::hung, std::string_view{"hung"}},
                            std::pair{PlacementState::taken_down, std::string_view{"taken_down"}}};

constexpr std::size_t fields_max = 6, list_bytes_max = 200'000;

Refusal wrong(std::string field, std::string detail) {
    return {Reason::not_a_valid_value, std::move(field), std::move(detail)};
}

// The fields of one line; quoted ones as RFC 4180 has it (but not over lines).
std::vector<std::string> split_fields(std::string_view line, char separator) {
    std::vector<std::string> fields{""};
    bool is_quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (c == '"' && is_quoted && i + 1 < line.size() && line[i + 1] == '"')
            fields.back() += line[++i];
        else if (c == '"' && (is_quoted || fields.back().empty()))
            is_quoted = !is_quoted;
        else if (c == separator && !is_quoted && fields.size() < fields_max)
            fields.emplace_back();
        else
            fields.back() += c;
    }
    return fields;
}

// A tab or a semicolon anywhere; a comma only where a table starts with it, since names have some.
char separator_of(std::string_view text) {
    for (const char c : {'\t', ';'})
        if (text.find(c) != text.npos) return c;
    return text.substr(0, text.find('\n')).find(',') != text.npos ? ',' : '\0';
}

std::string trimmed(const std::string& text) {
    const auto from = text.find_first_not_of(" \r\t");
    return from == text.npos ? "" : text.substr(from, text.find_last_not_of(" \r\t") - from + 1);
}

bool is_header(const std::vector<std::string>& fields) {
    auto first = trimmed(fields.front());
    std::ranges::transform(first, first.begin(), [](unsigned char c) { return std::tolower(c); });
    return first == "name" || first == "place";
}

// One line; the refusal's detail says which.
std::optional<Refusal> read_placement_line(const std::vector<std::string>& fields,
                                           const PlacementList& list, NewPlacement& into) {
    const auto field = [&](std::size_t i) {
        return i < fields.size() ? trimmed(fields[i]) : std::string{};
    };
    const auto name = read_line(field(0), place_name_max);
    const auto address = read_line(field(1), place_address_max);
    if (!name || !address) return wrong("list", "a name or an address that is too long");
    into.campaign = list.campaign, into.name = *name, into.address = *address;
    into.cost = Money{0, list.currency};
    if (const auto copies = field(2); !copies.empty()) {
        const auto end = copies.data() + copies.size();
        if (std::from_chars(copies.data(), end, into.copies).ptr != end) into.copies = 0;
    }
    if (const auto cost = field(3); !cost.empty()) {
        const auto money = read_money(cost, list.currency, list.separator);
        if (!money) return wrong("list", "a cost that cannot be read: " + cost);
        into.cost = *money;
    }
    return placement_objection(into);
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
    return {};
}

std::string usual_landing(std::string_view channel) {
    return channel == "strip" || channel == "bib" || channel == "bucket" ? "give" : "campaign";
}

PlacementLines read_placement_list(const PlacementList& list) {
    PlacementLines read;
    if (list.text.size() > list_bytes_max) {
        read.refusal = wrong("list", "The list is too long.");
        return read;
    }
    std::string_view rest = list.text;
    if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
    const char separator = separator_of(rest);
    for (int number = 1; !rest.empty(); ++number) {
        const auto end = std::min(rest.find('\n'), rest.size());
        const auto fields = split_fields(rest.substr(0, end), separator);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (trimmed(fields.front()).empty() && fields.size() == 1) continue;
        if (number == 1 && is_header(fields)) continue;
        NewPlacement placement;
        auto refusal = read_placement_line(fields, list, placement);
        if (!refusal && read.placements.size() >= placements_max)
            refusal = wrong("list", "there are more than 500 places");
        if (refusal) {
            read.refusal =
                wrong("list", "Line " + std::to_string(number) + ": " + refusal->detail);
            return read;
        }
        read.placements.push_back(std::move(placement));
    }
    return read;
}

}  // namespace links
