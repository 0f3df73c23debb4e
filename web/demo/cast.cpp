#include "web/demo/cast.h"

#include <array>

#include "campaign/words/resource.h"

namespace demo {

namespace {

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts{""};
    for (const auto c : text) {
        if (c == separator)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    return parts;
}

std::vector<std::string> lines_of(std::string_view name) {
    auto lines = split(text_of(name), '\n');
    std::erase_if(lines, [](const auto& line) { return line.empty() || line[0] == '#'; });
    return lines;
}

std::vector<std::vector<std::string>> rows_of(std::string_view name) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& line : lines_of(name)) rows.push_back(split(line, '|'));
    return rows;
}

}  // namespace

std::string text_of(std::string_view name) {
    const auto found = find_resource("web/demo/" + std::string{name});
    check(found.has_value(), "the demo's text is part of the program: " + std::string{name});
    return std::string{*found};
}

Cast read_cast() {
    Cast cast;
    for (const auto& row : rows_of("names.txt"))
        cast.peoples.push_back(
            {row.at(0), row.at(1), split(row.at(2), ','), split(row.at(3), ',')});
    for (const auto& row : rows_of("teams.txt")) cast.teams.push_back({row.at(0), row.at(1)});
    for (const auto& row : rows_of("stories.txt")) cast.stories.push_back({row.at(0), row.at(1)});
    for (const auto& row : rows_of("places.txt")) {
        cast.places.push_back({row.at(0), row.at(1), row.at(2), row.at(3), std::stoi(row.at(4)),
                               std::stoll(row.at(5)), std::stoll(row.at(6))});
        if (row.size() < 10) continue;
        auto& place = cast.places.back();
        place.helper = row.at(7), place.round = std::stoi(row.at(8)), place.contact = row.at(9);
    }
    cast.messages = lines_of("messages.txt");
    return cast;
}

std::vector<PostText> read_posts() {
    std::vector<PostText> posts;
    for (const auto& row : rows_of("posts.txt")) posts.push_back({row.at(0), row.at(1), row.at(2)});
    return posts;
}

Name draw_name(const Cast& cast, Dice& dice) {
    // Most names are those of the neighbourhood; the others come from all over the world.
    static const std::vector<std::int64_t> weights{34, 30, 8, 6, 5, 6, 4, 5, 5, 3, 2, 2};
    const auto& people = cast.peoples.at(dice.weighted(weights));
    const auto &given = dice.one_of(people.given), &family = dice.one_of(people.family);
    const auto full = people.between.empty() ? family + given : given + people.between + family;
    return {full, given, people.language};
}

}  // namespace demo
