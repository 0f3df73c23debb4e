#include "web/html/beside.h"

#include <algorithm>

namespace pages {

void say_beside(language::Values& values, const Wrong& wrong, std::span<const Beside> table) {
    for (const auto& [field, sentence] : wrong) {
        auto place = std::ranges::find(table, std::string_view{field}, &Beside::field);
        if (place == table.end()) place = table.begin();
        values.add(place->section).set(place->sentence, sentence);
    }
}

void sum_up_wrong(language::Values& values, const Wrong& wrong) {
    if (wrong.empty()) return;
    auto& summary = values.add("WRONG");
    for (const auto& [field, sentence] : wrong)
        summary.add("PROBLEM").set("HREF", '#' + field).set("TEXT", sentence);
}

}  // namespace pages
